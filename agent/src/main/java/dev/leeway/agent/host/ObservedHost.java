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
    private final Told told;

    private ObservedHost(
            boolean live, HostFiles files, HostFiles proc, HostFiles sys, Optional<Population> population, Told told) {
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
                told.engine(),
                containers -> told.handed().of(told.engine(), containers, told.dependencies())));
        this.told = requireNonNull(told, "told is null");
    }

    /** A host that runs. */
    public static ObservedHost running(
            HostFiles files, HostFiles proc, HostFiles sys, Population population, Told told) {
        return new ObservedHost(true, files, proc, sys, Optional.of(population), told);
    }

    /** A mounted tree: no kernel, no processes. */
    public static ObservedHost mounted(Path root, Told told) {
        return new ObservedHost(
                false, JailedFiles.at(root), EmptyFiles.INSTANCE, EmptyFiles.INSTANCE, Optional.empty(), told);
    }

    @Override
    public Instant now() {
        return told.now();
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
        return told.dependencies();
    }

    @Override
    public DatabaseServers databases() {
        return told.databases();
    }

    @Override
    public ConfigPlaces configPlaces() {
        return told.configPlaces();
    }

    @Override
    public ContainerEngine engine() {
        return told.engine();
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
        return told.settings();
    }

    @Override
    public Optional<SortedMap<String, String>> shell() {
        return told.shell();
    }

    /** Processes and services of one look. */
    private record Seen(List<HostProcess> processes, List<Service> services) {
        static final Seen NOBODY = new Seen(List.of(), List.of());

        static Seen of(Population population) throws HostAccessException, InterruptedException {
            return new Seen(population.processes(), population.services());
        }
    }
}
