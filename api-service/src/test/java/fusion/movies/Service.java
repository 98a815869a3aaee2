package fusion.movies;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A separate instance of the service, which a test starts and stops. */
public final class Service implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Service(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param properties as name=value */
    public static Service start(TestDatabase database, String... properties) {
        return start(database, List.of(), properties);
    }

    /** @param further classes with beans in addition to the service's own */
    public static Service start(TestDatabase database, List<Class<?>> further, String... properties) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of("server.port", 0, "management.server.port", 0));
        database.register((name, value) -> all.put(name, value.get()));
        for (String property : properties) {
            all.put(property.substring(0, property.indexOf('=')), property.substring(property.indexOf('=') + 1));
        }
        Stream<String> arguments =
                all.entrySet().stream().map(property -> "--" + property.getKey() + "=" + property.getValue());
        SpringApplicationBuilder application =
                new SpringApplicationBuilder(MoviesApplication.class).sources(further.toArray(Class<?>[]::new));
        return new Service(application.run(arguments.toArray(String[]::new)));
    }

    public int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    public Client api() {
        return new Client(port());
    }

    public Client management() {
        return new Client(context.getEnvironment().getRequiredProperty("local.management.port", Integer.class));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
