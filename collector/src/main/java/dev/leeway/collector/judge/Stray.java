package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of file that deployments should not carry.
 *
 * @param kind as in its address: {@code source-map}
 */
public record Stray(String kind) {
    private static final int FEW = 3;
    private static final List<String> GRAVEST =
            List.of("private-key", "environment-file", "database-dump", "source-map", "keystore", "version-control");
    /** One, and several, in words. */
    private static final Map<String, List<String>> WORDS = Map.of(
            "source-map", List.of("a source map", "source maps"),
            "environment-file", List.of("an environment file", "environment files"),
            "private-key", List.of("a private key", "private keys"),
            "keystore", List.of("a keystore", "keystores"),
            "test-data", List.of("test data", "test data"),
            "version-control", List.of("version control data", "version control data"),
            "backup", List.of("a backup", "backups"),
            "database-dump", List.of("a database dump", "database dumps"));

    /** The kind a fact tells of; empty for all other facts. */
    public static Optional<Stray> of(Address address) {
        if (!Library.isDependency(address)) {
            return Optional.empty();
        }
        FactPath.Segment first = address.path().segments().get(0);
        return first.name().equals("stray") ? first.key().map(Stray::new) : Optional.empty();
    }

    /** {@code source maps are deployed in prod: static/app.js.map and 2 more}. */
    String told(List<Value> values, String place) {
        List<String> files = files(values);
        boolean singular = files.size() == 1 || words().get(0).equals(words().get(1));
        return words().get(files.size() == 1 ? 0 : 1) + (singular ? " is" : " are") + " deployed in " + place + ": "
                + few(files);
    }

    /** {@code source maps (a.js.map, b.js.map)}. */
    public String named(List<Value> values) {
        List<String> files = files(values);
        return words().get(files.size() == 1 ? 0 : 1) + " (" + few(files) + ")";
    }

    /** The files that {@code values} name, each cut where it is too long for a line. */
    public static List<String> files(List<Value> values) {
        List<String> files = new ArrayList<>();
        for (Value value : values) {
            for (Value member : value instanceof Value.SetOf set ? set.members() : List.of(value)) {
                files.add(Label.of(member));
            }
        }
        return files;
    }

    /** How much harm is done by one that gets out: the lower the more; what opens a door comes first. */
    public int place() {
        int place = GRAVEST.indexOf(kind);
        return place < 0 ? GRAVEST.size() : place;
    }

    private List<String> words() {
        return WORDS.getOrDefault(kind, List.of("a stray file (" + kind + ")", "stray files (" + kind + ")"));
    }

    private static String few(List<String> files) {
        int more = files.size() - FEW;
        return String.join(", ", more > 0 ? files.subList(0, FEW) : files) + (more > 0 ? " and " + more + " more" : "");
    }
}
