package fusion.movies.operator.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.certificates.CertificatePlan.Step;
import fusion.movies.operator.stack.SecretData;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates change under load: at no time may either side of a connection reject the other. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT) // each has its own model, and they only sign and verify
class CertificatePlanTest {

    private static final int MANY_ROUNDS = 30;

    private static List<Step> walk(ModelStack model) {
        List<Step> steps = new ArrayList<>();
        for (int round = 0; round < MANY_ROUNDS; round++) {
            model.round();
            model.assertAllConnect();
            if (steps.isEmpty() || steps.getLast() != model.plan.step()) {
                steps.add(model.plan.step());
            }
        }
        return steps;
    }

    @Test
    void validCertificatesStayAndNoNodeIsReloaded() {
        ModelStack model = ModelStack.running();
        StoredCertificates before = model.stored;

        assertThat(walk(model)).containsExactly(Step.NONE);

        assertThat(model.stored).isEqualTo(before);
        assertThat(model.nodes).allMatch(node -> node.reloads == 0);
    }

    @Test
    void aLeafIsRenewedByItsCaSixtyDaysBeforeItExpires() {
        ModelStack model = ModelStack.running();
        X509Certificate leaf = model.leaf();
        List<X509Certificate> authority = model.trustedBy(model.authority());

        model.now = ModelStack.BEGIN.plus(Duration.ofDays(304));
        model.round();
        assertThat(model.leaf()).isEqualTo(leaf);

        model.now = ModelStack.BEGIN.plus(Duration.ofDays(306));
        assertThat(walk(model)).containsExactly(Step.NONE);

        assertThat(model.leaf()).isNotEqualTo(leaf);
        assertThat(model.trustedBy(model.authority())).isEqualTo(authority);
        assertThat(model.nodes).allMatch(node -> node.reloads == 1);
        model.assertSettled();
    }

    static Stream<Named<Consumer<ModelStack>>> losses() {
        return Stream.of(
                Named.of("its Secret is deleted", ModelStack::loseAuthority),
                Named.of("it has no key", model -> model.authority().getData().remove("ca.key")),
                Named.of(
                        "its key is another's",
                        model -> model.authority()
                                .getData()
                                .putAll(SecretData.encode(Map.of("ca.key", STRANGE.keyPem())))),
                Named.of(
                        "its certificate is no PEM",
                        model -> model.authority().getData().putAll(SecretData.encode(Map.of("ca.crt", "nonsense")))),
                Named.of(
                        "it is replaced by someone's",
                        model -> model.authority()
                                .getData()
                                .putAll(SecretData.encode(Map.of(
                                        "ca.crt",
                                        CertificateAuthority.pem(STRANGE.certificate()),
                                        "ca.key",
                                        STRANGE.keyPem())))));
    }

    private static final CertificateAuthority STRANGE =
            CertificateAuthority.create("strange", ModelStack.BEGIN.minus(Duration.ofDays(1)));

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void aCaIsReplacedInThreeStepsDuringWhichAllConnect(Consumer<ModelStack> loss) {
        ModelStack model = ModelStack.running();
        X509Certificate old = model.trustedBy(model.authority()).getFirst();
        loss.accept(model);

        assertThat(walk(model)).containsExactly(Step.TRUST_BOTH, Step.CHANGE_LEAVES, Step.TRUST_NEW_ALONE, Step.NONE);

        model.assertSettled();
        assertThat(model.trustedBy(model.authority())).doesNotContain(old);
    }

    @Test
    void aCaAboutToExpireIsReplacedInTheSameSteps() {
        ModelStack model = ModelStack.nearTheEndOfItsAuthority();

        assertThat(walk(model)).containsExactly(Step.TRUST_BOTH, Step.CHANGE_LEAVES, Step.TRUST_NEW_ALONE, Step.NONE);

        model.assertSettled();
    }

    @Test
    void noNodePresentsTheNewOneBeforePodsHadTimeToReadIt() {
        ModelStack model = ModelStack.running();
        model.loseAuthority();
        Instant lost = model.now;

        while (model.plan.step() != Step.CHANGE_LEAVES) {
            model.round();
        }

        assertThat(Duration.between(lost, model.now)).isGreaterThanOrEqualTo(Trust.UNTIL_PODS_READ);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNodeThatDoesNotRespondOrGetsNoSignalHoldsTheStepsUntilItDoes(boolean answers) {
        ModelStack model = ModelStack.running();
        model.nodes.get(1).answers = answers;
        model.nodes.get(1).gets = false;
        model.loseAuthority();

        assertThat(walk(model)).containsExactly(Step.TRUST_BOTH);

        model.nodes.get(1).answers = true;
        model.nodes.get(1).gets = true;
        assertThat(walk(model)).endsWith(Step.NONE);
        model.assertSettled();
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"TRUST_BOTH", "CHANGE_LEAVES", "TRUST_NEW_ALONE"})
    void aCaLostAgainDuringTheChangeIsReplacedAgain(Step step) {
        ModelStack model = ModelStack.running();
        model.loseAuthority();
        while (model.plan.step() != step) {
            model.round();
            model.assertAllConnect();
        }

        model.loseAuthority();

        assertThat(walk(model)).endsWith(Step.NONE);
        model.assertSettled();
    }

    @ParameterizedTest
    @EnumSource(Leaf.class)
    void aLeafLostWithItsCaIsIssuedAndUsedWhenPodsCanVerifyIt(Leaf leaf) {
        ModelStack model = ModelStack.running();
        model.loseAuthority();
        model.lose(leaf);

        model.round();
        assertThat(model.plan.issue()).contains(leaf);
        for (int round = 0; round < MANY_ROUNDS; round++) {
            model.round();
            if (leaf == Leaf.NODE) {
                model.assertAllConnect();
            }
        }

        model.assertSettled();
    }

    @Test
    void ifAllIsLostAllIsIssuedAndReloadedAtOnce() {
        ModelStack model = ModelStack.running();
        model.loseAuthority();
        model.lose(Leaf.NODE);
        model.lose(Leaf.ROOT);

        model.round();
        model.round();

        model.assertSettled();
    }

    @Test
    void anExpiredCaIsNotTrusted() {
        ModelStack model = ModelStack.running();
        model.now = ModelStack.BEGIN.plus(Duration.ofDays(3651));

        model.round();
        model.round();

        model.assertSettled();
    }

    @Test
    void anExpiredCertificateIsReplacedAlthoughPodsHadNoTime() {
        ModelStack model = ModelStack.running();
        model.loseAuthority();
        model.now = ModelStack.BEGIN.plus(Duration.ofDays(366));

        model.round();

        assertThat(model.nodes).allMatch(node -> node.leaf.equals(model.leaf()));
    }

    @Test
    void anAnnotationOfAnotherCaIsNotThisOnesTime() {
        ModelStack model = ModelStack.running();
        model.loseAuthority();
        model.round();

        Map<String, String> notes = model.authority().getMetadata().getAnnotations();
        assertThat(CertificateSecrets.trustedSince(
                        model.authority(), model.plan.trust().issuer()))
                .contains(ModelStack.BEGIN.plus(ModelStack.ROUND));
        assertThat(CertificateSecrets.trustedSince(model.authority(), STRANGE)).isEmpty();

        notes.compute(CertificateSecrets.TRUSTED_SINCE, (key, note) -> note.replace("2026", "then"));
        assertThat(CertificateSecrets.trustedSince(
                        model.authority(), model.plan.trust().issuer()))
                .isEmpty();
    }

    @Test
    void providedCertificatesAreIntroducedInTheSameSteps() {
        ModelStack model = ModelStack.running();
        X509Certificate own = model.trustedBy(model.authority()).getFirst();

        model.given = Optional.of(given(STRANGE));
        assertThat(walk(model)).containsExactly(Step.TRUST_BOTH, Step.CHANGE_LEAVES, Step.TRUST_NEW_ALONE, Step.NONE);

        model.assertSettled();
        assertThat(model.trustedBy(model.authority())).containsExactly(STRANGE.certificate());
        assertThat(model.authority().getData()).doesNotContainKey("ca.key");

        model.given = Optional.empty();
        assertThat(walk(model)).containsExactly(Step.TRUST_BOTH, Step.CHANGE_LEAVES, Step.TRUST_NEW_ALONE, Step.NONE);

        model.assertSettled();
        assertThat(model.trustedBy(model.authority())).doesNotContain(own, STRANGE.certificate());
    }

    @Test
    void aRenewedProvidedLeafIsReloadedAtOnce() {
        ModelStack model = ModelStack.running();
        model.given = Optional.of(given(STRANGE));
        walk(model);
        model.nodes.forEach(node -> node.reloads = 0);
        X509Certificate before = model.leaf();

        model.given = Optional.of(given(STRANGE));
        assertThat(walk(model)).containsExactly(Step.NONE);

        assertThat(model.leaf()).isNotEqualTo(before);
        assertThat(model.nodes).allMatch(node -> node.reloads == 1);
        model.assertSettled();
    }

    @Test
    void certificatesInUseStayUntilBetterOnesAreProvided() {
        ModelStack model = ModelStack.running();
        StoredCertificates before = model.stored;

        model.given = model.stored.inUse(model.now);
        assertThat(walk(model)).containsExactly(Step.NONE);

        assertThat(model.stored).isEqualTo(before);
        model.lose(Leaf.NODE);
        assertThat(model.stored.inUse(model.now)).isEmpty();
    }

    private static GivenCertificates given(CertificateAuthority authority) {
        return new GivenCertificates(
                authority.authorities(),
                PerLeaf.of(leaf -> authority.issue(leaf, ModelStack.NAMES.get(leaf), ModelStack.BEGIN)),
                Optional.empty(),
                "someone renews both");
    }

    /**
     * After any sequence of losses and restarts the stack settles on one CA; a leaf is never lost together with its CA.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomWalks(long seed) {
        Random random = new Random(seed);
        ModelStack model = ModelStack.running();
        for (int round = 0; round < 3 * MANY_ROUNDS; round++) {
            ModelStack.Node node = model.nodes.get(random.nextInt(model.nodes.size()));
            switch (random.nextInt(20)) {
                case 0 -> model.loseAuthority();
                case 1 -> model.restart(node);
                case 2 -> node.gets = !node.gets;
                case 3 -> node.answers = !node.answers;
                default -> {
                    // No event.
                }
            }
            model.round();
            model.assertAllConnect();
        }
        model.nodes.forEach(node -> {
            node.answers = true;
            node.gets = true;
        });

        assertThat(walk(model)).endsWith(Step.NONE);
        model.assertSettled();
    }
}
