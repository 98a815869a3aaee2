package fusion.movies.operator;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The log format of logback.xml: one line per error, with its stack. */
class LogTest {

    private static final RuntimeException FAULT = new IllegalStateException("odd");

    @Test
    void aLineNamesItsStack() throws JoranException {
        String line = line("text", null);

        assertThat(line).endsWith(" INFO  Test [films/movies generation 3] Ready is True\n");
    }

    @Test
    void anExceptionIsOneLineWithItsClass() throws JoranException {
        assertThat(line("text", FAULT))
                .contains("[films/movies generation 3] Ready is True | java.lang.IllegalStateException: odd | at "
                        + LogTest.class.getName())
                .endsWith("\n")
                .containsOnlyOnce("\n");
    }

    @Test
    void jsonHasTheStackAsFields() throws JoranException, JsonProcessingException {
        String line = line("json", null);

        JsonNode fields = new ObjectMapper().readTree(line);
        assertThat(line).containsOnlyOnce("\n");
        assertThat(fields.get("formattedMessage").asText()).isEqualTo("Ready is True");
        assertThat(fields.get("level").asText()).isEqualTo("INFO");
        assertThat(fields.get("mdc").get("resource.namespace").asText()).isEqualTo("films");
        assertThat(fields.get("mdc").get("resource.generation").asText()).isEqualTo("3");
    }

    private static String line(String format, Throwable fault) throws JoranException {
        LoggerContext context = new LoggerContext();
        context.putProperty("LOG_FORMAT", format);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogTest.class.getResource("/logback.xml"));
        ConsoleAppender<ILoggingEvent> appender = (ConsoleAppender<ILoggingEvent>)
                context.getLogger("ROOT").iteratorForAppenders().next();
        LoggingEvent event = new LoggingEvent(
                LogTest.class.getName(),
                context.getLogger("fusion.movies.operator.Test"),
                ch.qos.logback.classic.Level.INFO,
                "Ready is {}",
                fault,
                new Object[] {"True"});
        event.setMDCPropertyMap(
                Map.of("resource.namespace", "films", "resource.name", "movies", "resource.generation", "3"));
        return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
