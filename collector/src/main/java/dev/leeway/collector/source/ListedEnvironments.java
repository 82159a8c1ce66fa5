package dev.leeway.collector.source;

import dev.leeway.collector.judge.Between;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Environment;
import dev.leeway.schema.yaml.Suggestion;
import dev.leeway.schema.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names a policy may use for environments. */
final class ListedEnvironments {
    private static final String PRODUCTION = "prod";

    private final Map<String, String> canonical = new LinkedHashMap<>();
    private final List<String> suggested = new ArrayList<>();
    private final boolean whole;

    /** Those of a policy that lists them without a fault. */
    ListedEnvironments(List<Environment> environments) {
        this(environments, true);
    }

    /**
     * Those of a policy.
     *
     * @param whole whether they are all there are; otherwise any word may be the name of one whose entry is at fault
     */
    ListedEnvironments(List<Environment> environments, boolean whole) {
        this.whole = whole;
        for (Environment environment : environments) {
            canonical.put(environment.name().toLowerCase(Locale.ROOT), environment.name());
            suggested.add(environment.name());
            for (String alias : environment.aliases()) {
                canonical.putIfAbsent(alias.toLowerCase(Locale.ROOT), environment.name());
                suggested.add(alias);
            }
        }
    }

    /** The canonical name of a listed environment. */
    String canonical(YamlNode node) throws FormatException {
        return canonical(node, node.text());
    }

    /** The canonical name of a listed environment that {@code word} of a longer text names. */
    String canonical(YamlNode node, String word) throws FormatException {
        String name = canonical.get(word.toLowerCase(Locale.ROOT));
        if (name == null && !whole) {
            return word;
        }
        if (name == null) {
            throw unknown(node, word, suggested);
        }
        return name;
    }

    /** What a rule may be confined to: a listed environment, production, or a class of environments. */
    String participant(YamlNode node) throws FormatException {
        String text = node.text();
        if (text.equals(Between.ANY) || text.equals(Between.NON_PRODUCTION) || text.equals(PRODUCTION)) {
            return text;
        }
        String name = canonical.get(text.toLowerCase(Locale.ROOT));
        if (name == null && !whole) {
            return text;
        }
        if (name == null) {
            List<String> known = new ArrayList<>(suggested);
            known.add(Between.NON_PRODUCTION);
            throw unknown(node, text, known);
        }
        return name;
    }

    private static FormatException unknown(YamlNode node, String word, List<String> known) {
        return node.place()
                .error(
                        "unknown environment '" + FormatException.shown(word) + "'",
                        Suggestion.nearest(word, known)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("list it under 'environments'"));
    }
}
