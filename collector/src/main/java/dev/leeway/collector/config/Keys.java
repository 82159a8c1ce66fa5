package dev.leeway.collector.config;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.yaml.Faults;
import dev.leeway.schema.yaml.YamlList;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlNode;
import dev.leeway.schema.yaml.YamlPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of one map of the configuration; whatever is wrong with one is kept, and what stands for it when left out is given. */
final class Keys {
    private final YamlMap map;
    private final Faults faults;

    Keys(YamlMap map, Faults faults, String... known) {
        this.map = map;
        this.faults = faults;
        faults.unknownKeys(map, List.of(known));
    }

    /** Reads one word. Throws {@link IllegalArgumentException} with {@code problem; next step} where it will not do. */
    interface Word<T> {
        T read(String text);
    }

    boolean has(String key) {
        return map.has(key);
    }

    /** Where the value of {@code key} stands, or the map where it has none. */
    YamlPlace place(String key) {
        return map.find(key).map(YamlNode::place).orElse(map.place());
    }

    void fault(String key, String problem, String nextStep) {
        faults.add(place(key).error(problem, nextStep));
    }

    /** Keeps a fault where {@code key} is absent. */
    void require(String key) {
        if (!map.has(key)) {
            faults.add(map.place().error("missing key '" + key + "'", "add '" + key + ": ...' here"));
        }
    }

    <T> Optional<T> word(String key, Word<T> reader) {
        Optional<YamlNode> node = map.find(key);
        return node.isEmpty()
                ? Optional.empty()
                : faults.or(Optional.empty(), () -> Optional.of(checked(node.get(), reader)));
    }

    <T> T word(String key, T otherwise, Word<T> reader) {
        return word(key, reader).orElse(otherwise);
    }

    /** Those of a list, or the one that stands alone. */
    <T> List<T> words(String key, Word<T> reader) {
        List<T> words = new ArrayList<>();
        Optional<YamlNode> node = map.find(key);
        if (node.isPresent()) {
            List<YamlNode> items = node.get() instanceof YamlList list ? list.items() : List.of(node.get());
            for (YamlNode item : items) {
                faults.or(Optional.<T>empty(), () -> Optional.of(checked(item, reader)))
                        .ifPresent(words::add);
            }
        }
        return words;
    }

    int count(String key, int otherwise, int most) {
        Optional<YamlNode> node = map.find(key);
        return node.isEmpty()
                ? otherwise
                : faults.or(otherwise, () -> (int) node.get().integer(1, most));
    }

    boolean flag(String key, boolean otherwise) {
        return faults.or(otherwise, () -> map.flag(key, otherwise));
    }

    /** The map at {@code key}, with the keys it may have. */
    Optional<Keys> inside(String key, String... known) {
        Optional<YamlNode> node = map.find(key);
        return node.isEmpty()
                ? Optional.empty()
                : faults.or(
                        Optional.empty(), () -> Optional.of(new Keys(node.get().map(), faults, known)));
    }

    private static <T> T checked(YamlNode node, Word<T> reader) throws FormatException {
        String text = node.text();
        try {
            return reader.read(text);
        } catch (IllegalArgumentException e) {
            String[] complaint = String.valueOf(e.getMessage()).split("; ", 2);
            throw node.place().error(complaint[0], complaint.length > 1 ? complaint[1] : "change it");
        }
    }
}
