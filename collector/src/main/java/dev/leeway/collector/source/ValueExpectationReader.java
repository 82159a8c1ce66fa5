package dev.leeway.collector.source;

import dev.leeway.collector.constraint.TextPattern;
import dev.leeway.schema.fact.Quantity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Expectation;
import dev.leeway.schema.policy.Expectation.Bound;
import dev.leeway.schema.policy.Expectation.VersionBound;
import dev.leeway.schema.policy.Operator;
import dev.leeway.schema.yaml.YamlList;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a rule expects of each value by itself. */
final class ValueExpectationReader {
    private static final String HOW =
            "write one of {in: [info, warn]}, {value: x}, {matches: \"regex\"}, {min: 512MiB, max: 4GiB},"
                    + " {version: \">=17.0.9 <18\"}";
    private static final int MOST = 1000;
    private static final Pattern BOUND = Pattern.compile("(<=|>=|!=|<|>|=)[ ]?([^\\s,<>=!]{1,200})");
    private static final Pattern PARTS = Pattern.compile("(?<=[^<>=!,\\s])(?:\\s*,\\s*|\\s+)(?=[<>=!])");
    private static final Pattern TEMPLATE = Pattern.compile("\\{([A-Za-z_-]{1,40})\\}");
    /** Those that agents write into values, too. */
    private static final Set<String> TEMPLATES = Set.of("environment", "host", "address");

    private ValueExpectationReader() {}

    static Expectation read(YamlMap map) throws FormatException {
        map.allowOnly("in", "value", "matches", "min", "max", "version");
        boolean bounds = map.has("min") || map.has("max");
        long said = map.entries().stream()
                .filter(entry -> !entry.key().equals("min") && !entry.key().equals("max"))
                .filter(entry -> !entry.value().isNothing())
                .count();
        if (said + (bounds ? 1 : 0) != 1) {
            throw map.place()
                    .error(said + (bounds ? 1 : 0) == 0 ? "an empty expectation" : "several expectations in one", HOW);
        }
        if (bounds) {
            return within(map);
        }
        YamlMap.Entry entry = map.entries().stream()
                .filter(each -> !each.value().isNothing())
                .findFirst()
                .orElseThrow();
        return switch (entry.key()) {
            case "in" -> oneOf(entry.value());
            case "value" -> new Expectation.OneOf(List.of(template(entry.value())));
            case "matches" -> matching(entry.value());
            default -> version(entry.value());
        };
    }

    private static Expectation oneOf(YamlNode node) throws FormatException {
        List<String> texts = new ArrayList<>();
        for (YamlNode item : node instanceof YamlList list ? list.items() : List.of(node)) {
            texts.add(template(item));
        }
        if (texts.isEmpty() || texts.size() > MOST) {
            throw node.place().error("a list of " + texts.size() + " values", "list 1 to " + MOST + " of them");
        }
        return new Expectation.OneOf(texts);
    }

    private static String template(YamlNode node) throws FormatException {
        String text = node.text();
        Matcher template = TEMPLATE.matcher(text);
        while (template.find()) {
            if (!TEMPLATES.contains(template.group(1))) {
                throw node.place()
                        .error(
                                "nothing is called '{" + template.group(1) + "}'",
                                "write '{environment}' for the name of the environment; for the text as it is,"
                                        + " {matches: \"...\"} with '\\{'");
            }
        }
        return text;
    }

    private static Expectation matching(YamlNode node) throws FormatException {
        Optional<String> complaint = TextPattern.complaint(node.text());
        if (complaint.isPresent()) {
            throw node.place().error("not a regular expression: " + complaint.get(), "correct it");
        }
        return new Expectation.Matching(node.text());
    }

    private static Expectation within(YamlMap map) throws FormatException {
        Optional<Bound> least = bound(map, "min");
        Optional<Bound> most = bound(map, "max");
        if (least.isPresent() && most.isPresent()) {
            Quantity one = least.get().quantity();
            Quantity other = most.get().quantity();
            if (one.dimension() != other.dimension()) {
                throw map.place()
                        .error(
                                "'" + least.get().text() + "' and '"
                                        + most.get().text() + "' are of two sorts",
                                "give both as numbers, as sizes or as lengths of time");
            }
            if (one.amount().compareTo(other.amount()) > 0) {
                throw map.place()
                        .error(
                                "nothing lies between " + least.get().text() + " and "
                                        + most.get().text(),
                                "exchange 'min' and 'max'");
            }
        }
        return new Expectation.Within(least, most);
    }

    private static Optional<Bound> bound(YamlMap map, String key) throws FormatException {
        Optional<YamlNode> node = map.find(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        String text = node.get().text();
        Optional<Quantity> quantity = Quantity.parse(text);
        if (quantity.isEmpty()) {
            throw node.get()
                    .place()
                    .error(
                            "'" + FormatException.shown(text) + "' is no amount",
                            "write a number, a size as 512MiB or 1GB, or a length of time as 30s, 5min or 7d");
        }
        return Optional.of(new Bound(quantity.get(), text));
    }

    private static Expectation version(YamlNode node) throws FormatException {
        List<VersionBound> bounds = new ArrayList<>();
        for (String part : PARTS.split(node.text().strip())) {
            Matcher bound = BOUND.matcher(part);
            if (!bound.matches()) {
                throw node.place()
                        .error(
                                "'" + FormatException.shown(part) + "' is no bound of versions",
                                "write bounds as in \">=17.0.9 <18\"");
            }
            bounds.add(new VersionBound(Operator.of(bound.group(1)).orElseThrow(), bound.group(2)));
        }
        return new Expectation.VersionWithin(bounds);
    }
}
