-- Parts of titles by trigrams: PostgreSQL, and CockroachDB from v22.2 on.
CREATE INDEX movies_title ON peers.movies USING GIN (title_folded gin_trgm_ops);
