/** The read model: keeps the index in sync with the database. */
@NullMarked
package fusion.movies.model;

import org.jspecify.annotations.NullMarked;
