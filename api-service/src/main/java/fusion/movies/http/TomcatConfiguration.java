package fusion.movies.http;

import static org.apache.tomcat.util.buf.EncodedSolidusHandling.PASS_THROUGH;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;

/** Tomcat's valves and protocol. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    static final int MOST_HEADERS = 100;

    private static final int PIECE = 32 * 1024;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcat(RequestThreads threads) {
        return factory -> {
            factory.getSettings().getMimeMappings().add("yaml", MediaType.APPLICATION_YAML_VALUE);
            factory.setProtocol(KeepAliveProtocol.class.getName());
            // Decoding is left to Spring, which splits the path into segments first: /title/Face%2FOff.
            factory.addConnectorCustomizers(connector -> {
                connector.getProtocolHandler().setExecutor(threads);
                connector.setEncodedSolidusHandling(PASS_THROUGH.getValue());
                connector.setEncodedReverseSolidusHandling(PASS_THROUGH.getValue());
                connector.setProperty("maxHeaderCount", String.valueOf(MOST_HEADERS));
                // Lists are long: a system call for every 8 kB would dominate the work.
                connector.setProperty("socket.appWriteBufSize", String.valueOf(PIECE));
            });
            factory.addEngineValves(new RequestIdValve(), new HeadersValve(), new KeepAliveValve());
            factory.addContextCustomizers(context ->
                    ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemReportValve.class.getName()));
            // Inside the host, whose valve reports what this one refuses.
            factory.addContextValves(new PathValve());
        };
    }
}
