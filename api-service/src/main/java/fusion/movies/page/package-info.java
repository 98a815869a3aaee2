/** The routes of the HTML page. */
@NullMarked
package fusion.movies.page;

import org.jspecify.annotations.NullMarked;
