package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Destinations;
import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.HostNames;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * By which variable each connection of a service is told: a setting that refers to a variable leads where that leads, and is no second
 * connection; and a file of SQLite in one environment is what a server's database is in the other.
 */
final class Connections {
    private static final String FILE = "sqlite:";
    /** What tells one part of a connection that several settings make up, and is named by what they have in common. */
    private static final Pattern PART = Pattern.compile("_(URL|URI|DSN|HOST|SERVER|PORT|NAME|DATABASE|DB)$");

    private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]*");
    /** What tells one connection from another. */
    private static final Set<String> WHERE = Set.of("target", "host", "store");

    private static final Set<String> TELLING =
            Set.of("target", "host", "store", "address", "port", "database", "engine");
    /** What stands where a file of SQLite could: databases of records, and nothing that a service uses beside one. */
    private static final Set<String> SERVERS =
            Set.of("postgresql", "mysql", "mariadb", "sqlserver", "oracle", "db2", "cockroachdb", "h2", "hsqldb");

    private final Map<Place, String> names = new HashMap<>();
    private final Destinations destinations;

    private record Place(Scope scope, String name) {}

    /** What findings say of an endpoint, and all that hosts say. */
    private record Alike(SortedSet<String> lines, Destinations.Destination where) {}

    /** One environment has an engine that the other lacks. */
    private record Only(String key, String holder, List<String> between) {}

    Connections(List<Finding> findings, Destinations destinations) {
        this.destinations = destinations;
        Map<Scope, Map<String, SortedSet<String>>> environments = new HashMap<>();
        Map<Scope, SortedMap<String, SortedSet<String>>> endpoints = new HashMap<>();
        Map<Scope, List<Only>> engines = new HashMap<>();
        for (Finding finding : findings) {
            Optional<String> key = key(finding);
            String aspect = aspect(finding);
            if (key.isEmpty() || !TELLING.contains(aspect)) {
                continue;
            }
            endpoints
                    .computeIfAbsent(finding.scope(), unused -> new TreeMap<>())
                    .computeIfAbsent(key.get(), unused -> new TreeSet<>())
                    .add(aspect + "\0" + line(finding));
            environments
                    .computeIfAbsent(finding.scope(), unused -> new HashMap<>())
                    .computeIfAbsent(key.get(), unused -> new TreeSet<>())
                    .addAll(finding.between());
            if (isOnly(finding)) {
                engines.computeIfAbsent(finding.scope(), unused -> new ArrayList<>())
                        .add(new Only(key.get(), holder(finding), finding.between()));
            }
        }
        endpoints.forEach((scope, lines) -> alike(scope, lines, environments.getOrDefault(scope, Map.of())));
        engines.forEach(this::instead);
    }

    /** Endpoints of which every environment says the same are one, of what differs and of what does not. */
    private void alike(
            Scope scope, SortedMap<String, SortedSet<String>> endpoints, Map<String, SortedSet<String>> environments) {
        Map<Alike, List<String>> byLines = new HashMap<>();
        endpoints.forEach((key, lines) -> {
            boolean told = lines.stream().anyMatch(line -> WHERE.contains(line.substring(0, line.indexOf('\0'))));
            if (told && !key.startsWith(FILE)) {
                Destinations.Destination where =
                        destinations.of(scope.name(), key, environments.getOrDefault(key, new TreeSet<>()));
                byLines.computeIfAbsent(new Alike(lines, where), unused -> new ArrayList<>())
                        .add(key);
            }
        });
        byLines.values().forEach(keys -> {
            String first = keys.stream()
                    .filter(key -> VARIABLE.matcher(key).matches())
                    .findFirst()
                    .orElse(keys.get(0));
            keys.forEach(key -> names.put(new Place(scope, spelled(key)), spelled(first)));
        });
    }

    /** One file here and one server there, where a server is not here as well, are one thing in two ways. */
    private void instead(Scope scope, List<Only> all) {
        for (Only file : all) {
            List<Only> servers = all.stream()
                    .filter(each -> !each.key().startsWith(FILE)
                            && each.between().equals(file.between())
                            && !each.holder().equals(file.holder()))
                    .toList();
            Set<String> called = new TreeSet<>();
            servers.forEach(each -> called.add(name(scope, spelled(each.key()))));
            long files = all.stream()
                    .filter(each ->
                            each.key().startsWith(FILE) && each.between().equals(file.between()))
                    .count();
            boolean instead =
                    destinations.engines(scope.name(), file.holder()).stream().noneMatch(SERVERS::contains);
            if (file.key().startsWith(FILE) && files == 1 && called.size() == 1 && instead) {
                names.put(
                        new Place(scope, spelled(file.key())), called.iterator().next());
            }
        }
    }

    private static boolean isOnly(Finding finding) {
        return aspect(finding).equals("engine")
                && finding.state() == DriftState.MISSING
                && finding.between().size() == 2
                && (key(finding).orElse("").startsWith(FILE) || SERVERS.contains(engine(finding)));
    }

    /** The origin of what is told of a connection; empty for one that nobody set, and for all other facts. */
    Optional<Origin> of(Finding finding) {
        return key(finding)
                .filter(key -> !key.contains(":") || names.containsKey(new Place(finding.scope(), spelled(key))))
                .map(key -> new Origin(
                        Origin.Kind.VARIABLE, finding.scope().name() + "|" + name(finding.scope(), spelled(key))));
    }

    /** What the variable is called by which its connection is told; itself, where it leads nowhere, or nowhere else. */
    String name(Scope scope, String variable) {
        String part = PART.matcher(variable).replaceFirst("");
        return Stream.of(variable, part)
                .flatMap(each -> Optional.ofNullable(names.get(new Place(scope, each))).stream())
                .findFirst()
                .orElse(variable);
    }

    /** {@code shop keeps its data in sqlite (shop.db) in dev, in postgresql (DATABASE_URL) in prod}; empty for any other cause. */
    static Optional<String> otherStore(Group group) {
        List<Finding> engines = group.members().stream()
                .filter(member -> key(member).isPresent()
                        && isOnly(member)
                        && member.between().equals(group.leading().between())
                        && member.disposition() == group.disposition())
                .toList();
        SortedMap<String, String> told = new TreeMap<>();
        boolean file = false;
        for (Finding each : engines) {
            String key = key(each).orElse("");
            file |= key.startsWith(FILE);
            told.putIfAbsent(
                    holder(each),
                    "in " + engine(each) + " (" + (key.startsWith(FILE) ? key.substring(FILE.length()) : key) + ") in "
                            + holder(each));
        }
        return file && told.size() == 2
                ? Optional.of(group.leading().scope().name() + " keeps its data "
                        + told.get(group.leading().between().get(0)) + ", "
                        + told.get(group.leading().between().get(1)))
                : Optional.empty();
    }

    /** The setting that a fact of a connection is told by; empty for all other facts. */
    static Optional<String> key(Finding finding) {
        FactPath.Segment first = finding.address().path().segments().get(0);
        return finding.address().section().probe().equals("connection")
                        && first.name().equals("endpoint")
                ? first.key()
                : Optional.empty();
    }

    private static String aspect(Finding finding) {
        String path = finding.address().path().text();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String line(Finding finding) {
        StringBuilder line = new StringBuilder(finding.state().text());
        finding.between().forEach(name -> line.append('\0').append(name));
        for (EnvironmentValue value : finding.values()) {
            line.append('\0')
                    .append(value.environment())
                    .append('\0')
                    .append(HostNames.of(value.hosts()).mark());
            line.append(value.standing().text());
            line.append(value.value().map(Value::display).orElse(""));
        }
        return line.toString();
    }

    private static String holder(Finding finding) {
        return held(finding).map(EnvironmentValue::environment).orElse("");
    }

    private static String engine(Finding finding) {
        return held(finding)
                .flatMap(EnvironmentValue::value)
                .map(Value::display)
                .orElse("");
    }

    private static Optional<EnvironmentValue> held(Finding finding) {
        return finding.values().stream()
                .filter(value -> finding.between().contains(value.environment())
                        && value.value().isPresent())
                .findFirst();
    }

    /** As variables are spelled. */
    static String spelled(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
