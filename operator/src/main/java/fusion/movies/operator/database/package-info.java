/** The database of a stack: its own CockroachDB nodes, which join, leave, grow and roll, or an external server. */
@NullMarked
package fusion.movies.operator.database;

import org.jspecify.annotations.NullMarked;
