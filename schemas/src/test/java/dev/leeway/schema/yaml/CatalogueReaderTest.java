package dev.leeway.schema.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.FormatException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueReaderTest {
    private static final String YAML = """
            probes:
              os:
                summary: The system.
                subjects: host
                facts:
                  clock/skew: {type: number, unit: ms, meaning: M., severity: low, since: 2, why: W., align: A., unproven: U.}
              env:
                summary: Variables.
                subjects: service
                index:
                  service[*]: {type: text, meaning: M., severity: info, since: 1, why: V., align: A., unproven: U.}
                facts:
                  '*': {type: text, meaning: M., severity: high, since: 1, why: W., align: A., unproven: U., guarded: true, hostTokens: true, byText: true}
            """;

    @Test
    void givesFactsTheirFullPatterns() throws Exception {
        Catalogue catalogue = CatalogueReader.read(YAML, "facts.yaml");

        assertThat(catalogue.probes()).hasSize(2);
        assertThat(catalogue.probe("env").orElseThrow().facts())
                .extracting(fact -> fact.pattern().text())
                .containsExactly("env/service[*]", "env[*]/*");
        FactEntry skew = catalogue.probe("os").orElseThrow().facts().get(0);
        assertThat(skew.type()).isEqualTo(Value.Kind.NUMBER);
        assertThat(skew.unit()).isEqualTo(Optional.of("ms"));
        assertThat(skew.severity()).isEqualTo(Severity.LOW);
        assertThat(skew.since()).isEqualTo(2);
        assertThat(skew.guarded()).isFalse();
        assertThat(skew.byText()).isFalse();
        assertThat(catalogue.probe("env").orElseThrow().facts().get(1).byText()).isTrue();
        assertThat(catalogue.probe("env").orElseThrow().facts().get(1).hostTokens())
                .isTrue();
    }

    @Test
    void tellsFactsOfAHostOfItsContainersTooWhereTheProbeLooksInside() throws Exception {
        Catalogue catalogue =
                CatalogueReader.read(YAML.replace("subjects: host", "subjects: host\n    inside: 3"), "facts.yaml");

        assertThat(catalogue.probe("os").orElseThrow().facts())
                .extracting(fact -> fact.pattern().text() + " since " + fact.since())
                .containsExactly("os/clock/skew since 2", "os[*]/clock/skew since 3");
        assertThatThrownBy(() -> CatalogueReader.read(
                        YAML.replace("subjects: service", "subjects: service\n    inside: 3"), "facts.yaml"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("not about the host");
    }

    @Test
    void survivesBeingCompiled() throws Exception {
        Catalogue catalogue = CatalogueReader.read(YAML, "facts.yaml");

        assertThat(CatalogueText.read(CatalogueText.write(catalogue)).probes()).isEqualTo(catalogue.probes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "severity: low | severity: lov | 6:67: unknown severity 'lov'; did you mean 'low'?",
                "type: number | type: numbre | unknown type 'numbre'; did you mean 'number'?",
                "since: 2 | since: 0 | expected a whole number from 1",
                "why: V.,  | '' | missing key 'why'",
                "guarded: true | guard: true | unknown key 'guard'; did you mean 'guarded'?",
                "clock/skew | clock//skew | empty segment in pattern",
                "subjects: service | subjects: host | an index for a probe about the host"
            })
    void namesThePlaceOfAMistake(String right, String wrong, String message) {
        String broken = YAML.replace(right, wrong);

        assertThat(broken).isNotEqualTo(YAML);
        assertThatThrownBy(() -> CatalogueReader.read(broken, "facts.yaml"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void cannotCompileWhatItsLinesCouldNotHold() throws Exception {
        Catalogue catalogue = CatalogueReader.read(YAML.replace("The system.", "\"The\\tsystem.\""), "facts.yaml");

        assertThatThrownBy(() -> CatalogueText.write(catalogue)).isInstanceOf(IllegalArgumentException.class);
        for (String damaged : List.of("x\ty\n", "probe\tos\n")) {
            assertThatThrownBy(() -> CatalogueText.read(damaged)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
