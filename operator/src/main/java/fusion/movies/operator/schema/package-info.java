/** Applies the schema to a stack's database. */
@NullMarked
package fusion.movies.operator.schema;

import org.jspecify.annotations.NullMarked;
