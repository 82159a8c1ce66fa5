package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A tool that withholds everything is safe and useless: what real services are configured with stays readable. */
class HarmlessValuesTest {
    private static final Path TABLE = Path.of("src/test/resources/redact/harmless.tsv");
    private static final Redactor REDACTOR = Redactor.keyless(RedactionRules.published());

    private record Row(String name, String value, String expected) {
        List<String> facts() {
            if (expected.equals("=")) {
                return List.of(name + "=" + value);
            }
            return Stream.of(expected.split(" (?=[a-z]+(\\[[^\\]]*\\])?=)"))
                    .map(fact -> name + "/" + fact)
                    .toList();
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(TABLE, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", 3))
                .map(cells -> new Row(cells[0], cells[1], cells[2]))
                .toList();
    }

    private static List<Disclosed> disclose(Row row) {
        return REDACTOR.disclose(
                Address.parse("env[shop-web]/" + row.name()),
                new Observed.Guarded("variable", row.name(), row.value()));
    }

    @TestFactory
    List<DynamicTest> staysReadable() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Row row : rows()) {
            tests.add(DynamicTest.dynamicTest(
                    row.name() + "=" + row.value(),
                    () -> assertThat(disclose(row))
                            .extracting(fact -> fact.path() + "=" + fact.value().display())
                            .containsExactlyInAnyOrderElementsOf(row.facts())));
        }
        return tests;
    }

    @Test
    void theTableIsLargeEnoughAndNothingOfItIsWithheld() throws IOException {
        List<Row> rows = rows();
        long withheld = rows.stream()
                .filter(row ->
                        disclose(row).stream().anyMatch(fact -> fact.value().kind() == Value.Kind.SECRET))
                .count();

        assertThat(rows).hasSizeGreaterThanOrEqualTo(150);
        assertThat(withheld).as("harmless values withheld, of %d", rows.size()).isZero();
    }
}
