// Fastify and pg with a pool: one statement per query, on a table with an index for it (see ../tables.sql).
import Fastify from 'fastify';
import pg from 'pg';

const COLUMNS = 'cast_list, extract, genres, id, thumbnail, thumbnail_height, thumbnail_width, title, year';
const pool = new pg.Pool({connectionString: process.env.DATABASE_URL, max: 8});
const app = Fastify();

function list(path, name, condition, parameter) {
  const text = `SELECT ${COLUMNS} FROM peers.movies WHERE ${condition} ORDER BY year, position, id`;
  app.get(path, async request => (await pool.query({name, text, values: [parameter(request.params.value)]})).rows);
}

const spaces = value => value.replaceAll('_', ' ');
list('/api/v1/movies/:value', 'id', 'id = $1', value => value);
list('/title/:value', 'title', 'title_folded LIKE $1', value => `%${spaces(value)}%`);
list('/cast/fullname/:value', 'cast', 'cast_folded @> ARRAY[$1]::text[]', spaces);
list('/year/:value', 'year', 'year = $1', value => value);

const PAGE = 'genres_folded @> ARRAY[$1]::text[] AND year >= $2';
const RELEVANCE = "words @@ plainto_tsquery('simple', $1)";

async function page({genre, year_from, limit}) {
  const values = [spaces(genre), year_from];
  const [movies, genres, decades] = await Promise.all([
    pool.query({name: 'page', text: `SELECT ${COLUMNS} FROM peers.movies WHERE ${PAGE} ORDER BY year, position, id LIMIT $3`, values: [...values, limit]}),
    pool.query({name: 'genres', text: `SELECT genre AS name, count(*) AS movies FROM (SELECT unnest(genres) AS genre FROM peers.movies WHERE ${PAGE}) AS each GROUP BY genre`, values}),
    pool.query({name: 'decades', text: `SELECT year - year % 10 AS name, count(*) AS movies FROM peers.movies WHERE ${PAGE} GROUP BY year - year % 10`, values}),
  ]);
  const total = decades.rows.reduce((sum, decade) => sum + Number(decade.movies), 0);
  return {movies: movies.rows, total, facets: {genre: genres.rows, decade: decades.rows}};
}

async function relevance({q}) {
  const [movies, total] = await Promise.all([
    pool.query({name: 'relevance', text: `SELECT ${COLUMNS} FROM peers.movies WHERE ${RELEVANCE} ORDER BY ts_rank(words, plainto_tsquery('simple', $1)) DESC, id LIMIT 20`, values: [q]}),
    pool.query({name: 'total', text: `SELECT count(*) FROM peers.movies WHERE ${RELEVANCE}`, values: [q]}),
  ]);
  return {movies: movies.rows, total: Number(total.rows[0].count)};
}

app.get('/api/v1/movies', request => request.query.q ? relevance(request.query) : page(request.query));

await app.listen({port: Number(process.env.PORT), host: '127.0.0.1'});
