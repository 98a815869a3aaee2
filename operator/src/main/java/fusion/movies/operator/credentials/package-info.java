/** The Secrets of the database's users. */
@NullMarked
package fusion.movies.operator.credentials;

import org.jspecify.annotations.NullMarked;
