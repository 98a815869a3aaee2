package fusion.movies.operator.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.crd.CertificatesSpec.IssuerRef;
import fusion.movies.operator.stack.Stacks;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class CertManagerCertificateTest {

    private static final IssuerRef ISSUER = new IssuerRef("company", "ClusterIssuer", null);

    private static GenericKubernetesResource certificate(Leaf leaf) {
        return CertManagerCertificate.of(Stacks.withSpec("{}"), leaf, ISSUER, "cluster.local");
    }

    private static void assertSpec(Leaf leaf, String yaml) {
        KubernetesSerialization client = new KubernetesSerialization();
        Object wanted = client.unmarshal("---\n" + yaml, Object.class);
        Object spec = client.unmarshal(client.asYaml(certificate(leaf).get("spec")), Object.class);
        assertThat(spec).isEqualTo(wanted);
    }

    @Test
    void theNodesCertificateHasEveryNameInUse() {
        assertThat(certificate(Leaf.NODE).getMetadata().getName()).isEqualTo("movies-db-node");
        assertSpec(Leaf.NODE, """
                secretName: movies-db-node-issued
                secretTemplate:
                  labels:
                    app.kubernetes.io/name: movies
                    app.kubernetes.io/instance: movies
                    app.kubernetes.io/component: database
                    app.kubernetes.io/part-of: movies
                    app.kubernetes.io/managed-by: movies-operator
                commonName: node
                dnsNames:
                - localhost
                - movies-db-public
                - movies-db-public.films
                - movies-db-public.films.svc
                - movies-db-public.films.svc.cluster.local
                - "*.movies-db"
                - "*.movies-db.films"
                - "*.movies-db.films.svc"
                - "*.movies-db.films.svc.cluster.local"
                ipAddresses: [127.0.0.1]
                usages: [digital signature, client auth, server auth]
                privateKey: {algorithm: ECDSA, size: 256, encoding: PKCS8, rotationPolicy: Always}
                issuerRef: {name: company, kind: ClusterIssuer, group: cert-manager.io}
                """);
    }

    @Test
    void rootsCertificateIsOnlyForClients() {
        assertSpec(Leaf.ROOT, """
                secretName: movies-db-client-root-issued
                secretTemplate:
                  labels:
                    app.kubernetes.io/name: movies
                    app.kubernetes.io/instance: movies
                    app.kubernetes.io/component: database
                    app.kubernetes.io/part-of: movies
                    app.kubernetes.io/managed-by: movies-operator
                commonName: root
                usages: [digital signature, client auth]
                privateKey: {algorithm: ECDSA, size: 256, encoding: PKCS8, rotationPolicy: Always}
                issuerRef: {name: company, kind: ClusterIssuer, group: cert-manager.io}
                """);
    }
}
