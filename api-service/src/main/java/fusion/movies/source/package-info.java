/** Reads movies: from a URL, a file, a bucket or the image; as JSON or as a table. */
@NullMarked
package fusion.movies.source;

import org.jspecify.annotations.NullMarked;
