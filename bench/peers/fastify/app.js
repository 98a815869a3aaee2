// Fastify and pg with a pool, the same SQL as the API's.
import Fastify from 'fastify';
import pg from 'pg';

const COLUMNS = 'cast_list, extract, genres, id, thumbnail, thumbnail_height, thumbnail_width, title, year';
const pool = new pg.Pool({connectionString: process.env.DATABASE_URL, max: 8});
const app = Fastify();

function route(path, name, condition, parameter) {
  const text = `SELECT ${COLUMNS} FROM movies WHERE ${condition} ORDER BY year, position, id`;
  app.get(path, async request => (await pool.query({name, text, values: [parameter(request.params.value)]})).rows);
}

const spaces = value => value.replaceAll('_', ' ');
route('/api/v1/movies/:value', 'id', 'id = $1', value => value);
route('/title/:value', 'title', 'title_folded LIKE $1', value => `%${spaces(value)}%`);
route('/cast/fullname/:value', 'cast', 'cast_folded @> ARRAY[$1]::text[]', spaces);
route('/year/:value', 'year', 'year = $1', value => value);

await app.listen({port: Number(process.env.PORT), host: '127.0.0.1'});
