package dev.leeway.agent.host;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.host.git.GitWorkingCopies;
import dev.leeway.agent.host.sqlite.CopiedSqliteFiles;
import dev.leeway.agent.spi.ConfigPlaces;
import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.DatabaseServers;
import dev.leeway.agent.spi.DependencySettings;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostSettings;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Interior;
import dev.leeway.agent.spi.NameService;
import dev.leeway.agent.spi.Service;
import dev.leeway.agent.spi.SqliteFiles;
import dev.leeway.agent.spi.WorkingCopies;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A real host, for one snapshot: processes and services are looked at once and shared by the probes. */
public final class ObservedHost implements HostView {
    private final boolean live;
    private final HostFiles files;
    private final HostFiles proc;
    private final HostFiles sys;
    private final SqliteFiles sqlite;
    private final Optional<Population> population;
    private final Once<Seen> seen;
    private final Once<List<Interior>> interiors;
    private final Optional<SortedMap<String, String>> shell;
    private final DependencySettings dependencies;
    private final DatabaseServers databases;
    private final ContainerEngine engine;
    private final EngineInteriors handed;
    private final ConfigPlaces configPlaces;
    private final HostSettings settings;
    private final Instant now;

    private ObservedHost(
            boolean live,
            HostFiles files,
            HostFiles proc,
            HostFiles sys,
            Optional<Population> population,
            Optional<SortedMap<String, String>> shell,
            DependencySettings dependencies,
            DatabaseServers databases,
            ContainerEngine engine,
            EngineInteriors handed,
            ConfigPlaces configPlaces,
            HostSettings settings,
            Instant now) {
        this.live = live;
        this.files = files;
        this.proc = proc;
        this.sys = sys;
        // Made at first use: its class brings the driver along.
        this.sqlite = (path, query, blobs) -> new CopiedSqliteFiles(files).blobs(path, query, blobs);
        this.population = population;
        this.seen = new Once<>(() -> population.isEmpty() ? Seen.NOBODY : Seen.of(population.get()));
        this.interiors = new Once<>(() -> ContainerInteriors.of(
                seen.get().services(),
                files,
                proc,
                this::files,
                engine(),
                containers -> handed.of(engine(), containers, dependencies())));
        this.shell = requireNonNull(shell, "shell is null");
        this.dependencies = requireNonNull(dependencies, "dependencies are null");
        this.databases = requireNonNull(databases, "databases are null");
        this.engine = requireNonNull(engine, "engine is null");
        this.handed = requireNonNull(handed, "handed is null");
        this.configPlaces = requireNonNull(configPlaces, "configPlaces are null");
        this.settings = requireNonNull(settings, "settings are null");
        this.now = requireNonNull(now, "now is null");
    }

    /**
     * A host that runs.
     *
     * @param shell variables of the invoking shell, where the user asked for them
     */
    public static ObservedHost running(
            HostFiles files,
            HostFiles proc,
            HostFiles sys,
            Population population,
            Optional<SortedMap<String, String>> shell) {
        return new ObservedHost(
                true,
                files,
                proc,
                sys,
                Optional.of(population),
                shell,
                DependencySettings.NONE,
                DatabaseServers.NONE,
                ContainerEngine.NONE,
                EngineInteriors.NONE,
                ConfigPlaces.NONE,
                HostSettings.NONE,
                Instant.EPOCH);
    }

    /** A mounted tree: no kernel, no processes, no shell. */
    public static ObservedHost mounted(Path root) {
        return new ObservedHost(
                false,
                JailedFiles.at(root),
                EmptyFiles.INSTANCE,
                EmptyFiles.INSTANCE,
                Optional.empty(),
                Optional.empty(),
                DependencySettings.NONE,
                DatabaseServers.NONE,
                ContainerEngine.NONE,
                EngineInteriors.NONE,
                ConfigPlaces.NONE,
                HostSettings.NONE,
                Instant.EPOCH);
    }

    /** The same host, on which the user said this of deployed software. */
    public ObservedHost with(DependencySettings deployed) {
        return new ObservedHost(
                live,
                files,
                proc,
                sys,
                population,
                shell,
                deployed,
                databases,
                engine,
                handed,
                configPlaces,
                settings,
                now);
    }

    /** The same host, with the databases the user told the agent to look at. */
    public ObservedHost with(DatabaseServers servers) {
        return new ObservedHost(
                live,
                files,
                proc,
                sys,
                population,
                shell,
                dependencies,
                servers,
                engine,
                handed,
                configPlaces,
                settings,
                now);
    }

    /** The same host, with the container engine that is asked about it, and nothing else. */
    public ObservedHost with(ContainerEngine asked) {
        return with(asked, EngineInteriors.NONE);
    }

    /**
     * The same host, with the container engine that is asked about it.
     *
     * @param through looks into containers that only the engine opens
     */
    public ObservedHost with(ContainerEngine asked, EngineInteriors through) {
        return new ObservedHost(
                live,
                files,
                proc,
                sys,
                population,
                shell,
                dependencies,
                databases,
                asked,
                through,
                configPlaces,
                settings,
                now);
    }

    /** The same host, of which the user named these files of settings. */
    public ObservedHost with(ConfigPlaces places) {
        return new ObservedHost(
                live,
                files,
                proc,
                sys,
                population,
                shell,
                dependencies,
                databases,
                engine,
                handed,
                places,
                settings,
                now);
    }

    /** The same host, of whose places the user said this. */
    public ObservedHost with(HostSettings said) {
        return new ObservedHost(
                live,
                files,
                proc,
                sys,
                population,
                shell,
                dependencies,
                databases,
                engine,
                handed,
                configPlaces,
                said,
                now);
    }

    /** The same host, looked at from that moment on. */
    public ObservedHost at(Instant moment) {
        return new ObservedHost(
                live,
                files,
                proc,
                sys,
                population,
                shell,
                dependencies,
                databases,
                engine,
                handed,
                configPlaces,
                settings,
                moment);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public boolean live() {
        return live;
    }

    @Override
    public HostFiles files() {
        return files;
    }

    @Override
    public HostFiles files(HostProcess process) {
        return population.isEmpty() ? files : population.get().files(process);
    }

    @Override
    public HostFiles proc() {
        return proc;
    }

    @Override
    public HostFiles sys() {
        return sys;
    }

    @Override
    public SqliteFiles sqlite() {
        return sqlite;
    }

    @Override
    public List<HostProcess> processes() throws HostAccessException, InterruptedException {
        return seen.get().processes();
    }

    @Override
    public List<Service> services() throws HostAccessException, InterruptedException {
        return seen.get().services();
    }

    @Override
    public List<Interior> interiors() throws HostAccessException, InterruptedException {
        return interiors.get();
    }

    @Override
    public DependencySettings dependencies() {
        return dependencies;
    }

    @Override
    public DatabaseServers databases() {
        return databases;
    }

    @Override
    public ConfigPlaces configPlaces() {
        return configPlaces;
    }

    @Override
    public ContainerEngine engine() {
        return engine;
    }

    @Override
    public WorkingCopies workingCopies() {
        return new GitWorkingCopies();
    }

    @Override
    public NameService names() {
        return live ? new PlatformNames() : NameService.NONE;
    }

    @Override
    public HostSettings settings() {
        return settings;
    }

    @Override
    public Optional<SortedMap<String, String>> shell() {
        return shell;
    }

    /** Processes and services of one look. */
    private record Seen(List<HostProcess> processes, List<Service> services) {
        static final Seen NOBODY = new Seen(List.of(), List.of());

        static Seen of(Population population) throws HostAccessException, InterruptedException {
            return new Seen(population.processes(), population.services());
        }
    }
}
