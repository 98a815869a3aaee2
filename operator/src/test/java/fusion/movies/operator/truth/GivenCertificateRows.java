package fusion.movies.operator.truth;

import static fusion.movies.operator.truth.Row.broken;

import fusion.movies.operator.certificates.TestAuthority;
import fusion.movies.operator.harness.CertManagerModel;
import fusion.movies.operator.harness.Faults.Call;
import fusion.movies.operator.harness.Faults.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code database.certificates}: from the user's Secrets, or from a cert-manager issuer. */
final class GivenCertificateRows {

    private static final String SECRETS =
            "{database: {certificates: {nodeSecretRef: {name: node-tls}, rootSecretRef: {name: root-tls}}}}";

    private static final String WITH_AUTHORITY =
            "{database: {certificates: {caSecretRef: {name: company-ca}, nodeSecretRef: {name: node-tls}, rootSecretRef: {name: root-tls}}}}";

    private static final String ISSUER =
            "{database: {certificates: {issuerRef: {name: company, kind: ClusterIssuer}}}}";

    private static final TestAuthority COMPANY = TestAuthority.create("company");
    private static final TestAuthority OTHER = TestAuthority.create("other");

    private static final String IN_USE =
            " Until then: The nodes' certificate is valid until DATE, root's until DATE; both stay in use.";

    private static final String NOT_THERE =
            "Secret 'node-tls' does not exist in namespace 'default'. Create it with the"
                    + " certificate of the nodes.";

    private static final String SERVED_ALL_THE_SAME =
            "253 movies are served by 2 pods. Not as specified: see CertificatesReady.";

    static final List<Row> ROWS = List.of(
            broken("Certificates from your own Secrets, in cert-manager's format")
                    .spec(SECRETS)
                    .given(scene -> secrets(scene, node(scene), COMPANY.root()))
                    .when(Scene::run)
                    .works("Ready", "Serving", "253 movies are served by 2 pods.")
                    .works(
                            "CertificatesReady",
                            "Issued",
                            "The nodes' certificate is valid until DATE, root's until DATE; they come from"
                                    + " Secrets 'node-tls' and 'root-tls'."),
            broken("The Secret with the nodes' certificate does not exist")
                    .spec(SECRETS)
                    .fails("CertificatesReady", "SecretMissing", NOT_THERE)
                    .waits("DatabaseReady", "Waiting", "Waits for CertificatesReady."),
            broken("The Secret with the nodes' certificate is deleted while the stack runs")
                    .spec(SECRETS)
                    .given(scene -> secrets(scene, node(scene), COMPANY.root()))
                    .when(scene -> {
                        scene.run();
                        scene.client()
                                .secrets()
                                .inNamespace(scene.stack().namespace())
                                .withName("node-tls")
                                .delete();
                        scene.stack().awaitNextRound();
                    })
                    .works("Ready", "Serving", SERVED_ALL_THE_SAME)
                    .hinders("CertificatesReady", "SecretMissing", NOT_THERE + IN_USE),
            refused(
                    "The Secret with the nodes' certificate has no key",
                    scene -> without(node(scene), "tls.key"),
                    "SecretIncomplete",
                    "Secret 'node-tls' has no key tls.key. Put the key of the certificate of the nodes there, PEM."),
            refused(
                    "The nodes' certificate is not PEM",
                    scene -> with(node(scene), "tls.crt", "nonsense"),
                    "SecretInvalid",
                    "Secret 'node-tls', key tls.crt, has no certificate in PEM. Put a certificate there."),
            refused(
                    "The key does not match the nodes' certificate",
                    scene -> with(node(scene), "tls.key", COMPANY.root().get("tls.key")),
                    "SecretInvalid",
                    "Secret 'node-tls': tls.key does not match the certificate in tls.crt. Put a matching pair there."),
            refused(
                    "The nodes' certificate lacks the name that clients use",
                    scene -> COMPANY.leaf(
                            "node",
                            List.of("localhost", "*.NAME-db.NS.svc", "*.NAME-db.NS.svc.cluster.local").stream()
                                    .map(name -> in(scene, name))
                                    .toList()),
                    "CertificateUnfit",
                    "Secret 'node-tls', key tls.crt: the certificate lacks the DNS names movies-db-public.default.svc."
                            + " Issue one that has them."),
            refused(
                    "The nodes' certificate has another common name",
                    scene -> COMPANY.leaf("movies", names(scene)),
                    "CertificateUnfit",
                    "Secret 'node-tls', key tls.crt: the certificate is for 'CN=movies'. CockroachDB accepts that"
                            + " of the nodes only with the common name node. Issue one with it."),
            refused(
                    "The nodes' certificate has expired",
                    scene -> COMPANY.expired("node", names(scene)),
                    "CertificateExpired",
                    "Secret 'node-tls', key tls.crt: the certificate expired on DATE. Renew it."),
            refused(
                    "The nodes' certificate was not issued by the CA in its Secret",
                    scene -> with(OTHER.node(scene.stack().namespace(), scene.name()), "ca.crt", COMPANY.certificate()),
                    "OtherAuthority",
                    "Secret 'node-tls', key tls.crt: the certificate was issued by 'CN=other HEX', which is not a"
                            + " CA in Secret 'node-tls', key ca.crt. Put its CA there, and append intermediate"
                            + " certificates to the certificate."),
            refused(
                    "The Secret with the nodes' certificate has no CA certificate",
                    scene -> without(node(scene), "ca.crt"),
                    "SecretIncomplete",
                    "Secret 'node-tls' has no key ca.crt. Put the CA's certificate there, or name a Secret that"
                            + " has it in database.certificates.caSecretRef."),
            refused(
                    "The CA certificate is a server's certificate",
                    scene -> with(node(scene), "ca.crt", COMPANY.root().get("tls.crt")),
                    "SecretInvalid",
                    "Secret 'node-tls', key ca.crt, has a certificate that is not a CA's. Put only CA"
                            + " certificates there."),
            broken("Root's certificate was issued by another CA than the nodes'")
                    .spec(SECRETS)
                    .given(scene -> secrets(scene, node(scene), OTHER.root()))
                    .fails(
                            "CertificatesReady",
                            "OtherAuthority",
                            "Secret 'root-tls', key tls.crt: the certificate was issued by 'CN=other HEX', which"
                                    + " is not a CA in Secret 'node-tls', key ca.crt. Put its CA there, and"
                                    + " append intermediate certificates to the certificate."),
            broken("Root's certificate is another user's")
                    .spec(SECRETS)
                    .given(scene -> secrets(scene, node(scene), COMPANY.leaf("jane", List.of())))
                    .fails(
                            "CertificatesReady",
                            "CertificateUnfit",
                            "Secret 'root-tls', key tls.crt: the certificate is for 'CN=jane'. CockroachDB"
                                    + " accepts that of the user root only with the common name root. Issue one"
                                    + " with it."),
            broken("The Secret with the CA certificate does not exist")
                    .spec(WITH_AUTHORITY)
                    .given(scene -> secrets(scene, without(node(scene), "ca.crt"), COMPANY.root()))
                    .fails(
                            "CertificatesReady",
                            "SecretMissing",
                            "Secret 'company-ca' does not exist in namespace 'default'. Create it with the CA's"
                                    + " certificate."),
            broken("The spec names the operator's own copy of the nodes' certificate")
                    .spec(
                            "{database: {certificates: {nodeSecretRef: {name: NAME-db-node}, rootSecretRef: {name: root-tls}}}}")
                    .fails(
                            "CertificatesReady",
                            "SecretInvalid",
                            "Secret 'movies-db-node' is the one that the operator writes for the nodes. Use a"
                                    + " Secret with another name in database.certificates."),
            broken("The nodes' certificate is about to expire")
                    .spec(SECRETS)
                    .given(scene -> secrets(scene, COMPANY.nearItsEnd("node", names(scene)), COMPANY.root()))
                    .when(Scene::run)
                    .works("Ready", "Serving", SERVED_ALL_THE_SAME)
                    .hinders(
                            "CertificatesReady",
                            "CertificateEnds",
                            "Secret 'node-tls': the certificate of the nodes expires on DATE and was not renewed."
                                    + " Put a new"
                                    + " one there. Until then: The nodes' certificate is valid until DATE, root's until"
                                    + " DATE; they come from Secrets 'node-tls' and 'root-tls'."),
            broken("The nodes' certificate is replaced by an expired one while the stack runs")
                    .spec(SECRETS)
                    .given(scene -> secrets(scene, node(scene), COMPANY.root()))
                    .when(scene -> {
                        scene.run();
                        scene.stack().changeSecret("node-tls", COMPANY.expired("node", names(scene)));
                        scene.stack().awaitNextRound();
                    })
                    .works("Ready", "Serving", SERVED_ALL_THE_SAME)
                    .hinders(
                            "CertificatesReady",
                            "CertificateExpired",
                            "Secret 'node-tls', key tls.crt: the certificate expired on DATE. Renew it." + IN_USE),
            broken("A new CA has the name of the current one but another key")
                    .spec(SECRETS)
                    .given(scene -> secrets(scene, node(scene), COMPANY.root()))
                    .when(scene -> {
                        scene.run();
                        TestAuthority namesake = COMPANY.namesake();
                        scene.stack().changeSecret("root-tls", namesake.root());
                        scene.stack()
                                .changeSecret(
                                        "node-tls", namesake.node(scene.stack().namespace(), scene.name()));
                        scene.stack().awaitNextRound();
                    })
                    .works("Ready", "Serving", SERVED_ALL_THE_SAME)
                    .hinders(
                            "CertificatesReady",
                            "AuthorityNameTaken",
                            "The new CA has the name of the current one, 'CN=company HEX', but another key. Nodes"
                                    + " identify trusted CAs by name, so the operator could not tell whether a"
                                    + " node has switched. Use a CA with another name." + IN_USE),
            broken("Certificates from cert-manager")
                    .spec(ISSUER)
                    .when(scene -> {
                        new CertManagerModel(scene.stack()).issues(COMPANY);
                        scene.run();
                    })
                    .works("Ready", "Serving", "253 movies are served by 2 pods.")
                    .works(
                            "CertificatesReady",
                            "Issued",
                            "The nodes' certificate is valid until DATE, root's until DATE; cert-manager renews both."),
            broken("cert-manager is not installed")
                    .spec(ISSUER)
                    .given(scene -> scene.stack().fails(new Call("PATCH", "certificates"), Fault.NOT_FOUND))
                    .fails(
                            "CertificatesReady",
                            "CertManagerMissing",
                            "database.certificates.issuerRef names a cert-manager issuer, but the cluster has no"
                                    + " resource certificates.cert-manager.io. Install cert-manager, set Secrets"
                                    + " in database.certificates, or remove it."),
            broken("cert-manager does not run")
                    .spec(ISSUER)
                    .waits(
                            "CertificatesReady",
                            "CertificateNotIssued",
                            "Certificate 'movies-db-node' was not issued yet by ClusterIssuer 'company': "
                                    + "cert-manager has not reported anything. Check that its controller runs."),
            broken("The cert-manager issuer does not exist")
                    .spec(ISSUER)
                    .when(
                            scene -> new CertManagerModel(scene.stack())
                                    .refuses(
                                            "Issuing certificate as Secret does not exist: clusterissuer \"company\" not found"))
                    .waits(
                            "CertificatesReady",
                            "CertificateNotIssued",
                            "Certificate 'movies-db-node' was not issued yet by ClusterIssuer 'company': Issuing"
                                    + " certificate as Secret does not exist: clusterissuer \"company\" not found."));

    private GivenCertificateRows() {}

    private static Row refused(
            String broken, Function<Scene, Map<String, String>> node, String reason, String message) {
        return broken(broken)
                .spec(SECRETS)
                .given(scene -> secrets(scene, node.apply(scene), COMPANY.root()))
                .fails("CertificatesReady", reason, message);
    }

    private static void secrets(Scene scene, Map<String, String> node, Map<String, String> root) {
        scene.stack().secret("node-tls", node);
        scene.stack().secret("root-tls", root);
    }

    private static Map<String, String> node(Scene scene) {
        return COMPANY.node(scene.stack().namespace(), scene.name());
    }

    private static List<String> names(Scene scene) {
        return TestAuthority.names(scene.stack().namespace(), scene.name());
    }

    private static String in(Scene scene, String name) {
        return name.replace("NAME", scene.name()).replace("NS", scene.stack().namespace());
    }

    private static Map<String, String> with(Map<String, String> texts, String key, String text) {
        Map<String, String> changed = new HashMap<>(texts);
        changed.put(key, text);
        return changed;
    }

    private static Map<String, String> without(Map<String, String> texts, String key) {
        Map<String, String> changed = new HashMap<>(texts);
        changed.remove(key);
        return changed;
    }
}
