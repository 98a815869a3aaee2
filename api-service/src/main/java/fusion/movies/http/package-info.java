/** Shared by all routes: parameters, problems, caching, compression, CORS, health. */
@NullMarked
package fusion.movies.http;

import org.jspecify.annotations.NullMarked;
