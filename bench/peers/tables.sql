-- What the peers query instead of the API's read model: the same movies in their own table, with columns folded like the keys (see Keys.java).
CREATE SCHEMA peers;
CREATE TABLE peers.movies (
    id BIGINT PRIMARY KEY, title TEXT NOT NULL, year BIGINT, extract TEXT, thumbnail TEXT, cast_list TEXT[], genres TEXT[], thumbnail_width BIGINT,
    thumbnail_height BIGINT, position BIGINT, title_folded TEXT, cast_folded TEXT[], genres_folded TEXT[]);
INSERT INTO peers.movies
SELECT id, title, year, extract, thumbnail, cast_list, genres, thumbnail_width, thumbnail_height, position,
    btrim(regexp_replace(regexp_replace(lower(title), '[''.`]', '', 'g'), '[^a-z0-9]+', ' ', 'g')),
    string_to_array(regexp_replace(regexp_replace(regexp_replace(lower(array_to_string(cast_list, '|')), '[''.`]', '', 'g'), '[^a-z0-9|]+', ' ', 'g'), ' ?\| ?', '|', 'g'), '|'),
    string_to_array(regexp_replace(lower(array_to_string(genres, '|')), '[^a-z0-9|]+', ' ', 'g'), '|')
FROM movies;
CREATE INDEX movies_year ON peers.movies (year, position, id);
CREATE INDEX movies_cast ON peers.movies USING GIN (cast_folded);
CREATE INDEX movies_genres ON peers.movies USING GIN (genres_folded);
GRANT USAGE ON SCHEMA peers TO movies_bench_api;
GRANT SELECT ON TABLE peers.movies TO movies_bench_api;
