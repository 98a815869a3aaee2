/** Certificates of the database: issued here, by cert-manager or by the user; their renewal and a change of the CA. */
@NullMarked
package fusion.movies.operator.certificates;

import org.jspecify.annotations.NullMarked;
