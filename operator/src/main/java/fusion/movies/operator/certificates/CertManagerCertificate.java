package fusion.movies.operator.certificates;

import fusion.movies.crd.CertificatesSpec.IssuerRef;
import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Metadata;
import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** cert-manager's Certificate for one of the two leaves. */
final class CertManagerCertificate {

    static final ResourceDefinitionContext KIND = new ResourceDefinitionContext.Builder()
            .withGroup("cert-manager.io")
            .withVersion("v1")
            .withKind("Certificate")
            .withPlural("certificates")
            .withNamespaced(true)
            .build();

    private CertManagerCertificate() {}

    static GenericKubernetesResource of(MoviesStack stack, Leaf leaf, IssuerRef issuer, String clusterDomain) {
        StackNames names = StackNames.of(stack);
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("secretName", secret(names, leaf));
        // These labels make a renewed Secret raise an event.
        spec.put("secretTemplate", Map.of("labels", Labels.of(stack, Labels.DATABASE)));
        spec.put("commonName", leaf.commonName());
        List<String> subjects = Leaf.names(names, clusterDomain).get(leaf);
        List<String> addresses =
                subjects.stream().filter(name -> name.matches("[0-9.]+")).toList();
        if (!subjects.isEmpty()) {
            spec.put(
                    "dnsNames",
                    subjects.stream().filter(name -> !addresses.contains(name)).toList());
            spec.put("ipAddresses", addresses);
        }
        spec.put("usages", usages(leaf));
        spec.put(
                "privateKey",
                Map.of("algorithm", "ECDSA", "size", 256, "encoding", "PKCS8", "rotationPolicy", "Always"));
        spec.put("issuerRef", Map.of("name", issuer.name(), "kind", issuer.kind(), "group", issuer.group()));
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(KIND.getGroup() + "/" + KIND.getVersion())
                .withKind(KIND.getKind())
                .withMetadata(Metadata.of(stack, leaf.secret(names), Labels.DATABASE))
                .addToAdditionalProperties("spec", spec)
                .build();
    }

    /** Not the Secret that nodes mount: cert-manager replaces all of its keys at once. */
    static String secret(StackNames names, Leaf leaf) {
        return leaf.secret(names) + "-issued";
    }

    private static List<String> usages(Leaf leaf) {
        List<String> usages = new ArrayList<>(List.of("digital signature", "client auth"));
        if (leaf == Leaf.NODE) {
            usages.add("server auth");
        }
        return usages;
    }
}
