package fusion.movies.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The query parameters that a route accepts; a route without this accepts none. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Parameters {

    /** Accepted at most once each. */
    String[] once() default {};

    /** Accepted up to ten times each. */
    String[] several() default {};

    /** Accepts any parameter: for pages, since other sites append their own to links. */
    boolean any() default false;
}
