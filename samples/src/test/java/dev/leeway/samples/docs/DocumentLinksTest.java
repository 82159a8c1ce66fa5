package dev.leeway.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.probe.BuiltInProbes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentLinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    @Test
    void everyLinkInsideTheRepositoryLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path document : DocumentedCommandsIT.documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                String target = link.group(1);
                boolean outside = target.contains("://") || target.startsWith("mailto:");
                if (!outside && Files.notExists(document.resolveSibling(target))) {
                    dead.add(document + " -> " + target);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void readmeLeadsToEveryPage() throws IOException {
        String readme = Files.readString(DocumentedCommandsIT.REPOSITORY.resolve("README.md"));
        try (Stream<Path> pages = Files.list(DocumentedCommandsIT.REPOSITORY.resolve("docs"))) {
            assertThat(pages.map(Path::getFileName).map(Path::toString).filter(name -> name.endsWith(".md")))
                    .isNotEmpty()
                    .allSatisfy(page -> assertThat(readme).contains("(docs/" + page + ")"));
        }
    }

    @Test
    void readmeTellsOfEveryProbe() throws IOException {
        String readme = Files.readString(DocumentedCommandsIT.REPOSITORY.resolve("README.md"));
        assertThat(BuiltInProbes.all())
                .isNotEmpty()
                .allSatisfy(probe ->
                        assertThat(readme).contains("| `" + probe.spec().name() + "` | "));
    }

    @Test
    void readmeIsShortEnoughToBeRead() throws IOException {
        assertThat(Files.readAllLines(DocumentedCommandsIT.REPOSITORY.resolve("README.md")))
                .hasSizeLessThanOrEqualTo(120);
    }
}
