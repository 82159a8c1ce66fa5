package dev.leeway.schema.yaml;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.json.FormatException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keys and their nodes, in the order written; no key twice.
 *
 * @param place where it begins
 * @param entries in the order written
 * @param tag as written; empty for none and for one of YAML itself
 */
public record YamlMap(YamlPlace place, List<Entry> entries, Optional<String> tag) implements YamlNode {
    public YamlMap {
        requireNonNull(place, "place is null");
        entries = List.copyOf(entries);
        requireNonNull(tag, "tag is null");
    }

    /** One without a tag. */
    public YamlMap(YamlPlace place, List<Entry> entries) {
        this(place, entries, Optional.empty());
    }

    /**
     * One key and its node.
     *
     * @param key the key's text
     * @param keyPlace where the key stands
     * @param value what it leads to
     */
    public record Entry(String key, YamlPlace keyPlace, YamlNode value) {
        public Entry {
            requireNonNull(key, "key is null");
            requireNonNull(keyPlace, "keyPlace is null");
            requireNonNull(value, "value is null");
        }
    }

    @Override
    public String description() {
        return "a map";
    }

    /**
     * Refuses every key but these.
     *
     * @throws FormatException naming the place of the first other key, with the nearest known one as a suggestion
     */
    public void allowOnly(String... known) throws FormatException {
        allowOnly(Arrays.asList(known));
    }

    /**
     * Refuses every key but these.
     *
     * @throws FormatException naming the place of the first other key, with the nearest known one as a suggestion
     */
    public void allowOnly(Collection<String> known) throws FormatException {
        for (Entry entry : entries) {
            if (!known.contains(entry.key())) {
                throw entry.keyPlace()
                        .error(
                                "unknown key '" + FormatException.shown(entry.key()) + "'",
                                Suggestion.nextStep(entry.key(), known));
            }
        }
    }

    /** What {@code key} leads to; a value left empty ({@code key:}) counts as absent. */
    public Optional<YamlNode> find(String key) {
        for (Entry entry : entries) {
            if (entry.key().equals(key)) {
                return entry.value().isNothing() ? Optional.empty() : Optional.of(entry.value());
            }
        }
        return Optional.empty();
    }

    /**
     * What {@code key} leads to.
     *
     * @throws FormatException naming this map's place when the key is absent or empty
     */
    public YamlNode require(String key) throws FormatException {
        Optional<YamlNode> found = find(key);
        if (found.isEmpty()) {
            throw place.error("missing key '" + key + "'", "add '" + key + ": ...' here");
        }
        return found.get();
    }

    /**
     * The text at {@code key}, if there is one.
     *
     * @throws FormatException naming the place when it is no text
     */
    public Optional<String> text(String key) throws FormatException {
        Optional<YamlNode> found = find(key);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get().text());
    }

    /**
     * The texts at {@code key}, none when absent; a single text counts as a list of one.
     *
     * @throws FormatException naming the place when it is neither
     */
    public List<String> texts(String key) throws FormatException {
        Optional<YamlNode> found = find(key);
        if (found.isEmpty()) {
            return List.of();
        }
        return found.get() instanceof YamlList list
                ? list.texts()
                : List.of(found.get().text());
    }

    /**
     * The truth value at {@code key}, {@code otherwise} when absent.
     *
     * @throws FormatException naming the place when it is neither true nor false
     */
    public boolean flag(String key, boolean otherwise) throws FormatException {
        Optional<YamlNode> found = find(key);
        return found.isEmpty() ? otherwise : found.get().flag();
    }

    /** Whether the key is there with a value. */
    public boolean has(String key) {
        return find(key).isPresent();
    }
}
