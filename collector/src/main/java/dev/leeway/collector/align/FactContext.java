package dev.leeway.collector.align;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.SectionKey;
import java.util.Optional;
import java.util.Set;

/**
 * Which fact a value belongs to, and whose it is.
 *
 * @param section under its canonical name
 * @param path encoded, within the section
 * @param entry what the catalogue says of it
 * @param environment every name of the environment whose value it is, in lower case
 */
public record FactContext(SectionKey section, String path, Optional<FactEntry> entry, Set<String> environment) {
    public FactContext {
        requireNonNull(section, "section is null");
        requireNonNull(path, "path is null");
        requireNonNull(entry, "entry is null");
        environment = Set.copyOf(environment);
    }

    /** The last name of the path, still encoded: {@code host} of {@code DATABASE_URL/host}. */
    public String leaf() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The first name of the path, still encoded: the variable's name in {@code env}. */
    public String top() {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }
}
