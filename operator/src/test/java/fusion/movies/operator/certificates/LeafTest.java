package fusion.movies.operator.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.certificates.StoredCertificates.Standing;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeafTest {

    private final ModelStack model = ModelStack.running();

    private Standing standing(Leaf leaf, List<String> names) {
        return model.stored.standing(leaf, names, model.plan.trust(), model.now);
    }

    @Test
    void aNodesCertificateHasEveryNameThatClientsNodesAndAForwardedPortUse() throws Exception {
        X509Certificate certificate = model.leaf();

        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=node");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> (String) name.get(1))
                .contains(
                        "localhost", "127.0.0.1", "movies-db-public.films.svc", "*.movies-db.films.svc.cluster.local");
    }

    @Test
    void rootsCertificateHasOnlyTheNameRoot() throws Exception {
        assertThat(model.root().getSubjectX500Principal().getName()).isEqualTo("CN=root");
        assertThat(model.root().getSubjectAlternativeNames()).isNull();
    }

    @Test
    void theCasKeyIsOnlyInItsOwnSecret() {
        assertThat(model.authority().getData()).containsKey("ca.key");
        assertThat(model.stored.leaves().values())
                .allSatisfy(secret -> assertThat(secret.getData()).doesNotContainKey("ca.key"));
    }

    @Test
    void aLeafWithOtherNamesOrWithoutItsKeyOrWithAnotherKeyIsUnusable() {
        List<String> names = ModelStack.NAMES.get(Leaf.NODE);
        assertThat(standing(Leaf.NODE, names)).isEqualTo(Standing.GOOD);
        assertThat(standing(Leaf.NODE, List.of("elsewhere"))).isEqualTo(Standing.UNUSABLE);

        Map<String, String> data = model.stored.leaves().get(Leaf.NODE).getData();
        String key = data.put(
                "node.key", model.stored.leaves().get(Leaf.ROOT).getData().get("client.root.key"));
        assertThat(standing(Leaf.NODE, names)).isEqualTo(Standing.UNUSABLE);
        data.put("node.key", "");
        assertThat(standing(Leaf.NODE, names)).isEqualTo(Standing.UNUSABLE);
        data.put("node.key", key);
        assertThat(standing(Leaf.NODE, names)).isEqualTo(Standing.GOOD);
    }
}
