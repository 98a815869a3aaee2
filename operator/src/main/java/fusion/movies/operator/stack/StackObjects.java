package fusion.movies.operator.stack;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one stack in one reconciliation: read from the informers' caches, written by server-side apply, and
 * only if they differ. The caches hold objects with the stack's labels; an object that they lack is looked up before it
 * is written.
 */
public final class StackObjects {

    private static final int UNPROCESSABLE = 422;
    private static final int ATTEMPTS = 3;

    /** Lets an apply create an object but never change one. */
    private static final String ONLY_CREATE = "1";

    private final MoviesStack stack;
    private final Context<MoviesStack> context;

    public StackObjects(MoviesStack stack, Context<MoviesStack> context) {
        this.stack = stack;
        this.context = context;
    }

    /** Name of the stack. */
    public String stack() {
        return stack.getMetadata().getName();
    }

    public String namespace() {
        return stack.getMetadata().getNamespace();
    }

    public KubernetesClient client() {
        return context.getClient();
    }

    /** The stack's object of that name, from the cache. */
    public <R extends HasMetadata> Optional<R> find(Class<R> type, String name) {
        return cache(type).get(id(name)).filter(object -> Labels.areOf(stack, labels(object)));
    }

    /** All of the stack's objects of a type and component, from the cache. */
    public <R extends HasMetadata> List<R> all(Class<R> type, String component) {
        return context.getSecondaryResources(type).stream()
                .filter(object -> Labels.hasComponent(labels(object), component))
                .toList();
    }

    /** The stack's object of that name, even if its labels were removed; ends the step if the object has another owner. */
    public <R extends HasMetadata> Optional<R> own(Class<R> type, String name) {
        Optional<R> present = cache(type).get(id(name)).or(() -> live(type, name));
        present.ifPresent(object -> Ownership.check(object, stack));
        return present;
    }

    /** A user's object; not cached. */
    public <R extends HasMetadata> Optional<R> users(Class<R> type, String name) {
        return live(type, name);
    }

    /** Cluster-scoped objects; empty if the operator only has permissions in single namespaces. */
    public <R extends HasMetadata> Optional<List<R>> ofCluster(Class<R> type) {
        try {
            return Optional.of(client().resources(type).list().getItems());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Applies the desired state of an object, and returns the result. */
    public <R extends HasMetadata> R apply(R wanted) {
        return bring(wanted, present -> true).orElseThrow();
    }

    /**
     * Updates an object to a state derived from its former state. An object that was deleted since is not re-created,
     * because the desired state was derived from the deleted one.
     *
     * @return empty if it was deleted
     */
    public <R extends HasMetadata> Optional<R> change(R wanted, R former) {
        return bring(
                wanted,
                present -> present.filter(object -> uid(object).equals(uid(former)))
                        .isPresent());
    }

    private <R extends HasMetadata> Optional<R> bring(R wanted, Predicate<Optional<R>> mayWrite) {
        Class<R> type = type(wanted);
        wanted.getMetadata().setOwnerReferences(List.of(Ownership.reference(stack)));
        String name = wanted.getMetadata().getName();
        Optional<R> cached = cache(type).get(id(name));
        Optional<R> present = cached.or(() -> live(type, name));
        present.ifPresent(object -> Ownership.check(object, stack));
        if (cached.isPresent() && matches(cached.get(), wanted)) {
            return cached;
        }
        Optional<R> written = write(wanted, present, mayWrite, ATTEMPTS);
        written.ifPresent(object -> cached.ifPresentOrElse(
                before -> cache(type).handleRecentResourceUpdate(id(name), object, before),
                () -> cache(type).handleRecentResourceCreate(id(name), object)));
        return written;
    }

    /**
     * Writes fields of an object that another controller created, such as an annotation of a pod. The write has the
     * object's uid, so that an object deleted in the meantime is not re-created; that is not a failure.
     */
    public void applyFields(HasMetadata fields) {
        try {
            serverSideApply(fields);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }

    /** Whether the operator's last apply of an object set a field, and no other writer has taken it over since. */
    public boolean holds(HasMetadata object, String... path) {
        return object.getMetadata().getManagedFields().stream()
                .filter(entry -> fieldManager().equals(entry.getManager()) && "Apply".equals(entry.getOperation()))
                .anyMatch(entry -> hasPath(entry.getFieldsV1().getAdditionalProperties(), path));
    }

    private static boolean hasPath(Map<String, Object> fields, String... path) {
        Object at = fields;
        for (String name : path) {
            at = at instanceof Map<?, ?> map ? map.get("f:" + name) : null;
        }
        return at != null;
    }

    /**
     * Applies an object of another operator's kind. Others' additions to it stay.
     *
     * @return empty if the cluster does not have the kind
     */
    public Optional<GenericKubernetesResource> applyUncached(
            ResourceDefinitionContext kind, GenericKubernetesResource wanted) {
        wanted.getMetadata().setOwnerReferences(List.of(Ownership.reference(stack)));
        GenericKubernetesResource present =
                generic(kind).withName(wanted.getMetadata().getName()).get();
        if (present != null) {
            Ownership.check(present, stack);
            if (contains(present.get("spec"), wanted.get("spec"))) {
                return Optional.of(present);
            }
        }
        try {
            return Optional.of(generic(kind)
                    .resource(wanted)
                    .fieldManager(fieldManager())
                    .forceConflicts()
                    .serverSideApply());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            throw new RefusedException(wanted, e);
        }
    }

    public void removeUncached(ResourceDefinitionContext kind, String name) {
        GenericKubernetesResource present = generic(kind).withName(name).get();
        if (present != null) {
            remove(generic(kind).withName(name), present, DeletionPropagation.BACKGROUND);
        }
    }

    /**
     * Removes the stack's labels from an object, which is the user's from then on. For a Secret created by others: the
     * operator is not allowed to delete Secrets, and therefore not to set owners either.
     */
    public void release(HasMetadata object) {
        String none = Labels.of(stack, Labels.DATABASE).keySet().stream()
                .map(label -> "\"" + label + "\":null")
                .collect(Collectors.joining(",", "{\"metadata\":{\"labels\":{", "}}}"));
        client().resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), none);
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            generic(ResourceDefinitionContext kind) {
        return client().genericKubernetesResources(kind).inNamespace(namespace());
    }

    private static boolean contains(@Nullable Object present, Object wanted) {
        return (present instanceof Map<?, ?> has && wanted instanceof Map<?, ?> wants)
                ? wants.entrySet().stream().allMatch(field -> contains(has.get(field.getKey()), field.getValue()))
                : wanted.equals(present);
    }

    /** Deletes an object of the stack if it exists. */
    public <R extends HasMetadata> void remove(Class<R> type, String name) {
        find(type, name).ifPresent(object -> remove(object, DeletionPropagation.BACKGROUND));
    }

    public void remove(HasMetadata object, DeletionPropagation propagation) {
        remove(client().resource(object), object, propagation);
    }

    private void remove(Resource<?> resource, HasMetadata object, DeletionPropagation propagation) {
        Ownership.check(object, stack);
        if (object.getMetadata().getDeletionTimestamp() == null) {
            resource.withPropagationPolicy(propagation).delete();
        }
    }

    /** Retries on conflict: rereads what the other writer left, and writes again. */
    private <R extends HasMetadata> Optional<R> write(
            R wanted, Optional<R> present, Predicate<Optional<R>> mayWrite, int attempts) {
        if (!mayWrite.test(present)) {
            return Optional.empty();
        }
        if (present.isEmpty()) {
            checkNotRemoved();
        }
        try {
            wanted.getMetadata().setUid(present.map(StackObjects::uid).orElse(null));
            wanted.getMetadata().setResourceVersion(present.isPresent() ? null : ONLY_CREATE);
            return Optional.of(serverSideApply(wanted));
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT && attempts > 1) {
                Optional<R> now = live(type(wanted), wanted.getMetadata().getName());
                now.ifPresent(object -> Ownership.check(object, stack));
                return write(wanted, now, mayWrite, attempts - 1);
            }
            if (e.getCode() == UNPROCESSABLE && present.isPresent()) {
                return Optional.of(replace(wanted));
            }
            throw new RefusedException(wanted, e);
        }
    }

    /**
     * Ends a step that would create an object for a stack that was deleted since the reconciliation started. The
     * garbage collector would delete the object again, but not what was created from it meanwhile: a StatefulSet's
     * volume claims have no owner.
     */
    private void checkNotRemoved() {
        boolean present = context.getPrimaryCache()
                .get(ResourceID.fromResource(stack))
                .filter(now -> uid(now).equals(uid(stack)) && now.getMetadata().getDeletionTimestamp() == null)
                .isPresent();
        if (!present) {
            throw new StepException(new StepResult.Waiting(
                    "Removed", "The stack is being removed: its objects are not created again."));
        }
    }

    /**
     * Fields that others added can conflict, such as a port of the same name with another number: the object is then
     * replaced.
     */
    private <R extends HasMetadata> R replace(R wanted) {
        try {
            return client().resource(wanted).update();
        } catch (KubernetesClientException e) {
            throw new RefusedException(wanted, e);
        }
    }

    private <R extends HasMetadata> R serverSideApply(R object) {
        return client().resource(object)
                .fieldManager(fieldManager())
                .forceConflicts()
                .serverSideApply();
    }

    private String fieldManager() {
        return context.getControllerConfiguration().fieldManager();
    }

    private <R extends HasMetadata> boolean matches(R actual, R wanted) {
        return SSABasedGenericKubernetesResourceMatcher.<R>getInstance().matches(actual, wanted, context);
    }

    private <R extends HasMetadata> Optional<R> live(Class<R> type, String name) {
        return Optional.ofNullable(
                client().resources(type).inNamespace(namespace()).withName(name).get());
    }

    private <R extends HasMetadata> InformerEventSource<R, MoviesStack> cache(Class<R> type) {
        return (InformerEventSource<R, MoviesStack>)
                context.eventSourceRetriever().getEventSourceFor(type);
    }

    private ResourceID id(String name) {
        return new ResourceID(name, namespace());
    }

    private static String uid(HasMetadata object) {
        return object.getMetadata().getUid();
    }

    private static Map<String, String> labels(HasMetadata object) {
        return object.getMetadata().getLabels();
    }

    @SuppressWarnings("unchecked")
    private static <R extends HasMetadata> Class<R> type(R object) {
        return (Class<R>) object.getClass();
    }
}
