/** The routes of the JSON API. */
@NullMarked
package fusion.movies.api;

import org.jspecify.annotations.NullMarked;
