package fusion.movies.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.Stacks;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;

class ApiObjectsTest {

    private static Deployment deployment(String spec) {
        MoviesStack stack = Stacks.withSpec(spec);
        SeedSource source = SeedSource.of(stack.getSpec().seed().source());
        return ApiObjects.deployment(stack, "movies-api:1", "db-login", "user-1", source, 2);
    }

    private static String variable(String spec, String name) {
        return variable(deployment(spec), name);
    }

    private static String variable(Deployment deployment, String name) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .map(EnvVar::getValue)
                .findFirst()
                .orElse(null);
    }

    @Test
    void noPodIsTerminatedBeforeItsReplacementServes() {
        assertThat(deployment("{}").getSpec().getStrategy().getRollingUpdate().getMaxUnavailable())
                .isEqualTo(new IntOrString(0));
    }

    @Test
    void podsAreSpreadOverZonesAndNodesIgnoringThoseThatARolloutReplaces() {
        assertThat(deployment("{}").getSpec().getTemplate().getSpec().getTopologySpreadConstraints())
                .extracting(TopologySpreadConstraint::getTopologyKey)
                .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
        assertThat(deployment("{}").getSpec().getTemplate().getSpec().getTopologySpreadConstraints())
                .allSatisfy(
                        constraint -> assertThat(constraint.getMatchLabelKeys()).containsExactly("pod-template-hash"));
    }

    @Test
    void aDrainEvictsOnePodAtATimeAndUnreadyOnesAtAnyTime() {
        PodDisruptionBudget budget = ApiObjects.disruptionBudget(Stacks.withSpec("{}"));

        assertThat(budget.getSpec().getMaxUnavailable()).isEqualTo(new IntOrString(1));
        assertThat(budget.getSpec().getUnhealthyPodEvictionPolicy()).isEqualTo("AlwaysAllow");
        assertThat(budget.getSpec().getSelector().getMatchLabels())
                .isEqualTo(deployment("{}").getSpec().getSelector().getMatchLabels());
    }

    @Test
    void anAutoscalerHasTheSpecsBounds() {
        MoviesStack stack = Stacks.withSpec("{api: {autoscaling: {maxReplicas: 5}}}");
        HorizontalPodAutoscaler autoscaler =
                ApiObjects.autoscaler(stack, stack.getSpec().api().autoscaling());

        assertThat(autoscaler.getSpec().getMinReplicas()).isEqualTo(2);
        assertThat(autoscaler.getSpec().getMaxReplicas()).isEqualTo(5);
    }

    @Test
    void thePodsGetTheDatabasesAddressAndReadPasswordsFromFiles() {
        assertThat(variable("{}", "MOVIES_DATABASE_HOST")).isEqualTo("movies-db-public.films.svc");
        assertThat(variable("{}", "MOVIES_DATABASE_NAME")).isEqualTo("movies");
        assertThat(deployment("{}")
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getEnv())
                .noneMatch(one -> one.getValueFrom() != null);
    }

    @Test
    void anExternalServerIsReachedAtItsAddressWithItsCa() {
        String spec = "{database: {external: {host: db.example.org, port: 5432, caSecretRef: {name: db-ca},"
                + " adminSecretRef: {name: db-admin}}}}";

        assertThat(variable(spec, "MOVIES_DATABASE_HOST")).isEqualTo("db.example.org");
        assertThat(variable(spec, "MOVIES_DATABASE_PORT")).isEqualTo("5432");
        assertThat(deployment(spec).getSpec().getTemplate().getSpec().getVolumes())
                .filteredOn(volume -> volume.getName().equals("ca"))
                .extracting(volume -> volume.getSecret().getSecretName())
                .containsExactly("db-ca");
    }

    @Test
    void eachSourceOfFilmsBecomesAUrl() {
        assertThat(variable("{}", "MOVIES_SEED_SOURCE")).isEqualTo("bundled:");
        assertThat(variable("{seed: {source: {url: 'https://example.org/films.json'}}}", "MOVIES_SEED_SOURCE"))
                .isEqualTo("https://example.org/films.json");
        assertThat(variable("{seed: {source: {configMapRef: {name: films, key: a.json}}}}", "MOVIES_SEED_SOURCE"))
                .isEqualTo("file:///etc/movies/source/a.json");
        assertThat(variable(
                        "{seed: {source: {persistentVolumeClaim: {claimName: films, path: x/a.json.gz}}}}",
                        "MOVIES_SEED_SOURCE"))
                .isEqualTo("file:///etc/movies/source/x/a.json.gz");
        assertThat(variable(
                        "{seed: {source: {persistentVolumeClaim: {claimName: films, path: 'Film List #2 (100%).json'}}}}",
                        "MOVIES_SEED_SOURCE"))
                .isEqualTo("file:///etc/movies/source/Film%20List%20%232%20%28100%25%29.json");
        assertThat(variable("{seed: {maxBytes: 2Mi}}", "MOVIES_SEED_MAX_BYTES")).isEqualTo("2097152");
    }

    @Test
    void anUnmountedSourceIsPassedAsSuch() {
        MoviesStack stack =
                Stacks.withSpec("{seed: {source: {persistentVolumeClaim: {claimName: films, path: a.json}}}}");
        Deployment deployment =
                ApiObjects.deployment(stack, "movies-api:1", "db-login", "user-1", new SeedSource.Unmounted(), 2);

        assertThat(variable(deployment, "MOVIES_SEED_SOURCE")).isEqualTo("unmounted:");
        assertThat(deployment.getSpec().getTemplate().getSpec().getVolumes())
                .extracting(Volume::getName)
                .doesNotContain("source");
    }

    @Test
    void theReadModelIsOnAVolumeThatOutlivesTheContainer() {
        assertThat(variable("{}", "MOVIES_MODEL_FOLDER")).isEqualTo("/var/lib/movies");
        assertThat(variable("{}", "MOVIES_MODEL_AWAITS_LOAD")).isEqualTo("true");
        assertThat(variable("{seed: {enabled: false}}", "MOVIES_MODEL_AWAITS_LOAD"))
                .isEqualTo("false");
        assertThat(deployment("{}")
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getVolumeMounts())
                .anySatisfy(mount -> {
                    assertThat(mount.getName()).isEqualTo("model");
                    assertThat(mount.getMountPath()).isEqualTo("/var/lib/movies");
                });
        assertThat(deployment("{}").getSpec().getTemplate().getSpec().getVolumes())
                .filteredOn(volume -> volume.getName().equals("model"))
                .singleElement()
                .satisfies(volume -> {
                    assertThat(volume.getEmptyDir().getMedium()).isNull();
                    assertThat(volume.getEmptyDir().getSizeLimit()).hasToString("16Gi");
                });
    }

    @Test
    void allowedOriginsReachThePods() {
        assertThat(variable("{}", "MOVIES_CORS_ALLOWED_ORIGINS")).isNull();
        assertThat(variable(
                        "{api: {cors: {allowedOrigins: ['https://a.example.org', 'http://localhost:3000']}}}",
                        "MOVIES_CORS_ALLOWED_ORIGINS"))
                .isEqualTo("https://a.example.org,http://localhost:3000");
    }

    @Test
    void anIngressRoutesItsHostToTheService() {
        MoviesStack stack =
                Stacks.withSpec("{api: {ingress: {host: films.example.org, tlsSecretRef: {name: films-tls}}}}");
        Ingress ingress = ApiObjects.ingress(stack, stack.getSpec().api().ingress());

        assertThat(ingress.getSpec().getRules().getFirst().getHost()).isEqualTo("films.example.org");
        assertThat(ingress.getSpec().getTls().getFirst().getSecretName()).isEqualTo("films-tls");
    }

    @Test
    void aFileOfAnyNameIsPassedAsAPercentEncodedPath() {
        assertThat(variable(
                        "{seed: {source: {persistentVolumeClaim: {claimName: films, path: 'all/Film $(LIST) ${x} 100%é.json'}}}}",
                        "MOVIES_SEED_SOURCE"))
                .isEqualTo("file:///etc/movies/source/all/Film%20%24%28LIST%29%20%24%7Bx%7D%20100%25%C3%A9.json");
    }

    @Test
    void theSecretsOfAUrlAreMountedAndPassed() {
        String spec =
                "{seed: {source: {url: 'https://data.corp/movies.json', caBundleRef: {configMap: corp-ca, key: bundle.pem},"
                        + " credentialsSecretRef: {name: films-login}}}}";

        assertThat(variable(spec, "MOVIES_SEED_CA")).isEqualTo("/etc/movies/source-ca/bundle.pem");
        assertThat(variable(spec, "MOVIES_SEED_CREDENTIALS")).isEqualTo("/etc/movies/source-credentials");
        assertThat(deployment(spec).getSpec().getTemplate().getSpec().getVolumes())
                .filteredOn(volume -> volume.getName().startsWith("source-"))
                .satisfiesExactly(
                        ca -> assertThat(ca.getConfigMap().getName()).isEqualTo("corp-ca"),
                        login -> assertThat(login.getSecret().getSecretName()).isEqualTo("films-login"));
        assertThat(variable("{}", "MOVIES_SEED_CA")).isNull();
    }
}
