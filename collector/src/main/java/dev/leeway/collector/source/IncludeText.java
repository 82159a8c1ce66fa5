package dev.leeway.collector.source;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Has a policy include a file, in its own text, whose comments and order stay as somebody wrote them. */
public final class IncludeText {
    private static final String KEY = "include";
    private static final Pattern IN_LINE = Pattern.compile("(?m)^include:[ \\t]*\\[([^\\]#\\n]*)\\]");
    private static final Pattern BENEATH = Pattern.compile("(?m)^include:[ \\t]*(?:#[^\\n]*)?\\n([ \\t]*)- ");

    private IncludeText() {}

    /**
     * The text with {@code file} among what it includes; the same where it is there already.
     *
     * @param file beside the policy, of plain letters, digits, dots and dashes
     * @return empty where what it includes stands in a form that nothing can be added to
     * @throws FormatException when the text is no YAML
     */
    public static Optional<String> with(String yaml, String name, String file) throws FormatException {
        List<String> before = included(yaml, name);
        if (before.contains(file)) {
            return Optional.of(yaml);
        }
        String added = added(yaml, file, before.isEmpty());
        List<String> wanted = new ArrayList<>(before);
        wanted.add(file);
        try {
            return included(added, name).equals(wanted) ? Optional.of(added) : Optional.empty();
        } catch (FormatException e) {
            // What reads well by itself does not where it was put.
            return Optional.empty();
        }
    }

    private static List<String> included(String yaml, String name) throws FormatException {
        YamlMap root = YamlReader.read(yaml, name).map();
        return root.texts(KEY);
    }

    private static String added(String yaml, String file, boolean none) {
        Matcher line = IN_LINE.matcher(yaml);
        if (line.find()) {
            String items = line.group(1).isBlank() ? file : line.group(1).stripTrailing() + ", " + file;
            return yaml.substring(0, line.start()) + "include: [" + items + "]" + yaml.substring(line.end());
        }
        Matcher list = BENEATH.matcher(yaml);
        if (!none && list.find()) {
            String indent = list.group(1);
            // At the end of the list: what is included later wins.
            Matcher items = Pattern.compile("(?:" + indent + "- [^\\n]*(?:\\n|$))+")
                    .matcher(yaml)
                    .region(yaml.indexOf('\n', list.start()) + 1, yaml.length());
            if (items.lookingAt()) {
                String end = items.group().endsWith("\n") ? "" : "\n";
                return yaml.substring(0, items.end()) + end + indent + "- " + file + "\n" + yaml.substring(items.end());
            }
        }
        return yaml + (yaml.isEmpty() || yaml.endsWith("\n") ? "" : "\n") + "include: [" + file + "]\n";
    }
}
