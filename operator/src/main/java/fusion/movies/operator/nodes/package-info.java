/** Requests to the HTTP port of CockroachDB's nodes. */
@NullMarked
package fusion.movies.operator.nodes;

import org.jspecify.annotations.NullMarked;
