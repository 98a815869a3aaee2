package fusion.movies.operator;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.database.Removal;
import fusion.movies.operator.stack.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One informer per type of object, filtered by the operator's labels, so that other objects use no memory. An object's
 * label names its stack; that includes a volume claim that outlived the last stack of that name.
 */
final class EventSources {

    private static final List<Class<? extends HasMetadata>> TYPES = List.of(
            Secret.class,
            Service.class,
            PersistentVolumeClaim.class,
            PodDisruptionBudget.class,
            Deployment.class,
            Ingress.class,
            NetworkPolicy.class,
            HorizontalPodAutoscaler.class,
            Job.class,
            CronJob.class);

    private EventSources() {}

    static List<EventSource<?, MoviesStack>> of(EventSourceContext<MoviesStack> context) {
        List<EventSource<?, MoviesStack>> sources = new ArrayList<>();
        TYPES.forEach(type -> sources.add(new InformerEventSource<>(configuration(type), context)));
        Removal removal = new Removal(context.getClient());
        sources.add(pods(context, removal));
        sources.add(statefulSets(context, removal));
        return sources;
    }

    private static EventSource<?, MoviesStack> pods(EventSourceContext<MoviesStack> context, Removal removal) {
        return new InformerEventSource<>(configuration(Pod.class), context) {

            @Override
            public void onAdd(Pod pod) {
                super.onAdd(pod);
                removal.seen(pod);
            }

            @Override
            public void onUpdate(Pod before, Pod pod) {
                super.onUpdate(before, pod);
                removal.seen(pod);
            }
        };
    }

    private static EventSource<?, MoviesStack> statefulSets(EventSourceContext<MoviesStack> context, Removal removal) {
        return new InformerEventSource<>(configuration(StatefulSet.class), context) {

            @Override
            public void onUpdate(StatefulSet before, StatefulSet set) {
                super.onUpdate(before, set);
                if (set.getMetadata().getDeletionTimestamp() != null) {
                    removal.goes(set);
                }
            }

            @Override
            public void onDelete(StatefulSet set, boolean isStateUnknown) {
                super.onDelete(set, isStateUnknown);
                removal.goes(set);
            }
        };
    }

    private static <R extends HasMetadata> InformerEventSourceConfiguration<R> configuration(Class<R> type) {
        return InformerEventSourceConfiguration.from(type, MoviesStack.class)
                .withName(type.getSimpleName())
                .withLabelSelector(Labels.MADE_BY_OPERATOR)
                .withNamespacesInheritedFromController()
                .withSecondaryToPrimaryMapper(EventSources::stack)
                .build();
    }

    private static Set<ResourceID> stack(HasMetadata object) {
        return Optional.ofNullable(Labels.instance(object.getMetadata().getLabels()))
                .map(name -> Set.of(new ResourceID(name, object.getMetadata().getNamespace())))
                .orElse(Set.of());
    }
}
