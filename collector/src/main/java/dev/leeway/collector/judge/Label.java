package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Facts and values in words, short enough for one line. */
public final class Label {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(?:\\.[0-9]{1,30})?");

    private static final int LONGEST_VALUE = 60;
    /** Probes whose facts name themselves. */
    private static final Set<String> TACIT = Set.of("env", "process", "package", "os", "dependency");

    /** What reports say of values that are not there, or not told. */
    private static final Set<String> OURS = Set.of(
            "absent", "another", "default", "empty", "missing", "none", "null", "present", "unknown", "withheld");

    private static final Set<String> INSTEAD =
            Set.of("unlimited", "infinity", "infinite", "max", "auto", "none", "default", "off");

    private Label() {}

    /** The fact and whose it is: {@code shop-web: DATABASE_URL host}. */
    public static String of(Scope scope, Address address) {
        String fact = of(address);
        return scope.kind() == Scope.Kind.SERVICE ? scope.name() + ": " + fact : fact;
    }

    /** The fact: {@code DATABASE_URL host}, {@code openssl version}, {@code jdk default version}. */
    public static String of(Address address) {
        return SchemaFact.of(address).map(SchemaFact::inWords).orElseGet(() -> words(address));
    }

    private static String words(Address address) {
        StringJoiner words = new StringJoiner(" ");
        String probe = address.section().probe();
        List<FactPath.Segment> segments = address.path().segments();
        if (!TACIT.contains(probe)) {
            words.add(probe);
        }
        boolean named = false;
        boolean tacit = probe.equals("package") || Library.of(address).isPresent();
        for (FactPath.Segment segment : segments) {
            String key = segment.key().orElse("");
            if (key.isEmpty()) {
                words.add(segment.name());
            } else {
                words.add(tacit && !named ? key : segment.name() + " " + key);
                named = true;
            }
        }
        return words.toString();
    }

    /** A value, cut where it is too long for a line; a text that reads like words of ours stands in quotes. */
    public static String of(Value value) {
        String shown = cut(value);
        return value instanceof Value.Text && OURS.contains(shown.toLowerCase(Locale.ROOT)) ? "'" + shown + "'" : shown;
    }

    private static String cut(Value value) {
        String text = value.display();
        if (text.isEmpty()) {
            return "(empty)";
        }
        if (text.codePointCount(0, text.length()) <= LONGEST_VALUE) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST_VALUE - 3)) + "...";
    }

    /** A value that could be taken for one of another kind. */
    static String typed(Value value) {
        return as(value.kind(), cut(value));
    }

    /** The value with the type a reader of it would take it for: variables are texts, whatever they hold. */
    static String apparent(Value value) {
        return as(apparentKind(value), cut(value));
    }

    /** What a text would be read as: a number, a flag, or nothing but text. */
    static Value.Kind apparentKind(Value value) {
        if (!(value instanceof Value.Text text)) {
            return value.kind();
        }
        if (NUMBER.matcher(text.text()).matches()) {
            return Value.Kind.NUMBER;
        }
        return text.text().equals("true") || text.text().equals("false") ? Value.Kind.FLAG : Value.Kind.TEXT;
    }

    /** Words that whoever reads a number takes as well: no limit at all, or one found by itself. */
    public static boolean standsForNumber(Value value) {
        return value instanceof Value.Text text && INSTEAD.contains(text.text().toLowerCase(Locale.ROOT));
    }

    private static String as(Value.Kind kind, String shown) {
        return switch (kind) {
            case TEXT -> "text '" + shown + "'";
            case NUMBER -> "number " + shown;
            case FLAG -> "flag " + shown;
            case VERSION -> "version " + shown;
            case SIZE -> "size " + shown;
            case DURATION -> "duration " + shown;
            case SET, LIST, SECRET, WITHHELD -> shown;
        };
    }

    /** Hosts by name where they are few, counted where they are many. */
    public static String hosts(List<String> hosts) {
        return hosts.size() <= 2 ? String.join(" and ", hosts) : hosts.size() + " hosts";
    }
}
