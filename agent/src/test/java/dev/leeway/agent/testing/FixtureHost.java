package dev.leeway.agent.testing;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.host.JailedFiles;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * A host made of a directory: {@code root/} stands in for {@code /}, {@code proc/} and {@code sys/} for the kernel's.
 *
 * <p>Files are read through the real, jailed port. Live unless {@link #mountedTree()} was said; what may not be read is
 * told with {@link #deny}, because tests may run as root.
 */
public final class FixtureHost implements HostView {
    private final Path directory;
    private final FixtureFiles files;
    private final FixtureFiles proc;
    private final FixtureFiles sys;
    private final List<HostProcess> processes = new ArrayList<>();
    private final List<Service> services = new ArrayList<>();
    private Optional<SortedMap<String, String>> shell = Optional.empty();
    private Optional<HostAccessException> processesRefused = Optional.empty();
    private DependencySettings dependencies = DependencySettings.NONE;
    private DatabaseServers databases = DatabaseServers.NONE;
    private ContainerEngine engine = ContainerEngine.NONE;
    private ConfigPlaces configPlaces = ConfigPlaces.NONE;
    private final List<Interior> interiors = new ArrayList<>();
    private HostSettings settings = HostSettings.NONE;
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private NameService names = NameService.NONE;
    private boolean live = true;
    private boolean system = true;

    private FixtureHost(Path directory) {
        this.directory = directory;
        this.files = new FixtureFiles(JailedFiles.at(directory.resolve("root")));
        this.proc = new FixtureFiles(JailedFiles.at(directory.resolve("proc")));
        this.sys = new FixtureFiles(JailedFiles.at(directory.resolve("sys")));
    }

    /** An empty host below {@code directory}, usually a {@code @TempDir}. */
    public static FixtureHost in(Path directory) {
        FixtureHost host = new FixtureHost(directory);
        host.directory("/");
        for (String tree : List.of("proc", "sys")) {
            create(directory.resolve(tree));
        }
        return host;
    }

    /**
     * The committed tree {@code name} in the test resources, with {@code root/} and perhaps {@code proc/} and
     * {@code sys/} in it. Read in place: links and empty directories do not survive a build, so {@link #copyOf} a tree and
     * add those.
     */
    public static FixtureHost of(String name) {
        return new FixtureHost(resource(name));
    }

    /** A copy of the committed tree {@code name} below {@code directory}, to which files and links can be added. */
    public static FixtureHost copyOf(String name, Path directory) {
        FixtureHost host = in(directory);
        Path source = resource(name);
        try (Stream<Path> found = Files.walk(source)) {
            for (Path each : found.toList()) {
                Path target = directory.resolve(source.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return host;
    }

    private static Path resource(String name) {
        URL found = FixtureHost.class.getResource("/" + name);
        if (found == null) {
            throw new IllegalArgumentException("no test resource directory '" + name + "'");
        }
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Writes a file of the host. */
    public FixtureHost file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file of the host. */
    public FixtureHost file(String path, byte[] content) {
        write(below("root", path), content);
        return this;
    }

    /** Writes a file of {@code /proc}: {@code procFile("/sys/kernel/ostype", "Linux\n")}. */
    public FixtureHost procFile(String path, String content) {
        write(below("proc", path), content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Makes a link in {@code /proc}: {@code procLink("/7/exe", "/usr/bin/java")}. */
    public FixtureHost procLink(String path, String target) {
        link(below("proc", path), target);
        return this;
    }

    /** Writes a file of {@code /sys}. */
    public FixtureHost sysFile(String path, String content) {
        write(below("sys", path), content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Makes a symbolic link on the host, to wherever {@code target} says. */
    public FixtureHost link(String path, String target) {
        link(below("root", path), target);
        return this;
    }

    /** Makes a directory on the host, with those above it. */
    public FixtureHost directory(String path) {
        create(below("root", path));
        return this;
    }

    /** Makes everything at and below {@code path}, host and {@code /proc} alike, refuse to be read. */
    public FixtureHost deny(String path) {
        return refuse(path, HostAccessException.Kind.DENIED);
    }

    /** Makes every read at and below {@code path}, host and {@code /proc} alike, fail in this way. */
    public FixtureHost refuse(String path, HostAccessException.Kind kind) {
        files.refuse(path, kind);
        if (path.startsWith("/proc/")) {
            proc.refuse(path.substring("/proc".length()), kind);
        }
        if (path.startsWith("/sys/")) {
            sys.refuse(path.substring("/sys".length()), kind);
        }
        return this;
    }

    /** Lets what lies at {@code path} itself, no link followed, belong to {@code uid} and {@code gid} with that mode. */
    public FixtureHost owned(String path, long uid, long gid, int mode) {
        files.own(path, uid, gid, mode);
        return this;
    }

    /** Makes everything at and below {@code path} give no answer until {@code answer} is counted down. */
    public FixtureHost stall(String path, CountDownLatch answer) {
        files.stall(path, answer);
        return this;
    }

    /** Makes every question about what lies at and below {@code path} end as no reader foresees. */
    public FixtureHost confound(String path) {
        files.confound(path);
        return this;
    }

    /** Adds a process. */
    public FixtureHost process(HostProcess process) {
        processes.add(process);
        return this;
    }

    /** Makes the table of processes and with it the services unreadable as a whole. */
    public FixtureHost processesRefused(HostAccessException.Kind kind) {
        processesRefused = Optional.of(new HostAccessException(kind, "/proc"));
        return this;
    }

    /** Adds a service; its processes join the table. */
    public FixtureHost service(Service service) {
        services.add(service);
        processes.addAll(service.processes());
        return this;
    }

    /** Gives the invoking shell these variables. */
    public FixtureHost shell(Map<String, String> variables) {
        shell = Optional.of(new TreeMap<>(variables));
        return this;
    }

    /** Says where deployed software lies. */
    public FixtureHost dependencies(DependencySettings settings) {
        dependencies = settings;
        return this;
    }

    /** Says which files of settings are looked at beside those of services. */
    public FixtureHost configPlaces(ConfigPlaces places) {
        configPlaces = places;
        return this;
    }

    /** Says which databases are looked at. */
    public FixtureHost databases(DatabaseServers servers) {
        databases = servers;
        return this;
    }

    /** Says which container engine is asked. */
    public FixtureHost engine(ContainerEngine asked) {
        engine = asked;
        return this;
    }

    /** Says what the user said of places of the host. */
    public FixtureHost settings(HostSettings said) {
        settings = said;
        return this;
    }

    /** Says when the look began. */
    public FixtureHost at(Instant moment) {
        now = moment;
        return this;
    }

    /** Gives the host somebody to ask for names. */
    public FixtureHost names(NameService service) {
        names = service;
        return this;
    }

    /** Makes this a mounted tree without kernel and processes. */
    public FixtureHost mountedTree() {
        live = false;
        return this;
    }

    /** Adds the file system of a container. */
    public FixtureHost interior(Interior interior) {
        interiors.add(interior);
        return this;
    }

    /** Leaves nothing but interiors, as of an image in a file. */
    public FixtureHost interiorsAlone() {
        live = false;
        system = false;
        return this;
    }

    /** Where the host lies on the machine of the test; {@code root}, {@code proc} and {@code sys} are in it. */
    public Path location() {
        return directory;
    }

    private Path below(String tree, String path) {
        return directory.resolve(tree).resolve(path.substring(1));
    }

    private static void write(Path target, byte[] content) {
        try {
            create(requireNonNull(target.getParent()));
            Files.write(target, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void link(Path link, String target) {
        try {
            create(requireNonNull(link.getParent()));
            Files.createSymbolicLink(link, Path.of(target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ContainerEngine engine() {
        return engine;
    }

    @Override
    public boolean live() {
        return live;
    }

    @Override
    public boolean hasSystem() {
        return system;
    }

    @Override
    public List<Interior> interiors() {
        return List.copyOf(interiors);
    }

    @Override
    public HostFiles files() {
        return files;
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
    public ConfigPlaces configPlaces() {
        return configPlaces;
    }

    @Override
    public SqliteFiles sqlite() {
        return new CopiedSqliteFiles(files);
    }

    @Override
    public List<HostProcess> processes() throws HostAccessException {
        if (processesRefused.isPresent()) {
            throw processesRefused.get();
        }
        return processes.stream()
                .distinct()
                .sorted(Comparator.comparingInt(HostProcess::pid))
                .toList();
    }

    @Override
    public List<Service> services() throws HostAccessException {
        if (processesRefused.isPresent()) {
            throw processesRefused.get();
        }
        return services.stream().sorted(Comparator.comparing(Service::name)).toList();
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
    public WorkingCopies workingCopies() {
        return new GitWorkingCopies();
    }

    @Override
    public HostSettings settings() {
        return settings;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public NameService names() {
        return names;
    }

    @Override
    public Optional<SortedMap<String, String>> shell() {
        return shell;
    }
}
