package dev.leeway.schema.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.json.GoldenFiles;
import dev.leeway.schema.yaml.CatalogueReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FactsPageTest {
    @Test
    void isWhatTheCatalogueSays() throws Exception {
        String page = FactsPage.of(CatalogueReader.builtIn());

        assertThat(page)
                .as("docs/facts.md is generated: run this test with -Dgolden.update=true")
                .isEqualTo(GoldenFiles.expectedAt(Path.of("..", "docs", "facts.md"), page));
    }
}
