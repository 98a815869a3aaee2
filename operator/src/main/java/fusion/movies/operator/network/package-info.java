/** NetworkPolicies of a stack. */
@NullMarked
package fusion.movies.operator.network;

import org.jspecify.annotations.NullMarked;
