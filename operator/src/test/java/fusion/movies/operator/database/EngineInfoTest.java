package fusion.movies.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineInfoTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    CockroachDB CCL v25.4.14 (x86_64-pc-linux-gnu, built 2026/01/02 10:00:00, go1.23.7) | v25.4.14
                    CockroachDB OSS v20.2.7 (x86_64-pc-linux-gnu, built 2021/03/29 17:52:00, go1.13.14) | v20.2.7
                    PostgreSQL 15.18 (Debian 15.18-0+deb12u1) on x86_64-pc-linux-gnu, compiled by gcc   | PostgreSQL 15.18
                    Something else                                                                      | Something else
                    """)
    void theVersionIsTheOneThatTheServerReports(String sentence, String version) {
        assertThat(EngineInfo.version(sentence)).isEqualTo(version);
    }
}
