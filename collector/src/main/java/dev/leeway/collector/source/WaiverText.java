package dev.leeway.collector.source;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Waiver;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds waivers to the text of a policy, whose comments and order stay as somebody wrote them. */
public final class WaiverText {
    private static final String KEY = "waivers:";
    private static final String INDENT = "  ";
    /** Each with its end. */
    private static final Pattern LINES = Pattern.compile("(?<=\n)");
    /** What follows the brackets stays. */
    private static final Pattern NONE = Pattern.compile("waivers:[ \\t]*\\[[ \\t]*](.*\\s*)");

    private static final Pattern EMPTY = Pattern.compile("waivers:[ \\t]*(?:#.*)?\\s*");

    private static final Pattern MEMBER =
            Pattern.compile("([ \\t]*)((?:- )?)(match|drift|because|owner|until|upTo): (.*?)(\\s*)");

    private WaiverText() {}

    /**
     * A waiver to be written.
     *
     * @param address of the fact
     * @param drift its whole id
     * @param because why it may differ
     * @param owner who answers for it
     * @param until last day, in UTC
     * @param upTo how grave it is now: what it becomes beyond that was accepted by nobody
     */
    public record Entry(String address, String drift, String because, String owner, LocalDate until, Severity upTo) {}

    /**
     * The text with {@code entries} at the end of its waivers.
     *
     * @param yaml one that {@link PolicyReader} reads
     * @param name what people call it, for messages
     * @param files what it may include
     * @return empty where the waivers stand in a form that nothing can be added to line by line
     * @throws FormatException when the text is no policy
     */
    public static Optional<String> with(List<Entry> entries, String yaml, String name, IncludedFiles files)
            throws FormatException {
        Policy before = PolicyReader.read(yaml, name, files);
        Optional<String> added = inserted(entries, yaml);
        if (added.isEmpty()) {
            return Optional.empty();
        }
        try {
            return isAdded(before, PolicyReader.read(added.get(), name, files), entries.size())
                    ? added
                    : Optional.empty();
        } catch (FormatException e) {
            // What reads well by itself does not where it was put.
            return Optional.empty();
        }
    }

    /**
     * The text with the severity raised in waivers that {@code entries} repeat, of the same drift and until the same day, which had
     * become graver than they let be. Only what was written as {@link #with} writes it is found.
     */
    public static String raised(List<Entry> entries, String yaml) {
        Map<String, Entry> byDrift = new HashMap<>();
        entries.forEach(entry -> byDrift.put(entry.drift(), entry));
        List<String> lines = new ArrayList<>(yaml.isEmpty() ? List.of() : List.of(LINES.split(yaml)));
        Optional<Entry> meant = Optional.empty();
        boolean sameDay = false;
        for (int i = 0; i < lines.size(); i++) {
            Matcher member = MEMBER.matcher(lines.get(i));
            if (!member.matches()) {
                continue;
            }
            String value = member.group(4);
            if (!member.group(2).isEmpty()) {
                meant = Optional.empty();
                sameDay = false;
            }
            switch (member.group(3)) {
                case "drift" -> meant = Optional.ofNullable(byDrift.get(value.replace("\"", "")));
                case "until" ->
                    sameDay = meant.filter(entry -> entry.until().toString().equals(value))
                            .isPresent();
                case "upTo" -> {
                    Optional<Severity> before = Severity.of(value);
                    if (sameDay && before.isPresent() && meant.isPresent()) {
                        Severity now = meant.get().upTo();
                        String graver = (now.atLeast(before.get()) ? now : before.get()).text();
                        lines.set(i, member.group(1) + member.group(2) + "upTo: " + graver + member.group(5));
                    }
                }
                default -> {
                    // Says nothing of what it is about.
                }
            }
        }
        return String.join("", lines);
    }

    private static boolean isAdded(Policy before, Policy after, int count) {
        List<Waiver> kept = after.waivers();
        return kept.size() == before.waivers().size() + count
                && rules(after).equals(rules(before))
                && texts(kept.subList(0, before.waivers().size())).equals(texts(before.waivers()));
    }

    /** Without their lines, which move. */
    private static List<String> rules(Policy policy) {
        return policy.rules().stream()
                .map(rule -> rule.match().text() + rule.expectation().text() + rule.between() + rule.severity())
                .toList();
    }

    private static List<String> texts(List<Waiver> waivers) {
        return waivers.stream()
                .map(each -> String.join(
                        "\u0000",
                        each.match().text(),
                        each.drift().orElse(""),
                        each.between().toString(),
                        each.because(),
                        each.owner(),
                        each.until().toString()))
                .toList();
    }

    private static Optional<String> inserted(List<Entry> entries, String yaml) {
        List<String> lines = new ArrayList<>(yaml.isEmpty() ? List.of() : List.of(LINES.split(yaml)));
        int key = 0;
        while (key < lines.size() && !lines.get(key).startsWith(KEY)) {
            key++;
        }
        String end = lines.isEmpty() || !lines.get(0).endsWith("\r\n") ? "\n" : "\r\n";
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).endsWith("\n")) {
            lines.set(lines.size() - 1, lines.get(lines.size() - 1) + end);
        }
        if (key == lines.size()) {
            lines.add(KEY + end);
            lines.addAll(written(entries, INDENT, end));
            return Optional.of(String.join("", lines));
        }
        Matcher none = NONE.matcher(lines.get(key));
        if (none.matches()) {
            lines.set(key, KEY + none.group(1));
        } else if (!EMPTY.matcher(lines.get(key)).matches()) {
            return Optional.empty();
        }
        int last = key;
        String indent = INDENT;
        for (int i = key + 1; i < lines.size() && isWithin(lines.get(i)); i++) {
            String text = lines.get(i).stripLeading();
            int depth = lines.get(i).length() - text.length();
            boolean first = last == key;
            if (text.startsWith("-") && first) {
                indent = " ".repeat(depth);
            }
            // A remark deeper than the list belongs to what is above it, as does the rest of a text of several lines.
            if (!text.isEmpty() && (!text.startsWith("#") || (!first && depth > indent.length()))) {
                last = i;
            }
        }
        lines.addAll(last + 1, written(entries, indent, end));
        return Optional.of(String.join("", lines));
    }

    /** Whether a line is of the same list: indented, an item of it, or nothing at all. */
    private static boolean isWithin(String line) {
        return line.isBlank() || " -#".indexOf(line.charAt(0)) >= 0;
    }

    private static List<String> written(List<Entry> entries, String indent, String end) {
        List<String> lines = new ArrayList<>();
        for (Entry entry : entries) {
            lines.add(indent + "- match: " + YamlText.quoted(entry.address()));
            lines.add(indent + "  drift: " + YamlText.quoted(entry.drift()));
            lines.add(indent + "  because: " + YamlText.quoted(entry.because()));
            lines.add(indent + "  owner: " + YamlText.quoted(entry.owner()));
            lines.add(indent + "  until: " + entry.until());
            lines.add(indent + "  upTo: " + entry.upTo().text());
        }
        lines.replaceAll(line -> line + end);
        return lines;
    }
}
