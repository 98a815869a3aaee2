package fusion.movies.operator.certificates;

import fusion.movies.crd.CertificatesSpec;
import fusion.movies.crd.CertificatesSpec.IssuerRef;
import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.SecretRef;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepException;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.operator.stack.Writes;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Selects the source of the certificates by the spec: the stack's own CA, Secrets of the user, or cert-manager. */
final class CertificateSource {

    private final MoviesStack stack;
    private final StackNames names;
    private final StackObjects objects;
    private final String clusterDomain;
    private final Instant now;

    CertificateSource(MoviesStack stack, StackObjects objects, String clusterDomain, Instant now) {
        this.stack = stack;
        this.names = StackNames.of(stack);
        this.objects = objects;
        this.clusterDomain = clusterDomain;
        this.now = now;
    }

    /**
     * Reports unusable certificates and never passes them to a node: the stack keeps those in use.
     *
     * @param problems receives problems that do not stop the stack
     */
    Issuer issuer(StoredCertificates stored, Writes problems) {
        CertificatesSpec spec = stack.getSpec().database().certificates();
        if (spec == null || spec.issuerRef() == null) {
            problems.attempt(() -> {
                CertManager.withdraw(names, objects);
                return names;
            });
        }
        if (spec == null) {
            return stored.ownAuthority(begun -> CertificateAuthority.create(commonName(), begun), now);
        }
        try {
            GivenCertificates given = given(spec);
            given.namesake(stored.trusted()).ifPresent(former -> {
                throw GivenSecrets.failed(
                        "AuthorityNameTaken",
                        "The new CA has the name of the current one, '"
                                + former.getSubjectX500Principal().getName()
                                + "', but another key. Nodes identify trusted CAs by name, so the operator could"
                                + " not tell whether a node has switched. Use a CA with another name.");
            });
            given.overdue(now).ifPresent(leaf -> problems.note(overdue(spec, given, leaf)));
            return given;
        } catch (StepException e) {
            GivenCertificates inUse = stored.inUse(now).orElseThrow(() -> e);
            problems.note(e.result());
            return inUse;
        }
    }

    private GivenCertificates given(CertificatesSpec spec) {
        GivenSecrets secrets = new GivenSecrets(names, objects, clusterDomain, now);
        Optional<String> authorities = Optional.ofNullable(spec.caSecretRef()).map(SecretRef::name);
        PerLeaf<String> leaves = secrets(spec);
        IssuerRef issuer = spec.issuerRef();
        if (issuer == null) {
            return secrets.read(
                    authorities, leaves, "they come from Secrets '" + leaves.node() + "' and '" + leaves.root() + "'");
        }
        Map<Leaf, GenericKubernetesResource> requested = CertManager.request(stack, issuer, clusterDomain, objects);
        try {
            return secrets.read(authorities, leaves, "cert-manager renews both");
        } catch (StepException e) {
            throw CertManager.explain(requested, issuer, e);
        }
    }

    private StepResult overdue(CertificatesSpec spec, GivenCertificates given, Leaf leaf) {
        String cure = spec.issuerRef() == null
                ? "Put a new one there."
                : "Find out why cert-manager does not renew it: kubectl describe certificate " + leaf.secret(names)
                        + ".";
        return new StepResult.Hindered(
                "CertificateEnds",
                "Secret '" + secrets(spec).get(leaf) + "': " + leaf.words() + " expires on "
                        + LeafCheck.day(given.certificate(leaf).getNotAfter()) + " and was not renewed. " + cure);
    }

    private PerLeaf<String> secrets(CertificatesSpec spec) {
        // By the CRD's rules, there are either both Secrets or an issuer.
        return spec.nodeSecretRef() != null && spec.rootSecretRef() != null
                ? new PerLeaf<>(
                        spec.nodeSecretRef().name(), spec.rootSecretRef().name())
                : CertManager.secrets(names);
    }

    private String commonName() {
        return names.namespace() + "/" + names.stack() + " database";
    }
}
