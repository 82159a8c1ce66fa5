package dev.leeway.agent.probe.database.sql;

import dev.leeway.agent.probe.database.model.ObjectName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Names as a statement spells them, whatever characters they have.
 *
 * @param quote that encloses a name, and is doubled within
 */
public record QuotedNames(char quote) {
    /** For an engine as {@link dev.leeway.agent.spi.DatabaseTarget#engine} calls it. */
    public static QuotedNames of(String engine) {
        return new QuotedNames(engine.equals("mysql") ? '`' : '"');
    }

    /** One name. */
    public String name(String name) {
        String text = String.valueOf(quote);
        return text + name.replace(text, text + text) + text;
    }

    /** A table with its schema, where there are schemas. */
    public String table(ObjectName table) {
        return table.schema().isEmpty() ? name(table.name()) : name(table.schema()) + "." + name(table.name());
    }

    /** Each name with {@code suffix}, between commas. */
    public String list(List<String> names, String suffix) {
        return names.stream().map(name -> name(name) + suffix).collect(Collectors.joining(", "));
    }
}
