package dev.leeway.agent.cli;

import dev.leeway.agent.config.AgentConfig;
import dev.leeway.agent.config.Words;
import dev.leeway.agent.host.EngineInteriors;
import dev.leeway.agent.host.JailedFiles;
import dev.leeway.agent.host.ObservedHost;
import dev.leeway.agent.host.Population;
import dev.leeway.agent.host.Told;
import dev.leeway.agent.host.docker.LocalEngine;
import dev.leeway.agent.host.image.HandedContainers;
import dev.leeway.agent.host.image.ImageFile;
import dev.leeway.agent.host.image.ImageHost;
import dev.leeway.agent.host.image.OpenImage;
import dev.leeway.agent.host.jdbc.ConfiguredDatabases;
import dev.leeway.agent.host.jdbc.ServiceDatabases;
import dev.leeway.agent.host.process.LiveProcesses;
import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.DatabaseServers;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostSettings;
import dev.leeway.agent.spi.HostView;
import dev.leeway.schema.json.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which host to observe: this one, a mounted tree, or the one around this container. */
final class HostOptions implements AutoCloseable {
    private static final Path SLASH = Path.of("/");
    private static final Path PROC = Path.of("/proc");
    private static final Path SYS = Path.of("/sys");
    /** The probe that logs in. */
    private static final String DATABASE = "database";

    /** What holds files while hosts are looked at. */
    private final Queue<Closeable> opened = new ConcurrentLinkedQueue<>();

    @Option(names = "--root", paramLabel = "DIR", description = "Examine a mounted tree instead of this running host.")
    private @Nullable Path root;

    @Option(
            names = "--image",
            paramLabel = "FILE[#NAME]",
            description =
                    "Examine an image in a file, as docker save writes it or in the open layout, instead of this running"
                            + " host; #repository:tag chooses one of several.")
    private @Nullable String image;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "What containers of the image are called. Default: the last name of its repository.")
    private @Nullable String service;

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH",
            description = "Which image of a file for several platforms: linux/amd64.")
    private @Nullable String platform;

    @Option(
            names = "--host-root",
            paramLabel = "DIR",
            description = "Where the running host's / is, seen from a container.")
    private @Nullable Path hostRoot;

    @Option(names = "--proc", paramLabel = "DIR", description = "Where the running host's /proc is.")
    private @Nullable Path proc;

    @Option(names = "--sys", paramLabel = "DIR", description = "Where the running host's /sys is.")
    private @Nullable Path sys;

    @Option(names = "--shell", description = "Look at the variables of the invoking shell, too.")
    private boolean shell;

    /**
     * The host to observe.
     *
     * @param config says which services and deployments it names
     * @throws FormatException when the options contradict each other or name no directory
     */
    HostView open(Surroundings around, AgentConfig config) throws FormatException {
        if (image != null) {
            return image(image, config);
        }
        if (service != null || platform != null) {
            throw new FormatException(
                    "--service, --platform", "", "say of an image which one and whose", "name the file with --image");
        }
        if (root != null) {
            if (hostRoot != null || proc != null || sys != null || shell) {
                throw new FormatException(
                        "--root",
                        "",
                        "a mounted tree has no kernel, no processes and no shell",
                        "leave out --host-root, --proc, --sys and --shell");
            }
            return ObservedHost.mounted(
                    directory("--root", root, SLASH),
                    told(around, config, DatabaseServers.NONE, ContainerEngine.NONE, EngineInteriors.NONE));
        }
        JailedFiles files = JailedFiles.at(directory("--host-root", hostRoot, SLASH));
        Path processes = directory("--proc", proc, PROC);
        JailedFiles kernel = JailedFiles.kernel(processes);
        JailedFiles devices = JailedFiles.kernel(sys == null ? SYS : directory("--sys", sys, SYS));
        ContainerEngine engine =
                new LocalEngine(hostRoot == null ? SLASH : hostRoot, around.variables(), config.services());
        Population population =
                new LiveProcesses(files, kernel, process -> rootOf(processes, process), config.services(), engine);
        // Made at first use: its class brings the reading of archives along.
        EngineInteriors handed = (asked, containers, said) -> {
            HandedContainers looked = new HandedContainers();
            opened.add(looked);
            return looked.of(asked, containers, said);
        };
        return ObservedHost.running(
                files, kernel, devices, population, told(around, config, databases(around, config), engine, handed));
    }

    private Told told(
            Surroundings around,
            AgentConfig config,
            DatabaseServers databases,
            ContainerEngine engine,
            EngineInteriors handed)
            throws FormatException {
        return new Told(
                shell(around),
                config.dependency().settings(),
                databases,
                engine,
                handed,
                config.configPlaces(),
                settings(config),
                around.clock().instant());
    }

    /** Files of facts may belong to this user. */
    private static HostSettings settings(AgentConfig config) {
        HostSettings said = config.host();
        return said.with(said.custom().runBy(CurrentUser.uid()));
    }

    private HostView image(String file, AgentConfig config) throws FormatException {
        if (root != null || hostRoot != null || proc != null || sys != null || shell) {
            throw new FormatException(
                    "--image",
                    "",
                    "an image in a file has no host, no processes and no shell",
                    "leave out --root, --host-root, --proc, --sys and --shell");
        }
        Optional<String> named = ConfigOptions.word("--service", service, Words::name);
        OpenImage opened = ImageFile.open(ImageFile.Wanted.of(file, Optional.ofNullable(platform)));
        try {
            return ImageHost.of(opened, named, config.dependency().settings());
        } catch (FormatException e) {
            opened.close();
            throw e;
        }
    }

    /** Logins are read only where somebody is going to log in. */
    private static DatabaseServers databases(Surroundings around, AgentConfig config) throws FormatException {
        boolean wanted = config.probes().selection().requests(DATABASE);
        return wanted
                ? new ServiceDatabases(
                        ConfiguredDatabases.of(config.databases(), around.variables()),
                        config.connects().orElse(false))
                : DatabaseServers.NONE;
    }

    /** What a process in a container calls its root, reached through the kernel. */
    private static HostFiles rootOf(Path processes, HostProcess process) {
        return JailedFiles.at(processes.resolve(process.pid() + "/root"));
    }

    private Optional<SortedMap<String, String>> shell(Surroundings around) {
        return shell ? Optional.of(new TreeMap<>(around.variables())) : Optional.empty();
    }

    private static Path directory(String option, @Nullable Path given, Path usual) throws FormatException {
        Path directory = given == null ? usual : given;
        if (!Files.isDirectory(directory)) {
            throw new FormatException(
                    option, "", "'" + directory + "' is not a directory", "name the directory that stands for it");
        }
        return directory;
    }

    /** Gives back what looking at hosts took, when nobody looks any more. */
    @Override
    public void close() {
        for (Closeable each = opened.poll(); each != null; each = opened.poll()) {
            try {
                each.close();
            } catch (IOException endsWithTheProgram) {
                // Which is all that is lost.
            }
        }
    }

    /** What the snapshot's header calls the root: the directory of a mounted tree, {@code /} for every running host. */
    String rootText() {
        if (image != null) {
            return Path.of(image).toAbsolutePath().normalize().toString();
        }
        return root == null ? "/" : root.toAbsolutePath().normalize().toString();
    }

    /** Whether a mounted tree is examined and no running host. */
    boolean isTree() {
        return root != null || image != null;
    }

    /** Whether the kernel's host name is the host's and not that of the container around this program. */
    boolean kernelNames() {
        return hostRoot == null;
    }
}
