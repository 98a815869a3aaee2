package fusion.movies.operator;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.GeneratedSecret;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.StackObject;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One informer for each type of object, over what the operator labelled: objects of others cost no memory. An object
 * belongs to the stack that its label names, also a volume claim that outlived the last stack of that name.
 */
final class EventSources {

    private final EventSourceContext<MoviesStack> context;
    private final Map<Class<?>, InformerEventSource<?, MoviesStack>> sources = new HashMap<>();

    private EventSources(EventSourceContext<MoviesStack> context) {
        this.context = context;
    }

    static List<EventSource<?, MoviesStack>> of(
            EventSourceContext<MoviesStack> context, List<StackObject<?>> objects, List<GeneratedSecret> secrets) {
        EventSources sources = new EventSources(context);
        objects.forEach(sources::share);
        secrets.forEach(secret -> secret.setEventSource(sources.source(Secret.class)));
        sources.source(Pod.class);
        sources.source(PersistentVolumeClaim.class);
        return new ArrayList<>(sources.sources.values());
    }

    private <R extends HasMetadata> void share(StackObject<R> object) {
        object.setEventSource(source(object.resourceType()));
    }

    @SuppressWarnings("unchecked")
    private <R extends HasMetadata> InformerEventSource<R, MoviesStack> source(Class<R> type) {
        return (InformerEventSource<R, MoviesStack>) sources.computeIfAbsent(type, any -> create(type));
    }

    private <R extends HasMetadata> InformerEventSource<R, MoviesStack> create(Class<R> type) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, MoviesStack.class)
                        .withName(type.getSimpleName())
                        .withLabelSelector(Labels.MADE_BY_OPERATOR)
                        .withNamespacesInheritedFromController()
                        .withSecondaryToPrimaryMapper(EventSources::stack)
                        .build(),
                context);
    }

    private static Set<ResourceID> stack(HasMetadata object) {
        return Optional.ofNullable(Labels.instance(object.getMetadata().getLabels()))
                .map(name -> Set.of(new ResourceID(name, object.getMetadata().getNamespace())))
                .orElse(Set.of());
    }
}
