package fusion.movies.model;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The readiness of the service: it has a read model of any age, which contains a finished load if the stack seeds. */
@Component
@ConditionalOnWebApplication
class ModelHealthIndicator implements HealthIndicator {

    private final ReadModel model;
    private final ModelUpdater updater;
    private final ModelProperties properties;

    ModelHealthIndicator(ReadModel model, ModelUpdater updater, ModelProperties properties) {
        this.model = model;
        this.updater = updater;
        this.properties = properties;
    }

    @Override
    public Health health() {
        boolean isReady = model.version().isPresent() && (model.hasBeenLoaded() || !properties.awaitsLoad());
        Health.Builder health = isReady
                ? Health.up()
                        .withDetail("movies", model.movies())
                        .withDetail("age", model.age().toSeconds())
                : Health.down();
        String trouble = updater.trouble();
        return trouble.isEmpty()
                ? health.build()
                : health.withDetail("cause", trouble).build();
    }
}
