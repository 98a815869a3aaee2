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
    void packagesHaveNoCycles() {
        slices().matching(OPERATOR + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void stackIsBelowEveryOtherPackage() {
        noClasses()
                .that()
                .resideInAPackage(OPERATOR + "stack")
                .should()
                .dependOnClassesThat(inOperatorOutside("stack"))
                .check(CLASSES);
    }

    @Test
    void statusDependsOnStepResultsButOnNoStep() {
        noClasses()
                .that()
                .resideInAPackage(OPERATOR + "status")
                .should()
                .dependOnClassesThat(inOperatorOutside("status", "stack"))
                .check(CLASSES);
    }

    @Test
    void onlyTheReconcilerWritesTheStatusAndCallsTheSteps() {
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
    void theSchemaDependsOnTheDatabaseButNotOnItsNodes() {
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
