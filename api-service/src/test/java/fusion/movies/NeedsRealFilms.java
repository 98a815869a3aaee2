package fusion.movies;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

/** A test that needs all 36,273 real movies, which are not part of the repository. */
@Tag("slow")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
        value = "fusion.movies.TestFilms#realOnesAreHere",
        disabledReason = "the 36,273 real movies are not here: let MOVIES_FILMS name their file (CONTRIBUTING.md)")
public @interface NeedsRealFilms {}
