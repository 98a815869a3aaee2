/** The S3 client of the Jobs. */
@NullMarked
package fusion.movies.s3;

import org.jspecify.annotations.NullMarked;
