package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The grants that {@code docs/databases.md} tells people to give, read from there. */
final class Grants {
    private static final Path PAGE = Path.of("..", "docs", "databases.md");
    private static final String DATABASE = "shop";

    private Grants() {}

    /** Those under {@code heading}. */
    static List<String> documented(String heading, String database) throws IOException {
        List<String> grants = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals("## " + heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("GRANT "))
                .map(line -> line.replaceFirst(";.*", "").replace("DATABASE " + DATABASE, "DATABASE " + database))
                .toList();
        assertThat(grants).hasSizeGreaterThan(1);
        return grants;
    }
}
