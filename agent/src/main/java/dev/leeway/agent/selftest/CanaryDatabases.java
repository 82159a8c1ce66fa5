package dev.leeway.agent.selftest;

import dev.leeway.agent.host.jdbc.ScratchDatabases;
import dev.leeway.agent.spi.DatabaseServers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is planted in the databases of a made-up host, and the two of them while they are looked at. */
final class CanaryDatabases {
    private final Map<Kind, List<String>> statements = new TreeMap<>();
    private final HandedOut handed;
    private String password = "unlikely to be searched for";
    private int next;

    CanaryDatabases(HandedOut handed) {
        this.handed = handed;
    }

    /** The engines that need no server. */
    enum Kind {
        SQLITE,
        H2
    }

    /**
     * Adds objects of their own that hold {@code text}.
     *
     * @param template statements with {@code #} where a number makes a name unique, and {@code ?} where the text stands as a
     *     literal
     */
    void plant(Kind kind, List<String> template, String text) {
        String number = Integer.toString(next++);
        String literal = "'" + text.replace("'", "''") + "'";
        for (String each : template) {
            statements
                    .computeIfAbsent(kind, unused -> new ArrayList<>())
                    .add(each.replace("#", number).replace("?", literal));
        }
    }

    /** Makes {@code text} the password of the one that has logins. */
    void password(String text) {
        password = text;
        statements.computeIfAbsent(Kind.H2, unused -> new ArrayList<>());
    }

    /** Makes them; nothing at all where nothing was planted. */
    Made made() throws IOException {
        if (statements.isEmpty()) {
            return new Made(null, DatabaseServers.NONE);
        }
        ScratchDatabases scratch = ScratchDatabases.create();
        try {
            for (Map.Entry<Kind, List<String>> each : statements.entrySet()) {
                String name = "canary-" + each.getKey().name().toLowerCase(Locale.ROOT);
                if (each.getKey() == Kind.SQLITE) {
                    scratch.sqlite(name, each.getValue());
                } else {
                    scratch.h2(name, password, each.getValue());
                }
            }
            return new Made(scratch, new HeardServers(scratch.servers(), handed, password));
        } catch (IOException e) {
            scratch.close();
            throw e;
        }
    }

    /** The databases while they are there. */
    record Made(@Nullable ScratchDatabases scratch, DatabaseServers servers) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (scratch != null) {
                scratch.close();
            }
        }
    }
}
