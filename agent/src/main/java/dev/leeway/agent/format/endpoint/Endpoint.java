package dev.leeway.agent.format.endpoint;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a setting leads to.
 *
 * @param engine what answers there, where that can be told
 * @param servers in the order written; none where the data lies in a file, or behind the default of the driver
 * @param database name of the database, virtual host or service
 * @param user who logs in; may be a secret to some
 * @param file path of the data as written, {@code :memory:} where it never reaches a disk
 */
public record Endpoint(
        Optional<Engine> engine,
        List<Server> servers,
        Optional<String> database,
        Optional<String> user,
        Optional<String> file) {
    /** Where the data never reaches a disk. */
    public static final String MEMORY = ":memory:";

    public Endpoint {
        requireNonNull(engine, "engine is null");
        requireNonNull(database, "database is null");
        requireNonNull(user, "user is null");
        requireNonNull(file, "file is null");
        servers = List.copyOf(servers);
    }

    /** One reached over servers. */
    static Endpoint served(Engine engine, List<Server> servers, String database, String user) {
        return new Endpoint(Optional.of(engine), servers, nonEmpty(database), nonEmpty(user), Optional.empty());
    }

    /** One in a file. */
    static Endpoint inFile(Engine engine, String file) {
        return new Endpoint(Optional.of(engine), List.of(), Optional.empty(), Optional.empty(), Optional.of(file));
    }

    private static Optional<String> nonEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** The same with what it lacks taken from {@code other}. */
    Endpoint completedBy(Endpoint other) {
        return new Endpoint(
                engine.or(other::engine),
                servers.isEmpty() && file.isEmpty() ? other.servers : servers,
                file.isPresent() ? database : database.or(other::database),
                user.or(other::user),
                file);
    }

    /** The servers with their usual ports where none are written, sorted. */
    public SortedSet<Server> reached() {
        SortedSet<Server> reached = new TreeSet<>();
        servers.forEach(server ->
                reached.add(engine.map(known -> server.on(known.port())).orElse(server)));
        return reached;
    }

    /** {@code host:port/database} of each server, sorted: what two environments must not share. */
    public SortedSet<String> targets() {
        SortedSet<String> targets = new TreeSet<>();
        reached()
                .forEach(server -> targets.add(
                        server.text() + database.map(name -> "/" + name).orElse("")));
        return targets;
    }

    /** Never the user. */
    @Override
    public String toString() {
        return "Endpoint[" + engine.map(Engine::text).orElse("?") + " " + targets()
                + file.map(" "::concat).orElse("") + "]";
    }
}
