package dev.leeway.agent.redact;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Discloses URLs by their parts: where they lead is shown, who enters and by what is not. */
final class UrlFacts {
    /** Schemes whose path is the name of a database. */
    private static final Set<String> DATABASES = Set.of(
            "postgres",
            "postgresql",
            "mysql",
            "mysql2",
            "mariadb",
            "mongodb",
            "mongodb+srv",
            "redis",
            "rediss",
            "valkey",
            "mssql",
            "sqlserver",
            "oracle",
            "cockroachdb",
            "cockroach",
            "clickhouse",
            "db2",
            "cassandra",
            "neo4j",
            "bolt",
            "influxdb",
            "couchdb",
            "redshift",
            "trino",
            "presto",
            "snowflake",
            "vertica",
            "firebird",
            "sybase",
            "psql",
            "pgsql",
            "postgis",
            "r2dbc");

    /** Words of names and hosts whose paths open a door by themselves. */
    private static final Set<String> DOORS =
            Set.of("webhook", "webhooks", "hook", "hooks", "secret", "capability", "signed", "presigned");

    private static final String UNNAMED = "(unnamed)";

    private final Judge judge;

    UrlFacts(Judge judge) {
        this.judge = judge;
    }

    /** The parts of {@code text} below {@code path}; empty when it is no URL that can be taken apart beyond doubt. */
    Optional<Components> of(FactPath path, String tagClass, String name, String text) {
        Optional<UrlText> single = UrlText.of(text);
        if (single.isPresent() && text.indexOf("://", text.indexOf("://") + 1) < 0) {
            return single.map(url -> one(path, tagClass, name, url));
        }
        return several(path, tagClass, name, text);
    }

    /** URLs with commas, blanks or bars between them: each component in order, once where all agree. */
    private Optional<Components> several(FactPath path, String tagClass, String name, String text) {
        Map<FactPath, List<Value>> byPath = new LinkedHashMap<>();
        int start = 0;
        while (start <= text.length()) {
            int end = start;
            while (end < text.length() && ", |".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            if (end > start) {
                Optional<UrlText> url = UrlText.of(text.substring(start, end));
                if (url.isEmpty()) {
                    return Optional.empty();
                }
                one(path, tagClass, name, url.get())
                        .values()
                        .forEach((part, value) -> byPath.computeIfAbsent(part, unused -> new ArrayList<>())
                                .add(value));
            }
            start = end + 1;
        }
        Components all = new Components();
        byPath.forEach((part, values) -> all.add(part, Components.inOrder(values)));
        return byPath.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private Components one(FactPath path, String tagClass, String name, UrlText url) {
        Components out = new Components();
        out.add(path.child("scheme"), judge.shown(tagClass, name + "/scheme", url.scheme()));
        hosts(path, tagClass, name, url, out);
        url.user().ifPresent(user -> out.add(path.child("user"), judge.unknown(tagClass, name + "/user", user)));
        url.password()
                .ifPresent(password -> out.add(
                        path.child("password"), judge.secret(tagClass, name + "/password", Percent.decoded(password))));
        path(path, tagClass, name, url, out);
        for (UrlText.Parameter parameter : url.parameters()) {
            parameter(path, tagClass, name, parameter, out);
        }
        url.fragment()
                .ifPresent(fragment -> parameter(path, tagClass, name, new UrlText.Parameter("#", fragment), out));
        return out;
    }

    private void hosts(FactPath path, String tagClass, String name, UrlText url, Components out) {
        if (url.hosts().isEmpty()) {
            return;
        }
        List<Value> hosts = new ArrayList<>();
        List<Value> ports = new ArrayList<>();
        for (UrlText.Place place : url.hosts()) {
            hosts.add(judge.shown(tagClass, name + "/host", place.host()));
            if (Ascii.isDigits(place.port())) {
                ports.add(Value.Numeric.of(Long.parseLong(place.port(), 10)));
            } else if (!place.port().isEmpty()) {
                ports.add(new Value.Text(place.port()));
            }
        }
        out.add(path.child("host"), Components.inOrder(hosts));
        if (!ports.isEmpty()) {
            out.add(path.child("port"), Components.inOrder(ports));
        }
    }

    private void path(FactPath path, String tagClass, String name, UrlText url, Components out) {
        if (url.path().isEmpty() || url.path().equals("/")) {
            return;
        }
        boolean database =
                DATABASES.contains(driver(url.scheme())) && !url.hosts().isEmpty();
        String part = database ? "database" : "path";
        String text = database ? url.path().substring(1) : url.path();
        String decoded = Percent.decoded(text);
        boolean clear = !opensDoor(name, url)
                && isPath(decoded)
                && !SecretFinder.anyIn(decoded)
                && !SecretContent.disguisedIn(decoded);
        out.add(path.child(part), clear ? new Value.Text(text) : judge.secret(tagClass, name + "/" + part, text));
    }

    private static boolean isPath(String decoded) {
        return Places.path(decoded.startsWith("/") ? decoded : "/" + decoded) && !SafeValues.hasControls(decoded);
    }

    /** {@code jdbc:postgresql} and {@code postgresql+psycopg2} are {@code postgresql}. */
    private static String driver(String scheme) {
        String plain = Ascii.afterPrefix(Ascii.afterPrefix(scheme, "jdbc:"), "r2dbc:");
        int end = 0;
        while (end < plain.length()
                && (plain.charAt(end) != '+' || plain.startsWith("+srv", end))
                && plain.charAt(end) != ':') {
            end++;
        }
        return plain.substring(0, end);
    }

    private static boolean opensDoor(String name, UrlText url) {
        return NameWords.of(name).stream().anyMatch(DOORS::contains)
                || url.hosts().stream()
                        .anyMatch(place -> NameWords.of(place.host()).stream().anyMatch(DOORS::contains));
    }

    private void parameter(FactPath path, String tagClass, String name, UrlText.Parameter parameter, Components out) {
        String key = parameter.name().isEmpty() ? UNNAMED : judge.key(parameter.name());
        String text = Percent.decoded(parameter.value());
        out.add(path.child("parameter", key), judge.leaf(tagClass, name + "/" + key, parameter.name(), text));
    }
}
