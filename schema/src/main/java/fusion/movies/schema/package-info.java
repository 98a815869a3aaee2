/** The desired schema, its comparison with a database's catalog, and the statements that close the difference. JDBC only. */
@NullMarked
package fusion.movies.schema;

import org.jspecify.annotations.NullMarked;
