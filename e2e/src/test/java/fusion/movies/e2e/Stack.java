package fusion.movies.e2e;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.MoviesStackStatus.ApiStatus;
import fusion.movies.crd.MoviesStackStatus.DatabaseStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A MoviesStack as its user sees it: written as YAML, read from its status. */
record Stack(TestNamespace namespace, String name) {

    static final Duration UP = Duration.ofMinutes(8);

    /** {@code kubectl apply --server-side}: removes fields of the former spec that this one lacks. */
    MoviesStack apply(String spec) {
        Map<String, Object> fields = fields(spec);
        namespace.cluster().engine().image().ifPresent(image -> runOn(image, fields));
        namespace
                .client()
                .resource(resource(fields))
                .fieldValidation(Validation.STRICT)
                .fieldManager("e2e-user")
                .forceConflicts()
                .serverSideApply();
        return get();
    }

    /** {@code kubectl create --dry-run=server}: nothing is created, even if it is accepted. */
    void tryToCreate(String spec) {
        namespace
                .client()
                .resource(resource(fields(spec)))
                .dryRun()
                .fieldValidation(Validation.STRICT)
                .create();
    }

    MoviesStack get() {
        return resource().get();
    }

    void beginToDelete() {
        resource().delete();
    }

    /** Deletes the stack and waits until its pods are gone: only then is a volume free. */
    void delete() {
        beginToDelete();
        resource().waitUntilCondition(stack -> stack == null, 60, TimeUnit.SECONDS);
        namespace
                .client()
                .pods()
                .inNamespace(namespace.name())
                .withLabel("app.kubernetes.io/instance", name)
                .informOnCondition(List::isEmpty)
                .orTimeout(120, TimeUnit.SECONDS)
                .join();
    }

    MoviesStack awaitReady() {
        return await("be Ready", UP, stack -> isCurrent(stack) && has(stack, "Ready", "True"));
    }

    /** Ready, with every node and pod of the spec and no change in progress. */
    MoviesStack awaitSettled() {
        return await("be Ready with all its pods", UP, stack -> {
            DatabaseStatus database = stack.getStatus().database();
            ApiStatus api = stack.getStatus().api();
            return isCurrent(stack)
                    && has(stack, "Ready", "True")
                    && database.readyNodes().equals(database.nodes())
                    && api.readyReplicas().equals(api.replicas())
                    && condition(stack, "ApiReady")
                            .filter(condition -> condition.getReason().equals("PodsReady"))
                            .isPresent();
        });
    }

    MoviesStack awaitCondition(String type, String status, Duration limit) {
        return await(
                "have %s=%s".formatted(type, status), limit, stack -> isCurrent(stack) && has(stack, type, status));
    }

    MoviesStack await(String what, Duration limit, Predicate<MoviesStack> met) {
        try {
            return resource()
                    .waitUntilCondition(
                            stack -> stack != null && stack.getStatus() != null && met.test(stack),
                            limit.toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (KubernetesClientTimeoutException e) {
            throw new AssertionError(
                    "%s/%s did not %s in %d s. It says:%n%s"
                            .formatted(namespace.name(), name, what, limit.toSeconds(), conditions()),
                    e);
        }
    }

    Condition condition(String type) {
        return condition(get(), type)
                .orElseThrow(() -> new AssertionError("No condition %s in:%n%s".formatted(type, conditions())));
    }

    String conditions() {
        MoviesStack stack = get();
        return stack == null || stack.getStatus() == null
                ? "  nothing"
                : stack.getStatus().conditions().stream()
                        .map(condition -> "  %s=%s %s: %s"
                                .formatted(
                                        condition.getType(),
                                        condition.getStatus(),
                                        condition.getReason(),
                                        condition.getMessage()))
                        .collect(Collectors.joining("\n"));
    }

    /** The events on the stack itself, oldest first. */
    List<Event> events() {
        return namespace.client().v1().events().inNamespace(namespace.name()).list().getItems().stream()
                .filter(event -> "MoviesStack".equals(event.getInvolvedObject().getKind())
                        && name.equals(event.getInvolvedObject().getName()))
                .sorted(Comparator.comparing(event -> event.getMetadata().getCreationTimestamp()))
                .toList();
    }

    static boolean has(MoviesStack stack, String type, String status) {
        return condition(stack, type)
                .map(Condition::getStatus)
                .filter(status::equals)
                .isPresent();
    }

    static Optional<Condition> condition(MoviesStack stack, String type) {
        return stack.getStatus() == null
                ? Optional.empty()
                : stack.getStatus().conditions().stream()
                        .filter(condition -> condition.getType().equals(type))
                        .findAny();
    }

    private static boolean isCurrent(MoviesStack stack) {
        return stack.getMetadata().getGeneration().equals(stack.getStatus().observedGeneration());
    }

    private Resource<MoviesStack> resource() {
        return namespace
                .client()
                .resources(MoviesStack.class)
                .inNamespace(namespace.name())
                .withName(name);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> fields(String spec) {
        // As text and not by the model, which would send its defaults along. The --- marks it as YAML, since braces
        // would mean JSON.
        return namespace.client().getKubernetesSerialization().unmarshal("---\n" + spec, Map.class);
    }

    @SuppressWarnings("unchecked")
    private static void runOn(String image, Map<String, Object> fields) {
        Map<String, Object> database =
                (Map<String, Object>) fields.computeIfAbsent("database", _ -> new LinkedHashMap<String, Object>());
        if (!database.containsKey("external")) {
            database.putIfAbsent("image", image);
        }
    }

    private GenericKubernetesResource resource(Map<String, Object> fields) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion("movies.fusion/v1alpha1")
                .withKind("MoviesStack")
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace.name())
                .endMetadata()
                .addToAdditionalProperties("spec", fields)
                .build();
    }

    /** Every node is ready, and no change is in progress. */
    MoviesStack awaitNodes(int nodes, Duration limit) {
        return await(
                "have " + nodes + " nodes and nothing under way",
                limit,
                stack -> Objects.equals(
                                stack.getStatus().observedGeneration(),
                                stack.getMetadata().getGeneration())
                        && stack.getStatus().database() != null
                        && Objects.equals(stack.getStatus().database().readyNodes(), nodes)
                        && has(stack, "Ready", "True")
                        && has(stack, "Reconciling", "False")
                        && has(stack, "Stalled", "False"));
    }
}
