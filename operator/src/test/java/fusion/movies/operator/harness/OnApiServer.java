package fusion.movies.operator.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A class of tests of the reconciler on a real API server, by the {@link Harness} that its constructor takes. */
@Tag("slow")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(HarnessExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public @interface OnApiServer {}
