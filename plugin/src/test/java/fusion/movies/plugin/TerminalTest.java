package fusion.movies.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private static Terminal terminal(boolean isTerminal, Map<String, String> environment) {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return Terminal.of(nowhere, nowhere, isTerminal, environment, StandardCharsets.UTF_8);
    }

    @Test
    void colours_are_used_on_terminals_unless_disabled() {
        assertThat(terminal(true, Map.of()).hasColours()).isTrue();
        assertThat(terminal(true, Map.of("NO_COLOR", "")).hasColours()).isTrue();
        assertThat(terminal(true, Map.of("NO_COLOR", "1")).hasColours()).isFalse();
        assertThat(terminal(true, Map.of("TERM", "dumb")).hasColours()).isFalse();
        assertThat(terminal(false, Map.of()).hasColours()).isFalse();
    }

    @Test
    void unicode_is_only_used_if_it_can_be_encoded() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        assertThat(Terminal.of(nowhere, nowhere, true, Map.of(), StandardCharsets.US_ASCII)
                        .hasUnicode())
                .isFalse();
    }
}
