package fusion.movies.model;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the read model. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ModelConfiguration {

    @Bean
    ReadModel readModel(MeterRegistry metrics) {
        ReadModel model = new ReadModel(InstantSource.system());
        Gauge.builder(
                        "movies.model.age",
                        () -> model.version().isEmpty()
                                ? Double.NaN
                                : model.age().toMillis() / 1000.0)
                .description("Seconds since the database was last seen to hold the movies that are answered")
                .baseUnit("seconds")
                .register(metrics);
        Gauge.builder("movies.model.movies", model::movies)
                .description("Movies that questions are answered from")
                .register(metrics);
        return model;
    }

    @Bean(initMethod = "start")
    ModelUpdater modelUpdater(
            ReadModel model,
            ModelReader reader,
            DatabaseState database,
            ModelProperties properties,
            MeterRegistry metrics)
            throws IOException {
        return new ModelUpdater(
                model, reader, database, ModelFolder.of(properties), properties, InstantSource.system(), metrics);
    }
}
