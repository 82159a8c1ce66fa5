package dev.leeway.agent.host.jdbc;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.format.endpoint.Endpoint;
import dev.leeway.agent.format.endpoint.EndpointLogin;
import dev.leeway.agent.format.endpoint.EndpointSettings;
import dev.leeway.agent.format.endpoint.EndpointText;
import dev.leeway.agent.format.endpoint.Engine;
import dev.leeway.agent.format.endpoint.Found;
import dev.leeway.agent.format.endpoint.HostsFile;
import dev.leeway.agent.spi.DatabaseServers;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Portions;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.Service;
import dev.leeway.agent.spi.ServiceSettings;
import dev.leeway.agent.spi.StoreFiles;
import dev.leeway.agent.spi.StorePath;
import dev.leeway.schema.fact.FactPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the configuration names, the SQLite files of services, and where the user wants it the servers that settings of services
 * lead to, with the login those settings hold.
 */
public final class ServiceDatabases implements DatabaseServers {
    /** Beyond so many a host is looked at for something else than its databases. */
    private static final int MAX_FOUND = 32;

    private static final int MAX_HOSTS = 4 << 20;

    private final ConfiguredDatabases configured;
    private final boolean connects;
    private final SortedMap<String, DatabaseAccess> found = new TreeMap<>();

    /**
     * Those of services beside {@code configured}.
     *
     * @param connects whether the agent may log in as services do
     */
    public ServiceDatabases(ConfiguredDatabases configured, boolean connects) {
        this.configured = requireNonNull(configured, "configured is null");
        this.connects = connects;
    }

    @Override
    public List<DatabaseTarget> targets() {
        return configured.targets();
    }

    @Override
    public List<DatabaseTarget> discover(HostView host, SectionRecorder index, Duration time)
            throws HostAccessException, InterruptedException {
        Map<String, DatabaseAccess> all = new TreeMap<>();
        List<Service> services = host.services();
        List<Map<String, DatabaseAccess>> each = new ArrayList<>();
        Portions portions = new Portions("database", time.toMillis());
        for (Service service : services) {
            Map<String, DatabaseAccess> own = new TreeMap<>();
            each.add(own);
            portions.start(service.name(), section -> {
                for (Replica replica : service.replicas()) {
                    look(host, service.name(), replica, section, own);
                }
            });
        }
        List<Boolean> done = portions.finish();
        for (int i = 0; i < services.size(); i++) {
            if (!done.get(i)) {
                index.uncovered(of(services.get(i).name()), Kind.TIMED_OUT);
            } else if (portions.get(i).failure().isPresent()) {
                index.uncovered(of(services.get(i).name()), Kind.UNREADABLE);
            } else {
                portions.get(i).handTo(index);
                each.get(i).forEach(all::putIfAbsent);
            }
        }
        for (DatabaseAccess access : all.values()) {
            if (found.size() < MAX_FOUND) {
                found.put(access.login().target().name(), access);
            } else {
                FactPath path = FactPath.of("database", access.login().target().name());
                index.uncovered(path.child("observed").text(), Kind.TOO_LARGE);
            }
        }
        return found.values().stream().map(access -> access.login().target()).toList();
    }

    /** Every database of a service, whatever its name goes on with. */
    private static String of(String service) {
        String key = FactPath.of("database", service + ":").text();
        return key.substring(0, key.length() - 1) + "*]/observed";
    }

    private void look(
            HostView host, String service, Replica replica, SectionRecorder index, Map<String, DatabaseAccess> all) {
        ServiceSettings settings = ServiceSettings.of(host, replica, index, of(service));
        StoreFiles stores = new StoreFiles(host, replica, index, of(service));
        Optional<String> directory = replica.leader().workingDirectory();
        Set<String> paths = new TreeSet<>(stores.found());
        for (Found each : EndpointSettings.read(settings.settings()).endpoints()) {
            named(each.endpoint(), directory, stores).ifPresent(paths::add);
            if (connects) {
                served(host, service, replica, each, settings, index)
                        .ifPresent(access ->
                                all.putIfAbsent(access.login().target().name(), access));
            }
        }
        HostFiles files = host.files(replica.leader());
        for (String path : paths) {
            if (replica.container().isPresent() || !isConfigured(path)) {
                String name = service + ":" + StorePath.of(path, directory).text();
                DatabaseLogin login = login(name, Engine.SQLITE.text(), "jdbc:sqlite:" + path);
                all.putIfAbsent(
                        name,
                        new DatabaseAccess(
                                login,
                                new DatabaseLogin.Credentials(Optional.empty(), Optional.empty()),
                                Optional.of(files)));
            }
        }
    }

    /** The file that a setting names. */
    private static Optional<String> named(Endpoint endpoint, Optional<String> directory, StoreFiles stores) {
        return endpoint.file()
                .filter(file -> endpoint.engine().equals(Optional.of(Engine.SQLITE)) && !file.equals(Endpoint.MEMORY))
                .filter(file -> file.startsWith("/") || directory.isPresent())
                .map(file -> file.startsWith("/") ? file : directory.orElse("") + "/" + file)
                .map(StorePath::normal)
                .filter(stores::isStore);
    }

    /** The server that a setting leads to. */
    private Optional<DatabaseAccess> served(
            HostView host,
            String service,
            Replica replica,
            Found each,
            ServiceSettings settings,
            SectionRecorder index) {
        Endpoint written = each.endpoint();
        Optional<String> engine = written.engine().flatMap(ServiceDatabases::reader);
        if (engine.isEmpty()
                || written.servers().isEmpty()
                || written.database().isEmpty()
                || isConfigured(engine.get(), written)) {
            return Optional.empty();
        }
        boolean contained = replica.container().isPresent();
        Optional<Endpoint> endpoint =
                contained ? ServiceAddress.of(written, hosts(host, service, replica, index)) : Optional.of(written);
        if (endpoint.isEmpty()) {
            // A container's word for another one is anybody's name to the host: no login goes there.
            FactPath path = FactPath.of("database", service + ":" + each.key());
            index.uncovered(path.child("observed").text(), Kind.UNREADABLE);
            return Optional.empty();
        }
        Optional<String> url = FoundUrl.of(engine.get(), endpoint.get());
        // What a container calls its own host is none of the agent's.
        if (url.isEmpty()
                || isConfigured(engine.get(), endpoint.get())
                || (contained && ServiceAddress.isOwn(endpoint.get()))) {
            return Optional.empty();
        }
        EndpointLogin login = EndpointLogin.of(each, settings.settings());
        return Optional.of(new DatabaseAccess(
                login(service + ":" + each.key(), engine.get(), url.get()),
                new DatabaseLogin.Credentials(login.user(), login.password()),
                Optional.empty()));
    }

    private boolean isConfigured(String engine, Endpoint endpoint) {
        return FoundUrl.of(engine, endpoint)
                .filter(url -> configured.urls().stream().anyMatch(known -> FoundUrl.same(known, url)))
                .isPresent();
    }

    /** What names mean to the replica itself. */
    private static HostsFile hosts(HostView host, String service, Replica replica, SectionRecorder index) {
        Reading files = new Reading(host.files(replica.leader()), index);
        return HostsFile.read(files.text("/etc/hosts", MAX_HOSTS, of(service)).orElse(""));
    }

    private static Optional<String> reader(Engine engine) {
        return switch (engine) {
            case POSTGRESQL -> Optional.of("postgresql");
            case MYSQL, MARIADB -> Optional.of("mysql");
            default -> Optional.empty();
        };
    }

    /** Whether the configuration names this file of the host; a container's path leads elsewhere. */
    private boolean isConfigured(String path) {
        return configured.urls().stream()
                .filter(url -> url.startsWith("jdbc:sqlite:"))
                .map(EndpointText::url)
                .flatMap(Optional::stream)
                .map(Endpoint::file)
                .flatMap(Optional::stream)
                .anyMatch(file -> StorePath.normal(file).equals(path));
    }

    private static DatabaseLogin login(String name, String engine, String url) {
        return new DatabaseLogin(DatabaseTarget.all(name, engine), url, LoginSource.NONE, LoginSource.NONE);
    }

    @Override
    public void session(DatabaseTarget target, DatabaseWork work) throws HostAccessException, InterruptedException {
        DatabaseAccess access = found.get(target.name());
        if (access == null) {
            configured.session(target, work);
        } else {
            new SessionRun(access, target.time(), work).run();
        }
    }
}
