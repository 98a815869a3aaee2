package fusion.movies.operator.truth;

import static fusion.movies.operator.truth.Row.broken;
import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.certificates.TestCertificates;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The stack's own certificates are renewed, or lost. No pod is restarted, and the stack stays Ready. */
final class CertificateRows {

    private static final String THREE_NODES = "{database: {nodes: 3}}";

    private static final String FIRST_STEP =
            "The CA is being replaced without a restart, step 1 of 3: the new one is trusted in addition to the"
                    + " former. 3 of 3 nodes trust it; the API's pods read it within 2 minutes.";

    static final List<Row> ROWS = List.of(
            broken("The nodes' certificate is renewed")
                    .spec(THREE_NODES)
                    .when(scene -> {
                        scene.run();
                        delete(scene, "-db-node");
                        awaitNewCertificate(scene);
                    })
                    .works("Ready", "Serving", "253 movies are served by 2 pods.")
                    .works(
                            "CertificatesReady",
                            "Issued",
                            "The nodes' certificate is valid until DATE, root's until DATE; both are renewed "
                                    + "automatically."),
            broken("The nodes' certificate is renewed, but the reload signal does not reach a node")
                    .when(scene -> {
                        scene.run();
                        scene.stack().node().keepCertificates();
                        delete(scene, "-db-node");
                    })
                    .works("Ready", "Serving", "253 movies are served by 2 pods.")
                    .works(
                            "CertificatesReady",
                            "Reloading",
                            "The signal to reload the certificates did not reach pod movies-db-0 (the API server"
                                    + " answered 400) and is sent again. Until then: 0 of 1 node presents the new"
                                    + " certificate; the others reload it without a restart.")
                    .underWay(),
            replaced("The CA's Secret is deleted", scene -> delete(scene, "-db-ca")),
            replaced(
                    "The CA's Secret has no key",
                    scene -> edit(scene, secret -> {
                        secret.getData().remove("ca.key");
                        return secret;
                    })),
            replaced(
                    "The CA's Secret has an invalid certificate",
                    scene -> edit(scene, secret -> {
                        secret.setStringData(Map.of("ca.crt", "nonsense"));
                        return secret;
                    })),
            replaced(
                    "The CA expires in less than 60 days",
                    scene -> edit(scene, secret -> {
                        secret.setStringData(TestCertificates.authorityNearItsEnd());
                        return secret;
                    })));

    private CertificateRows() {}

    private static Row replaced(String broken, Consumer<Scene> loss) {
        return broken(broken)
                .spec(THREE_NODES)
                .when(scene -> {
                    scene.run();
                    lose(scene, loss);
                })
                .works("Ready", "Serving", "253 movies are served by 2 pods.")
                .works("CertificatesReady", "AuthorityChanging", FIRST_STEP)
                .underWay();
    }

    /** A reconciliation in progress restores what it read before, which also recovers. */
    private static void lose(Scene scene, Consumer<Scene> loss) {
        scene.stack().awaitAsserted(() -> {
            if (!isChanging(scene)) {
                loss.accept(scene);
                scene.stack().awaitNextRound();
            }
            assertThat(isChanging(scene)).isTrue();
        });
    }

    private static boolean isChanging(Scene scene) {
        return scene.stack().conditions().stream()
                .anyMatch(condition -> condition.getReason().equals("AuthorityChanging"));
    }

    private static void delete(Scene scene, String suffix) {
        scene.client()
                .secrets()
                .inNamespace(scene.stack().namespace())
                .withName(scene.name() + suffix)
                .delete();
    }

    private static void edit(Scene scene, UnaryOperator<Secret> change) {
        scene.client()
                .secrets()
                .inNamespace(scene.stack().namespace())
                .withName(scene.name() + "-db-ca")
                .edit(change);
    }

    private static void awaitNewCertificate(Scene scene) {
        scene.stack().awaitAsserted(() -> {
            if (!scene.stack().exists(Secret.class, scene.name() + "-db-node")) {
                throw new AssertionError("no certificate for the nodes");
            }
        });
        scene.stack().awaitNextRound();
    }
}
