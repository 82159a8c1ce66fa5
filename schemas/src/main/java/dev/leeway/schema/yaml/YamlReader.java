package dev.leeway.schema.yaml;

import dev.leeway.schema.json.FormatException;
import java.util.List;

/** Reads YAML 1.2 text into a neutral tree that knows its places; builds no objects and runs nothing. */
public final class YamlReader {
    private YamlReader() {}

    /**
     * Reads one document written for Leeway.
     *
     * @param text the whole text
     * @param sourceName what people know the text by, for messages
     * @throws FormatException naming the place, when it is no YAML, has a key twice, an alias, a tag outside the core
     *     schema, a second document, or passes {@link YamlLimits#OWN}
     */
    public static YamlNode read(String text, String sourceName) throws FormatException {
        List<YamlNode> documents = readAll(text, sourceName, YamlLimits.OWN);
        if (documents.size() > 1) {
            throw documents.get(1).place().error("a second document", "keep one document in this file");
        }
        return documents.isEmpty() ? nothing(sourceName) : documents.get(0);
    }

    /**
     * Reads every document of a text; none when it is empty.
     *
     * @throws FormatException naming the place, when it is no YAML, has a key twice, or passes {@code limits}
     */
    public static List<YamlNode> readAll(String text, String sourceName, YamlLimits limits) throws FormatException {
        return new YamlParse(sourceName, limits).documents(text);
    }

    private static YamlNode nothing(String sourceName) {
        return new YamlScalar(new YamlPlace(sourceName, 1, 1), "", YamlScalar.Kind.NULL);
    }
}
