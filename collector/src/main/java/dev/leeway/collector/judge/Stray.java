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
record Stray(String kind) {
    private static final int FEW = 3;
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
    static Optional<Stray> of(Address address) {
        if (!Library.isDependency(address)) {
            return Optional.empty();
        }
        FactPath.Segment first = address.path().segments().get(0);
        return first.name().equals("stray") ? first.key().map(Stray::new) : Optional.empty();
    }

    /** {@code source maps are deployed in prod: static/app.js.map and 2 more}. */
    String told(List<Value> values, String place) {
        List<String> files = new ArrayList<>();
        for (Value value : values) {
            for (Value member : value instanceof Value.SetOf set ? set.members() : List.of(value)) {
                files.add(Label.of(member));
            }
        }
        boolean one = files.size() == 1;
        List<String> words =
                WORDS.getOrDefault(kind, List.of("a stray file (" + kind + ")", "stray files (" + kind + ")"));
        boolean singular = one || words.get(0).equals(words.get(1));
        int more = files.size() - FEW;
        return words.get(one ? 0 : 1) + (singular ? " is" : " are") + " deployed in " + place + ": "
                + String.join(", ", more > 0 ? files.subList(0, FEW) : files)
                + (more > 0 ? " and " + more + " more" : "");
    }
}
