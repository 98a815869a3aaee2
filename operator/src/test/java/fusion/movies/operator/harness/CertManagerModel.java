package fusion.movies.operator.harness;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.certificates.TestAuthority;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays cert-manager: writes a Secret for each Certificate, and its status. */
public final class CertManagerModel {

    private final TestStack stack;

    public CertManagerModel(TestStack stack) {
        this.stack = stack;
    }

    /** Issues a certificate for every Certificate of the stack. */
    public void issues(TestAuthority authority) {
        awaitCertificates();
        certificates().forEach(certificate -> issue(certificate, authority));
    }

    /** Reports a failure. */
    public void refuses(String message) {
        awaitCertificates();
        certificates().forEach(certificate -> says(certificate, "False", message));
    }

    private void awaitCertificates() {
        stack.awaitAsserted(() -> assertThat(certificates())
                .as("the Certificates that the stack asks for")
                .hasSize(2));
    }

    private void issue(GenericKubernetesResource certificate, TestAuthority authority) {
        Map<String, String> issued = authority.leaf(certificate.get("spec", "commonName"), subjects(certificate));
        stack.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(certificate.get("spec", "secretName"))
                        .withNamespace(stack.namespace())
                        .withLabels(certificate.get("spec", "secretTemplate", "labels"))
                        .endMetadata()
                        .withType("kubernetes.io/tls")
                        .withStringData(issued)
                        .build())
                .fieldManager("cert-manager")
                .forceConflicts()
                .serverSideApply();
        says(certificate, "True", "Certificate is up to date and has not expired");
    }

    private void says(GenericKubernetesResource certificate, String ready, String message) {
        certificate.setAdditionalProperty(
                "status", Map.of("conditions", List.of(Map.of("type", "Ready", "status", ready, "message", message))));
        client().resource(certificate).updateStatus();
    }

    private static List<String> subjects(GenericKubernetesResource certificate) {
        List<String> subjects = new ArrayList<>();
        Optional.<List<String>>ofNullable(certificate.get("spec", "dnsNames")).ifPresent(subjects::addAll);
        Optional.<List<String>>ofNullable(certificate.get("spec", "ipAddresses"))
                .ifPresent(subjects::addAll);
        return subjects;
    }

    public List<GenericKubernetesResource> certificates() {
        return client().list().getItems();
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            client() {
        return stack.client()
                .genericKubernetesResources("cert-manager.io/v1", "Certificate")
                .inNamespace(stack.namespace());
    }
}
