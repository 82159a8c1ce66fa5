package dev.leeway.agent.format.endpoint;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** URLs of engines whose data may lie in a file: SQLite, H2, HSQLDB. */
public final class FileUrls {
    private static final Pattern SQLITE_NAME = Pattern.compile(".*\\.(?:db|db3|sqlite|sqlite2|sqlite3|s3db|sl3)");
    private static final int MAX_PATH = 1_024;

    private FileUrls() {}

    /** Whether a file is named as SQLite databases usually are. */
    public static boolean namedAsSqlite(String path) {
        return path.length() <= MAX_PATH
                && SQLITE_NAME.matcher(path.toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * The SQLite file named behind the scheme.
     *
     * @param literal whether the path stands as it is, as in JDBC; elsewhere two slashes lead to it and a third one belongs
     *     to the URL, so that only a fourth makes it absolute
     */
    static Endpoint sqlite(String rest, boolean literal) {
        String path = withoutParameters(rest);
        if (path.startsWith("file:")) {
            return sqlite(path.substring("file:".length()), true);
        }
        boolean inMemory = rest.contains("mode=memory") || path.contains(Endpoint.MEMORY);
        if (literal) {
            path = path.startsWith("//") ? path.substring(path.lastIndexOf("//") + 1) : path;
        } else if (path.startsWith("///")) {
            path = path.substring(3);
        } else if (path.startsWith("//")) {
            path = path.substring(2);
        }
        return inMemory || path.isEmpty()
                ? Endpoint.inFile(Engine.SQLITE, Endpoint.MEMORY)
                : Endpoint.inFile(Engine.SQLITE, Percent.decoded(path));
    }

    /** An H2 or HSQLDB database: in memory, in a file, or behind a server. */
    static Optional<Endpoint> embedded(Engine engine, String rest) {
        String location = withoutParameters(rest);
        int slashes = location.indexOf("://");
        if (slashes > 0) {
            String[] place = location.substring(slashes + 3).split("/", 2);
            return Server.list(place[0])
                    .map(servers -> Endpoint.served(engine, servers, place.length > 1 ? place[1] : "", ""));
        }
        if (location.startsWith("mem:") || location.equals("mem") || location.equals(".")) {
            return Optional.of(Endpoint.inFile(engine, Endpoint.MEMORY));
        }
        for (String prefix : new String[] {"file:", "nio:", "nioMapped:", "split:", "zip:", "res:"}) {
            location = location.startsWith(prefix) ? location.substring(prefix.length()) : location;
        }
        return location.isEmpty() || location.length() > MAX_PATH
                ? Optional.empty()
                : Optional.of(Endpoint.inFile(engine, location));
    }

    /** The text before the first parameter. */
    static String withoutParameters(String text) {
        int end = 0;
        while (end < text.length() && "?;#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end);
    }
}
