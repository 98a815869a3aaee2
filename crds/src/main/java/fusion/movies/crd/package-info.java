/** The resource MoviesStack: its records as they are written in YAML, with defaults filled in, and the rules of its CRD. */
@NullMarked
package fusion.movies.crd;

import org.jspecify.annotations.NullMarked;
