package dev.leeway.schema.yaml;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.json.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several nodes in order.
 *
 * @param place where it begins
 * @param items in order
 * @param tag as written; empty for none and for one of YAML itself
 */
public record YamlList(YamlPlace place, List<YamlNode> items, Optional<String> tag) implements YamlNode {
    public YamlList {
        requireNonNull(place, "place is null");
        items = List.copyOf(items);
        requireNonNull(tag, "tag is null");
    }

    /** One without a tag. */
    public YamlList(YamlPlace place, List<YamlNode> items) {
        this(place, items, Optional.empty());
    }

    @Override
    public String description() {
        return "a list";
    }

    /**
     * The texts of a list of texts.
     *
     * @throws FormatException naming the place of an item that is none
     */
    public List<String> texts() throws FormatException {
        List<String> texts = new ArrayList<>(items.size());
        for (YamlNode item : items) {
            texts.add(item.text());
        }
        return List.copyOf(texts);
    }
}
