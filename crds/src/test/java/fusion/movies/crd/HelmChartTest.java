package fusion.movies.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renders and lints the chart with Helm. */
@ExtendWith(NeedsHelm.class)
class HelmChartTest {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private final Helm helm = Helm.find().orElseThrow();

    private List<HasMetadata> template(String... options) {
        return objects(helm.template(options));
    }

    private static List<HasMetadata> objects(String yaml) {
        return Stream.of(yaml.split("(?m)^---.*$"))
                .filter(document -> document.contains("kind:"))
                .map(document -> (HasMetadata) YAML.unmarshal(document))
                .toList();
    }

    /** The objects by kind and name. Without the namespace, which Helm creates. */
    private static Map<String, String> byName(List<HasMetadata> objects) {
        Map<String, String> byName = new TreeMap<>();
        objects.stream().filter(object -> !object.getKind().equals("Namespace")).forEach(object -> {
            if (object.getMetadata().getAnnotations() != null) {
                object.getMetadata().getAnnotations().remove("helm.sh/resource-policy");
            }
            byName.put(
                    object.getKind() + " " + object.getMetadata().getNamespace() + "/"
                            + object.getMetadata().getName(),
                    YAML.asYaml(object));
        });
        return byName;
    }

    private static PodSpec operator(List<HasMetadata> objects) {
        return objects.stream()
                .filter(Deployment.class::isInstance)
                .map(object -> ((Deployment) object).getSpec().getTemplate().getSpec())
                .findFirst()
                .orElseThrow();
    }

    private static String variable(PodSpec pod, String name) {
        return pod.getContainers().getFirst().getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .map(variable -> variable.getValue())
                .findFirst()
                .orElse(null);
    }

    @Test
    void default_values_render_the_install_file() throws IOException {
        assertThat(byName(template()))
                .isEqualTo(byName(objects(Files.readString(Path.of("../install/movies-operator.yaml")))));
    }

    @Test
    void scope_own_renders_the_namespaced_install_file() throws IOException {
        assertThat(byName(template("--set=watch.scope=own")))
                .isEqualTo(byName(objects(Files.readString(Path.of("../install/movies-operator-namespaced.yaml")))));
    }

    @Test
    void scope_list_renders_a_Role_per_namespace_and_no_other_permissions() {
        List<HasMetadata> objects = template("--set=watch.scope=list,watch.namespaces={films,archive}");

        assertThat(byName(objects))
                .containsKeys(
                        "Role films/movies-operator",
                        "RoleBinding films/movies-operator",
                        "Role archive/movies-operator",
                        "RoleBinding archive/movies-operator")
                .doesNotContainKey("ClusterRole null/movies-operator");
        assertThat(objects).extracting(HasMetadata::getKind).doesNotContain("ClusterRoleBinding");
        assertThat(variable(operator(objects), "WATCH_NAMESPACES")).isEqualTo("films,archive");
    }

    @Test
    void values_reach_the_operator() {
        List<HasMetadata> objects = template(
                "--set=image.registry=registry.corp:5000/films,image.tag=1.2.3,databaseImage=registry.corp:5000/cockroach:v25.4.14",
                "--set=imagePullSecrets[0].name=registry,priorityClassName=system-cluster-critical,replicas=2",
                "--set=podLabels.team=films,clusterDomain=corp.local,log.format=json");
        PodSpec operator = operator(objects);

        assertThat(operator.getContainers().getFirst().getImage())
                .isEqualTo("registry.corp:5000/films/movies-operator:1.2.3");
        assertThat(variable(operator, "MOVIES_API_IMAGE")).isEqualTo("registry.corp:5000/films/movies-api:1.2.3");
        assertThat(variable(operator, "MOVIES_DATABASE_IMAGE")).isEqualTo("registry.corp:5000/cockroach:v25.4.14");
        assertThat(variable(operator, "CLUSTER_DOMAIN")).isEqualTo("corp.local");
        assertThat(operator.getImagePullSecrets()).containsExactly(new LocalObjectReference("registry"));
        assertThat(operator.getPriorityClassName()).isEqualTo("system-cluster-critical");
    }

    @Test
    void the_CRD_survives_uninstall_and_is_optional() {
        assertThat(helm.template()).contains("helm.sh/resource-policy: keep");
        assertThat(helm.template("--set=crds.keep=false")).doesNotContain("helm.sh/resource-policy");
        assertThat(template("--set=crds.install=false,userRoles.install=false"))
                .extracting(HasMetadata::getKind)
                .doesNotContain("CustomResourceDefinition");
    }

    @Test
    void lint_reports_nothing() {
        assertThat(helm.run("lint", "--strict", Helm.CHART)).contains("0 chart(s) failed");
    }

    @ParameterizedTest(name = "{0} is refused")
    @ValueSource(
            strings = {
                "watch.scope=everything",
                "watch.scope=list",
                "watch.namespaces={films}",
                "replicas=two",
                "image.registry=registry.corp/",
                "log.level=loud",
                "nameOverride=x"
            })
    void an_invalid_value(String value) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> helm.template("--set=" + value))
                .withMessageContaining("values don't meet the specifications of the schema");
    }
}
