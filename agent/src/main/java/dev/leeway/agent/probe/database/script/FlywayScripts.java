package dev.leeway.agent.probe.database.script;

import dev.leeway.agent.probe.database.migration.History;
import dev.leeway.agent.probe.database.migration.History.Entry;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Scripts of Flyway: versioned ones, baselines and repeatable ones. */
final class FlywayScripts {
    private static final Pattern NAME = Pattern.compile("([VBR])([0-9._]*)__(.*)\\.(sql|class)");
    /** Directories of the pattern {@code {vendor}}. */
    private static final Set<String> VENDORS =
            Set.of("postgresql", "mysql", "mariadb", "h2", "sqlite", "oracle", "sqlserver", "hsqldb", "db2", "derby");

    private static final Comparator<List<BigInteger>> BY_VERSION = FlywayScripts::compare;

    private final SortedMap<List<BigInteger>, List<ScriptFile>> versioned = new TreeMap<>(BY_VERSION);
    private final SortedMap<String, List<ScriptFile>> repeatable = new TreeMap<>();
    private final SortedSet<List<BigInteger>> baselines = new TreeSet<>(BY_VERSION);

    FlywayScripts(String product, List<ScriptFile> scripts) {
        for (ScriptFile script : scripts) {
            Matcher name = NAME.matcher(script.name());
            if (!name.matches() || ofOtherVendor(script.path(), product.toLowerCase(Locale.ROOT))) {
                continue;
            }
            switch (name.group(1)) {
                case "V" ->
                    versioned
                            .computeIfAbsent(version(name.group(2)), unused -> new ArrayList<>())
                            .add(script);
                case "B" -> baselines.add(version(name.group(2)));
                default ->
                    repeatable
                            .computeIfAbsent(script.name(), unused -> new ArrayList<>())
                            .add(script);
            }
        }
    }

    private static boolean ofOtherVendor(String path, String product) {
        for (String part : path.split("/")) {
            boolean own = part.equals(product) || (part.equals("mysql") && product.equals("mariadb"));
            if (VENDORS.contains(part) && !own) {
                return true;
            }
        }
        return false;
    }

    Standing held(History history) {
        SortedMap<List<BigInteger>, Entry> applied = new TreeMap<>(BY_VERSION);
        Map<String, Entry> repeated = new HashMap<>();
        SortedSet<List<BigInteger>> stopped = new TreeSet<>(BY_VERSION);
        Optional<List<BigInteger>> base = Optional.empty();
        for (Entry entry : history.entries()) {
            boolean back = entry.kind().startsWith("UNDO") || entry.kind().equals("DELETE");
            String script = entry.script().substring(entry.script().lastIndexOf('/') + 1);
            if (entry.name().isEmpty()) {
                if (back) {
                    repeated.remove(script);
                } else if (entry.done() && !entry.kind().equals("SCHEMA")) {
                    repeated.put(script, entry);
                }
                continue;
            }
            List<BigInteger> version = version(entry.name());
            if (!entry.done()) {
                stopped.add(version);
            } else if (back) {
                applied.remove(version);
            } else if (entry.kind().endsWith("BASELINE")) {
                base = base.filter(known -> compare(known, version) > 0).or(() -> Optional.of(version));
            } else {
                applied.put(version, entry);
            }
        }
        return standing(applied, repeated, stopped, base);
    }

    private Standing standing(
            SortedMap<List<BigInteger>, Entry> applied,
            Map<String, Entry> repeated,
            SortedSet<List<BigInteger>> stopped,
            Optional<List<BigInteger>> base) {
        // A script of a baseline stands for those below it, in a database that has none of them yet.
        boolean empty = applied.isEmpty() && base.isEmpty() && !baselines.isEmpty();
        Optional<List<BigInteger>> from = empty ? Optional.of(baselines.last()) : base;
        Set<String> pending = new TreeSet<>();
        if (empty) {
            pending.add(text(baselines.last()));
        }
        versioned.keySet().stream()
                .filter(version -> !applied.containsKey(version) && !stopped.contains(version))
                .filter(version -> from.isEmpty() || compare(version, from.get()) > 0)
                .forEach(version -> pending.add(text(version)));
        repeatable.forEach((name, scripts) -> {
            if (isDue(scripts, Optional.ofNullable(repeated.get(name)))) {
                pending.add(name.substring(0, name.lastIndexOf('.')));
            }
        });
        Set<String> ahead = new TreeSet<>();
        applied.keySet().stream()
                .filter(version -> !versioned.containsKey(version))
                .filter(version -> base.isEmpty() || compare(version, base.get()) > 0)
                .filter(version -> baselines.isEmpty() || compare(version, baselines.last()) > 0)
                .forEach(version -> ahead.add(text(version)));
        return new Standing(Standing.names(pending), mismatch(applied), Standing.names(ahead));
    }

    /** One that was never applied, or whose text is another now; where placeholders stand in it nobody can tell. */
    private static boolean isDue(List<ScriptFile> scripts, Optional<Entry> last) {
        if (last.isEmpty()) {
            return true;
        }
        Optional<String> checksum = last.get().checksum();
        return checksum.isPresent()
                && scripts.stream()
                        .allMatch(script -> script.text()
                                .filter(text -> !text.contains("${"))
                                .filter(text -> !checksum(text).equals(checksum.get()))
                                .isPresent());
    }

    /** Absent where the script of one that has a check sum could not be read. */
    private Optional<SortedSet<String>> mismatch(SortedMap<List<BigInteger>, Entry> applied) {
        Set<String> changed = new TreeSet<>();
        for (Map.Entry<List<BigInteger>, Entry> each : applied.entrySet()) {
            List<ScriptFile> scripts = versioned.getOrDefault(each.getKey(), List.of()).stream()
                    .filter(script -> script.name().endsWith(".sql"))
                    .toList();
            Optional<String> checksum = each.getValue().checksum();
            if (scripts.isEmpty() || checksum.isEmpty()) {
                continue;
            }
            List<String> texts =
                    scripts.stream().flatMap(script -> script.text().stream()).toList();
            if (texts.stream().noneMatch(text -> checksum(text).equals(checksum.get()))) {
                if (texts.size() < scripts.size()) {
                    return Optional.empty();
                }
                changed.add(text(each.getKey()));
            }
        }
        return Standing.names(changed);
    }

    /** Of the lines without what ends them and without a byte order mark. */
    static String checksum(String text) {
        CRC32 crc = new CRC32();
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        plain.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return Integer.toString((int) crc.getValue());
    }

    private static List<BigInteger> version(String text) {
        List<BigInteger> parts = new ArrayList<>();
        for (String part : text.split("[._]+")) {
            parts.add(part.matches("\\d{1,100}") ? new BigInteger(part) : BigInteger.ZERO);
        }
        while (parts.size() > 1 && parts.get(parts.size() - 1).signum() == 0) {
            parts.remove(parts.size() - 1);
        }
        return List.copyOf(parts);
    }

    private static int compare(List<BigInteger> one, List<BigInteger> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    private static String text(List<BigInteger> version) {
        return String.join(".", version.stream().map(BigInteger::toString).toList());
    }
}
