package fusion.movies.operator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Which package of the operator may depend on which: docs/architecture.md. */
class PackagesTest {

    private static final String OPERATOR = "fusion.movies.operator.";
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("fusion.movies.operator");

    @Test
    void packages_have_no_cycles() {
        slices().matching(OPERATOR + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void stack_is_below_every_other_package() {
        noClasses()
                .that()
                .resideInAPackage(OPERATOR + "stack")
                .should()
                .dependOnClassesThat(inOperatorOutside("stack"))
                .check(CLASSES);
    }

    @Test
    void status_depends_on_step_results_but_on_no_step() {
        noClasses()
                .that()
                .resideInAPackage(OPERATOR + "status")
                .should()
                .dependOnClassesThat(inOperatorOutside("status", "stack"))
                .check(CLASSES);
    }

    @Test
    void only_the_reconciler_writes_the_status_and_calls_the_steps() {
        classes()
                .that()
                .resideInAPackage(OPERATOR + "status")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("fusion.movies.operator", OPERATOR + "status")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("fusion.movies.operator")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("fusion.movies.operator")
                .check(CLASSES);
    }

    @Test
    void the_schema_depends_on_the_database_but_not_on_its_nodes() {
        noClasses()
                .that()
                .resideInAnyPackage(OPERATOR + "schema", OPERATOR + "seed", OPERATOR + "api")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OPERATOR + "nodes", OPERATOR + "certificates")
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> inOperatorOutside(String... packages) {
        String[] own = Arrays.stream(packages).map(name -> OPERATOR + name).toArray(String[]::new);
        return resideInAPackage("fusion.movies.operator..").and(resideOutsideOfPackages(own));
    }
}
