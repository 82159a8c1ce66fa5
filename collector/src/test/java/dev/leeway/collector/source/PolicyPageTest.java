package dev.leeway.collector.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the page about policies shows can be written so. */
class PolicyPageTest {
    private static final Path PAGE = Path.of("../docs/policy.md");
    private static final Pattern BLOCK = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`(?:expect|leeway|atLeast):.*?) \\| .* \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static final IncludedFiles ANYTHING = (from, path) -> new IncludedFiles.Opened(path, path, "rules: []\n");

    private static Set<String> probes() {
        Catalogue catalogue = CatalogueReader.builtIn();
        return catalogue.probes().stream().map(ProbeEntry::name).collect(Collectors.toSet());
    }

    @Test
    void showsPoliciesThatAreRead() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(PAGE));
        int blocks = 0;
        while (block.find()) {
            String yaml = block.group(1);
            blocks++;
            assertThatCode(() -> {
                        PolicyReader.read(yaml, "leeway.yaml", ANYTHING);
                        PolicyReader.checkProbes(yaml, "leeway.yaml", ANYTHING, probes());
                    })
                    .as(yaml)
                    .doesNotThrowAnyException();
        }
        assertThat(blocks).isGreaterThan(10);
    }

    @Test
    void listsExpectationsThatAreRead() throws IOException {
        Matcher row = ROW.matcher(Files.readString(PAGE));
        int rows = 0;
        while (row.find()) {
            String key = "";
            Matcher code = CODE.matcher(row.group(1));
            while (code.find()) {
                String written = code.group(1);
                // Further words of a row stand for themselves: `leeway: build`, `patch`.
                boolean whole =
                        List.of("expect:", "leeway:", "atLeast:").stream().anyMatch(written::startsWith);
                key = whole ? written.substring(0, written.indexOf(':') + 1) + " " : key;
                String yaml = "rules: [{match: \"os/x\", " + (whole ? written : key + written) + "}]\n";
                rows++;
                assertThatCode(() -> PolicyReader.read(yaml, "leeway.yaml"))
                        .as(yaml)
                        .doesNotThrowAnyException();
            }
        }
        assertThat(rows).isGreaterThan(15);
    }
}
