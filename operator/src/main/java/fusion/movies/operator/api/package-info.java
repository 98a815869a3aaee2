/** The API of a stack: its Deployment, Service, Ingress and autoscaler, and the environment that the API's image reads. */
@NullMarked
package fusion.movies.operator.api;

import org.jspecify.annotations.NullMarked;
