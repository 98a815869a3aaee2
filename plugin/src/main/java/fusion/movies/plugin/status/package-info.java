/** kubectl movies status: a stack's objects as a tree, and what it waits for. */
@NullMarked
package fusion.movies.plugin.status;

import org.jspecify.annotations.NullMarked;
