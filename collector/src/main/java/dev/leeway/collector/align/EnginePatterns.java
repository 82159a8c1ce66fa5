package dev.leeway.collector.align;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.SectionKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/**
 * Brings patterns for what was not seen in a database under the names that engines have in common.
 *
 * <p>One that speaks of names in all schemas becomes two, for names that keep their schema and for those that lose it: left to
 * one, {@code table[*{!public.a*}]} would no longer be told from all tables whose schema begins with an a.
 */
final class EnginePatterns {
    private static final String BUT = "{!";
    private static final String ANY = "*";
    private static final String ANY_SCHEMA = "*.";
    /** Keys are bounded where they are made; what is longer speaks of all names. */
    private static final int MAX_KEY = 3_500;

    private static final Set<String> OF_COLUMNS = Set.of("json", "column");
    private static final Set<String> IN_SCHEMA =
            Set.of("table", "view", "sequence", "routine", "type", "json", "column");

    private EnginePatterns() {}

    /** The patterns that mean the same under names that engines have in common; in order, and none where nothing is left. */
    static List<AddressPattern> renamed(SectionKey key, AddressPattern pattern) {
        String opening = key.text() + "/";
        if (!pattern.text().startsWith(opening)) {
            return List.of(pattern);
        }
        String path = pattern.text().substring(opening.length());
        if (EngineNames.isOfServer(path)) {
            return List.of(pattern);
        }
        List<String> renamed = List.of(opening);
        Matcher named = EngineNames.NAMED.matcher(path);
        int from = 0;
        while (named.find()) {
            String before = path.substring(from, named.start());
            boolean leads = before.isEmpty() || before.startsWith("grant[");
            List<String> segments = (leads
                            ? keys(named.group(1), named.group(2))
                            : List.of(EngineNames.name(named.group(2))))
                    .stream()
                            .map(each -> before + named.group(1) + "[" + each + "]")
                            .toList();
            renamed = renamed.stream()
                    .flatMap(head -> segments.stream().map(head::concat))
                    .toList();
            from = named.end();
        }
        String rest = path.substring(from);
        return renamed.stream().map(head -> AddressPattern.parse(head + rest)).toList();
    }

    private static List<String> keys(String kind, String key) {
        int but = key.indexOf(BUT);
        String base = (but < 0 ? key : key.substring(0, but)).toLowerCase(Locale.ROOT);
        List<String> exceptions = but < 0
                ? List.of()
                : Arrays.stream(key.substring(but + BUT.length(), key.length() - 1)
                                .split("\\}\\{!", -1))
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .toList();
        if (!IN_SCHEMA.contains(kind) || (!exceptions.isEmpty() && !isOfAll(base))) {
            return List.of(but(EngineNames.name(base), exceptions, EngineNames::name));
        }
        if (key.length() > MAX_KEY) {
            return List.of(base);
        }
        return exceptions.isEmpty() ? plain(kind, base) : split(kind, base, exceptions);
    }

    private static List<String> plain(String kind, String key) {
        String name = EngineNames.name(key);
        boolean anySchema = key.startsWith(ANY_SCHEMA) && !isOfAll(key);
        if (name.equals(key) && !anySchema) {
            return List.of(key);
        }
        String bare = anySchema ? key.substring(ANY_SCHEMA.length()) : name;
        // Counters are called after columns too, and routines after types of other schemas: dots in these tell nothing.
        boolean dotsTell = bare.contains(ANY) && !kind.equals("sequence") && !kind.equals("routine");
        String nameless = dotsTell ? bare + BUT + withSchema(kind) + "}" : bare;
        return anySchema ? List.of(key, nameless) : List.of(nameless);
    }

    private static List<String> split(String kind, String base, List<String> exceptions) {
        Set<String> schemed = new LinkedHashSet<>();
        Set<String> nameless = new LinkedHashSet<>();
        boolean dotsTell = !OF_COLUMNS.contains(kind) && !kind.equals("sequence");
        for (String key : exceptions) {
            String name = EngineNames.name(key);
            if (!name.equals(key) || key.equals(ANY)) {
                nameless.add(name);
            } else if (isOfAll(key)) {
                schemed.add(ANY);
            } else if (key.startsWith(ANY_SCHEMA)) {
                schemed.add(key);
                nameless.add(key.substring(ANY_SCHEMA.length()));
            } else if (!dotsTell) {
                // The first part is a schema or a table of none.
                schemed.add(key);
                nameless.add(key);
            } else {
                (key.contains(".") ? schemed : nameless).add(key);
            }
        }
        List<String> keys = new ArrayList<>();
        if (!schemed.contains(ANY)) {
            String all = dotsTell || kind.equals("sequence") ? "*.*" : "*.*.*";
            keys.add(but(all, schemed, UnaryOperator.identity()));
        }
        if (base.equals(ANY) && !nameless.contains(ANY)) {
            nameless.add(kind.equals("sequence") ? "*.*.*" : withSchema(kind));
            keys.add(but(ANY, nameless, UnaryOperator.identity()));
        }
        return keys;
    }

    private static String withSchema(String kind) {
        return OF_COLUMNS.contains(kind) ? "*.*.*" : "*.*";
    }

    /** Whether it is {@code *}, {@code *.*} and so on. */
    private static boolean isOfAll(String key) {
        return Arrays.stream(key.split("\\.", -1)).allMatch(ANY::equals);
    }

    private static String but(String base, Collection<String> exceptions, UnaryOperator<String> name) {
        return base
                + exceptions.stream().map(each -> BUT + name.apply(each) + "}").collect(Collectors.joining());
    }
}
