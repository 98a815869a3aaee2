package fusion.movies.operator.certificates;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Metadata;
import fusion.movies.operator.stack.SecretData;
import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds the Secrets of certificates. */
final class CertificateSecrets {

    /** The trusted CAs: one certificate, or during a CA change the new one and then the former. */
    static final String CA_CERTIFICATE = "ca.crt";

    /** The key of the first certificate, if the stack has its own CA. */
    static final String CA_KEY = "ca.key";

    /** During a CA change: the serial number of the new CA's certificate, and since when the Secret has it. */
    static final String TRUSTED_SINCE = "movies.fusion/trusted-since";

    private CertificateSecrets() {}

    static Secret authority(MoviesStack stack, Trust trust) {
        ObjectMeta metadata = Metadata.of(stack, StackNames.of(stack).authority(), Labels.DATABASE);
        return secret(
                new ObjectMetaBuilder(metadata)
                        .withAnnotations(trust.since()
                                .map(since -> Map.of(TRUSTED_SINCE, note(trust.issuer(), since)))
                                .orElse(Map.of()))
                        .build(),
                SecretData.encode(trust.issuer()
                        .authorityKey()
                        .map(key -> Map.of(CA_CERTIFICATE, trust.bundle(), CA_KEY, key))
                        .orElseGet(() -> Map.of(CA_CERTIFICATE, trust.bundle()))));
    }

    /** The current leaf with the CAs that are trusted now. */
    static Secret kept(MoviesStack stack, Leaf leaf, Secret present, Trust trust) {
        Map<String, String> data = new HashMap<>(SecretData.encode(Map.of(CA_CERTIFICATE, trust.bundle())));
        data.put(leaf.certificateFile(), present.getData().get(leaf.certificateFile()));
        data.put(leaf.keyFile(), present.getData().get(leaf.keyFile()));
        return secret(metadata(stack, leaf), data);
    }

    static Secret issued(MoviesStack stack, Leaf leaf, Trust trust, String clusterDomain, Instant now) {
        CertificateAuthority.Issued issued = trust.issuer()
                .issue(leaf, Leaf.names(StackNames.of(stack), clusterDomain).get(leaf), now);
        return secret(
                metadata(stack, leaf),
                SecretData.encode(Map.of(
                        CA_CERTIFICATE,
                        trust.bundle(),
                        leaf.certificateFile(),
                        issued.certificate(),
                        leaf.keyFile(),
                        issued.key())));
    }

    /** Empty if the annotation is about another CA, or malformed. */
    static Optional<Instant> trustedSince(Secret authority, Issuer issuer) {
        Map<String, String> annotations = authority.getMetadata().getAnnotations();
        String note = annotations == null ? null : annotations.get(TRUSTED_SINCE);
        if (note == null || !note.startsWith(serial(issuer) + " ")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(note.substring(note.indexOf(' ') + 1)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String note(Issuer issuer, Instant since) {
        return serial(issuer) + " " + since.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String serial(Issuer issuer) {
        return issuer.authorities().stream()
                .map(authority -> authority.getSerialNumber().toString(16))
                .collect(Collectors.joining("+"));
    }

    private static ObjectMeta metadata(MoviesStack stack, Leaf leaf) {
        return Metadata.of(stack, leaf.secret(StackNames.of(stack)), Labels.DATABASE);
    }

    private static Secret secret(ObjectMeta metadata, Map<String, String> data) {
        return new SecretBuilder()
                .withMetadata(metadata)
                .withType("Opaque")
                .withData(data)
                .build();
    }
}
