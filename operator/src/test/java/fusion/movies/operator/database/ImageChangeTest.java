package fusion.movies.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageChangeTest {

    private static final String IMAGE = "cockroachdb/cockroach:v";

    private static ImageChange change(String present, String wanted, String active) {
        return ImageChange.of(
                IMAGE + present, IMAGE + wanted, Optional.ofNullable(active).flatMap(Version::of));
    }

    @ParameterizedTest
    @CsvSource({
        "22.1.22, 22.2.19, 22.1, v22.2",
        "22.2.19, 23.1.28, 22.2, v23.1",
        "23.1.28, 23.2.20, 23.1, v23.2",
        "23.2.20, 24.1.28, 23.2, v24.1",
        "24.1.28, 24.2.10, 24.1, v24.2",
        "24.1.28, 24.3.33, 24.1, v24.3",
        "24.2.10, 24.3.33, 24.2, v24.3",
        "24.3.33, 25.1.10, 24.3, v25.1",
        "24.3.33, 25.2.9, 24.3, v25.2",
        "25.2.9, 25.4.14, 25.2, v25.4",
        "25.3.1, 25.4.14, 25.3, v25.4",
        "25.4.14, 26.1.0, 25.4, v26.1",
        "25.4.14, 26.2.0, 25.4, v26.2"
    })
    void theNextVersionIsAllowedAndAnInnovationMayBeSkipped(String present, String wanted, String active, String to) {
        assertThat(change(present, wanted, active))
                .isInstanceOfSatisfying(
                        ImageChange.Upgrade.class,
                        upgrade -> assertThat(upgrade.to()).hasToString(to));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "24.1.28 | 25.4.14 | 24.1 | Set database.image to an image of v24.3 or v24.2 first.",
                "22.1.22 | 23.1.28 | 22.1 | Set database.image to an image of v22.2 first.",
                "23.1.28 | 24.1.28 | 23.1 | Set database.image to an image of v23.2 first.",
                "25.2.9 | 26.2.0 | 25.2 | Set database.image to an image of v25.4 or v25.3 first."
            })
    void aVersionTooFarAheadIsRefusedWithTheAllowedOnes(String present, String wanted, String active, String sentence) {
        assertThat(change(present, wanted, active))
                .isInstanceOfSatisfying(
                        ImageChange.Refused.class,
                        refused -> assertThat(refused.message()).endsWith(sentence));
    }

    @Test
    void withinAMajorVersionEveryImageIsAllowed() {
        assertThat(change("25.4.13", "25.4.14", "25.4")).isEqualTo(new ImageChange.Free());
        assertThat(change("25.4.14", "25.4.13", "25.4")).isEqualTo(new ImageChange.Free());
    }

    @Test
    void beforeAnUpgradeIsFinalizedTheImageCanBeRolledBack() {
        assertThat(change("25.4.14", "25.2.9", "25.2")).isEqualTo(new ImageChange.Free());
        assertThat(change("25.4.14", "25.2.9", "25.2-upgrading-to-25.3-step-004"))
                .isEqualTo(new ImageChange.Free());
    }

    @Test
    void afterwardsItCannot() {
        assertThat(change("25.4.14", "25.2.9", "25.4"))
                .isInstanceOfSatisfying(
                        ImageChange.Refused.class,
                        refused -> assertThat(refused.message()).contains("cannot be downgraded"));
    }

    @Test
    void theNextUpgradeWaitsUntilThisOneIsFinalized() {
        assertThat(change("25.2.9", "25.4.14", "24.3"))
                .isInstanceOfSatisfying(
                        ImageChange.Refused.class,
                        refused -> assertThat(refused.message())
                                .contains("at v24.3 until the upgrade to v25.2 is finalized"));
    }

    @Test
    void anUnknownDataVersionIsThatOfTheCurrentImage() {
        assertThat(change("24.1.28", "25.4.14", null)).isInstanceOf(ImageChange.Refused.class);
        assertThat(change("25.4.13", "25.4.14", null)).isEqualTo(new ImageChange.Free());
    }

    @Test
    void anImageWithoutAVersionIsUsedWithAWarning() {
        assertThat(ImageChange.of("a/cockroach:pg15", IMAGE + "25.4.14", Optional.empty()))
                .isInstanceOf(ImageChange.Unknown.class);
        assertThat(ImageChange.of(IMAGE + "25.4.14", "a/cockroach:latest", Optional.of(new Version(25, 4))))
                .isInstanceOfSatisfying(
                        ImageChange.Unknown.class,
                        unknown -> assertThat(unknown.remark()).contains("a/cockroach:latest", "is not a version"));
    }

    @Test
    void aVersionNewerThanTheTableIsLeftToCockroachDB() {
        assertThat(change("26.2.0", "26.4.0", "26.2")).isInstanceOf(ImageChange.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        "cockroachdb/cockroach:v25.4.14, v25.4",
        "registry.example.org:5000/cockroach:v22.1.0-dev.20220215, v22.1",
        "cockroachdb/cockroach:v25.2.9@sha256:0123, v25.2",
        "cockroach:v24.3, v24.3",
        "cockroach:latest, ",
        "registry.example.org:5000/cockroach, ",
        "registry.v25.4/cockroach:test, "
    })
    void anImagesTagHasItsVersion(String image, String version) {
        assertThat(Version.ofImage(image).map(Version::toString)).isEqualTo(Optional.ofNullable(version));
    }

    @ParameterizedTest
    @CsvSource({"25.4, v25.4", "21.2-62, v21.2", "25.3-upgrading-to-25.4-step-010, v25.3"})
    void aClusterReportsTheVersionOfItsData(String active, String version) {
        assertThat(Version.of(active).map(Version::toString)).contains(version);
    }
}
