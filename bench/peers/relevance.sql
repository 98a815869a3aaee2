-- The database's own full text search: PostgreSQL, and CockroachDB from v23.1 on.
ALTER TABLE peers.movies ADD COLUMN words TSVECTOR;
UPDATE peers.movies SET words = to_tsvector('simple', title || ' ' || coalesce(array_to_string(cast_list, ' '), '')) WHERE true;
CREATE INDEX movies_words ON peers.movies USING GIN (words);
