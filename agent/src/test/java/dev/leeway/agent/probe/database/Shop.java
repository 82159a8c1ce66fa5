package dev.leeway.agent.probe.database;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.engine.PostgresServer;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** A database with a schema of something of everything, and copies of it to be changed. */
final class Shop {
    /** Each copy has a name of its own. */
    private static final String NAME = "server/database";

    private static final Map<Integer, String> TEMPLATES = new ConcurrentHashMap<>();
    private static final Map<Integer, SortedMap<String, Value>> UNCHANGED = new ConcurrentHashMap<>();

    private Shop() {}

    /** The statements that make it. */
    static String sql() {
        try (InputStream in = requireNonNull(Shop.class.getResourceAsStream("/database/postgresql/shop.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy. */
    static String copy(PostgresServer server) throws SQLException {
        return server.copy(template(server));
    }

    private static String template(PostgresServer server) {
        return TEMPLATES.computeIfAbsent(server.port(), port -> {
            try {
                String name = server.database();
                server.execute(name, sql());
                return name;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Facts by their paths. */
    static SortedMap<String, Value> facts(Section section) {
        SortedMap<String, Value> facts = new TreeMap<>();
        section.facts().forEach((path, value) -> facts.put(path, value));
        facts.remove(NAME);
        return facts;
    }

    /** Facts of a copy to which nothing was done. */
    static SortedMap<String, Value> unchanged(PostgresServer server) {
        return UNCHANGED.computeIfAbsent(server.port(), port -> {
            try {
                return facts(LookedAt.of(server, copy(server)));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Paths at which two looks differ. */
    static SortedSet<String> differences(SortedMap<String, Value> left, SortedMap<String, Value> right) {
        SortedSet<String> paths = new TreeSet<>(left.keySet());
        paths.addAll(right.keySet());
        paths.removeIf(path -> left.containsKey(path) && left.get(path).equals(right.get(path)));
        return paths;
    }

    /**
     * Where they differ and can be compared: rows of a table that nobody counted yet are no fact, and whose connection is still open after the
     * statement before comes and goes.
     */
    static SortedSet<String> comparable(SortedMap<String, Value> one, SortedMap<String, Value> other) {
        SortedSet<String> differences = differences(one, other);
        differences.removeIf(path -> path.startsWith("client[")
                || (path.endsWith("/rows") && (!one.containsKey(path) || !other.containsKey(path))));
        return differences;
    }
}
