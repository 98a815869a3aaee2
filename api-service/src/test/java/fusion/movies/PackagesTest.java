package fusion.movies;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** Which package of the API's image may depend on which: docs/architecture.md. */
class PackagesTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            // The generated bean definitions refer to everything.
            .withImportOption(location -> !location.contains("__"))
            .importPackages("fusion.movies");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("fusion.movies.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theIndexIsPureLucene() {
        none("index", "org.springframework..", "java.sql..", "javax.sql..", "jakarta..");
    }

    @Test
    void routesQueryTheReadModelAndNeverTheDatabase() {
        none("api", "java.sql..", "javax.sql..", "org.springframework.jdbc..", "fusion.movies.database..");
        none("page", "java.sql..", "javax.sql..", "org.springframework.jdbc..", "fusion.movies.database..");
    }

    @Test
    void loadingDependsOnNothingThatServes() {
        String[] serving = {"index", "model", "http", "api", "page"};
        for (String name : serving) {
            none("load", "fusion.movies." + name + "..");
            none("source", "fusion.movies." + name + "..");
        }
    }

    private static void none(String name, String... others) {
        noClasses()
                .that()
                .resideInAPackage("fusion.movies." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(CLASSES);
    }
}
