/** The connection pool, and the login that is read again for each new connection. */
@NullMarked
package fusion.movies.database;

import org.jspecify.annotations.NullMarked;
