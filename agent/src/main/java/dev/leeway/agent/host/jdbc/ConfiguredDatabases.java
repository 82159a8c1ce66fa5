package dev.leeway.agent.host.jdbc;

import dev.leeway.agent.spi.DatabaseServers;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.schema.json.FormatException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The databases a configuration names. */
public final class ConfiguredDatabases implements DatabaseServers {
    private final SortedMap<String, DatabaseAccess> accesses;

    private ConfiguredDatabases(SortedMap<String, DatabaseAccess> accesses) {
        this.accesses = accesses;
    }

    /**
     * Reads user names and passwords; nothing is connected to yet.
     *
     * @param variables of this process
     * @throws FormatException naming file or variable and a next step when one cannot be had
     */
    public static ConfiguredDatabases of(Collection<DatabaseLogin> logins, Map<String, String> variables)
            throws FormatException {
        SortedMap<String, DatabaseAccess> accesses = new TreeMap<>();
        for (DatabaseLogin login : logins) {
            accesses.put(
                    login.target().name(), new DatabaseAccess(login, login.credentials(variables), Optional.empty()));
        }
        return new ConfiguredDatabases(accesses);
    }

    @Override
    public List<DatabaseTarget> targets() {
        return accesses.values().stream().map(access -> access.login().target()).toList();
    }

    @Override
    public void session(DatabaseTarget target, DatabaseWork work) throws HostAccessException, InterruptedException {
        DatabaseAccess access = accesses.get(target.name());
        if (access == null) {
            throw new HostAccessException(Kind.ABSENT, target.name());
        }
        new SessionRun(access, target.time(), work).run();
    }

    /** Where sessions lead; without login. */
    List<String> urls() {
        return accesses.values().stream().map(access -> access.login().url()).toList();
    }
}
