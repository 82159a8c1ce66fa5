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
 * @param product the engine whose words the value is in, for facts of databases
 */
public record FactContext(
        SectionKey section, String path, Optional<FactEntry> entry, Set<String> environment, Optional<String> product) {
    public FactContext {
        requireNonNull(section, "section is null");
        requireNonNull(path, "path is null");
        requireNonNull(entry, "entry is null");
        requireNonNull(product, "product is null");
        environment = Set.copyOf(environment);
    }

    /** A fact in words that are nobody's own. */
    public FactContext(SectionKey section, String path, Optional<FactEntry> entry, Set<String> environment) {
        this(section, path, entry, environment, Optional.empty());
    }

    /** The same fact in the words of {@code engine}. */
    public FactContext in(Optional<String> engine) {
        return engine.isEmpty() ? this : new FactContext(section, path, entry, environment, engine);
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
