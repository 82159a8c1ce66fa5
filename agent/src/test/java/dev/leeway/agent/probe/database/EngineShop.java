package dev.leeway.agent.probe.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.snapshot.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Statements that make a schema of something of everything an engine has. */
final class EngineShop {
    private EngineShop() {}

    /** Those of an engine. */
    static String sql(String engine) {
        String name = "/database/" + engine + "/shop.sql";
        try (InputStream in = requireNonNull(EngineShop.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those with one place changed, which must be there. */
    static String changed(String engine, String from, String to) {
        String sql = sql(engine);
        assertThat(sql).contains(from);
        return sql.replace(from, to);
    }

    /** The patterns of what was not seen, relative to the section. */
    static List<String> gaps(Section section) {
        return section.uncovered().stream()
                .map(each -> each.pattern().text().replaceFirst("^database\\[shop]/", ""))
                .toList();
    }

    /** Indexes made in the opposite order, at the end; what each needs is made before. */
    static String otherOrder(String engine) {
        List<String> first = new ArrayList<>();
        List<String> last = new ArrayList<>();
        for (String statement : sql(engine).split(";\n")) {
            if (!statement.isBlank()) {
                (statement.matches("(?s)create (unique )?index.*|comment.*|grant.*") ? last : first).add(statement);
            }
        }
        Collections.reverse(last);
        first.addAll(last);
        return String.join(";\n", first) + ";\n";
    }
}
