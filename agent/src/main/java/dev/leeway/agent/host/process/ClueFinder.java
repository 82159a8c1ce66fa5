package dev.leeway.agent.host.process;

import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.format.command.RuntimeKind;
import dev.leeway.agent.format.json.JsonText;
import dev.leeway.agent.service.Anchored;
import dev.leeway.agent.service.Clues;
import dev.leeway.agent.service.Clues.ContainerNames;
import dev.leeway.agent.service.ContainerRef;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Gathers what may tell an anchored process' name: a few of its variables, its container's and its pod's names. */
final class ClueFinder {
    private static final int MAX_SMALL = 65_536;
    private static final int MAX_ENVIRONMENT = 4 << 20;
    private static final int MAX_ARGUMENT_FILE = 1 << 20;
    private static final int MAX_STEPS_UP = 6;
    private static final String ACCOUNT_NAMESPACE = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?");
    private static final Set<String> VARIABLES = Set.of(
            "SUPERVISOR_GROUP_NAME",
            "SUPERVISOR_PROCESS_NAME",
            "pm_exec_path",
            "name",
            "SPRING_APPLICATION_NAME",
            "FLASK_APP",
            "DJANGO_SETTINGS_MODULE",
            "HOSTNAME",
            "KUBERNETES_SERVICE_HOST");

    private final ProcFiles proc;
    private final Function<HostProcess, HostFiles> filesOf;
    private final Patience patience;
    private final ContainerFiles containers;
    private final KubeletFiles kubelet;
    private final Optional<String> node;

    /**
     * @param files the host's
     * @param engine asked what its containers are called, where no file tells
     * @param filesOf the files as a process sees them
     * @param patience with the files of a process, which may lie on a file system that gives no answer
     * @param insideContainer whether the host seen is the inside of a container, whose own name is no node's
     */
    ClueFinder(
            HostFiles files,
            EngineNames engine,
            HostFiles proc,
            Function<HostProcess, HostFiles> filesOf,
            Patience patience,
            boolean insideContainer) {
        this.patience = patience;
        this.proc = new ProcFiles(proc);
        this.filesOf = filesOf;
        this.containers = new ContainerFiles(files, engine);
        this.kubelet = new KubeletFiles(files);
        this.node = insideContainer ? Optional.empty() : hostName(files);
    }

    Clues find(Anchored anchored) throws InterruptedException {
        HostProcess leader = anchored.leader();
        SortedMap<String, String> environment = environment(leader.pid());
        Optional<ContainerRef> container = anchored.place().container();
        ContainerFiles.Found found =
                container.isPresent() ? containers.find(container.get()) : ContainerFiles.Found.NOTHING;
        Optional<KubeletFiles.Known> logged = anchored.place().container().flatMap(kubelet::find);
        Optional<OwnFiles> answer = patience.ask(leader, () -> ownFiles(anchored, environment));
        OwnFiles own = answer.orElseGet(() -> new OwnFiles(
                Program.of(leader.executable(), leader.arguments()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        return new Clues(
                anchored,
                own.program(),
                names(found.names(), logged),
                found.pod().or(() -> logged.map(KubeletFiles.Known::pod)).or(own::pod),
                found.namespace()
                        .or(() -> logged.map(KubeletFiles.Known::namespace))
                        .or(own::namespace)
                        .filter(name -> NAMESPACE.matcher(name).matches()),
                node,
                environment,
                own.packageName(),
                answer.isPresent());
    }

    /** What the files tell that the process itself sees. */
    private record OwnFiles(
            Program program, Optional<String> pod, Optional<String> namespace, Optional<String> packageName) {}

    private OwnFiles ownFiles(Anchored anchored, SortedMap<String, String> environment) {
        HostProcess leader = anchored.leader();
        Program program = Program.of(leader.executable(), leader.arguments(), file -> argumentFile(leader, file));
        return new OwnFiles(
                program,
                pod(anchored, environment),
                inPod(anchored, environment)
                        ? text(filesOf.apply(leader), ACCOUNT_NAMESPACE, MAX_SMALL)
                                .map(String::strip)
                        : Optional.empty(),
                program.runtime() == RuntimeKind.NODE ? packageName(leader, program) : Optional.empty());
    }

    private SortedMap<String, String> environment(int pid) {
        SortedMap<String, String> found = new TreeMap<>();
        proc.text("/" + pid + "/environ", MAX_ENVIRONMENT)
                .ifPresent(text -> ProcFiles.split(text).forEach(entry -> {
                    int equals = entry.indexOf('=');
                    if (equals > 0 && VARIABLES.contains(entry.substring(0, equals))) {
                        found.put(entry.substring(0, equals), entry.substring(equals + 1));
                    }
                }));
        return found;
    }

    /** A pod that shares its node's network also shares its name, which then tells nothing. */
    private Optional<String> pod(Anchored anchored, SortedMap<String, String> environment) {
        if (!inPod(anchored, environment)) {
            return Optional.empty();
        }
        return Stream.of(hostName(filesOf.apply(anchored.leader())), Optional.ofNullable(environment.get("HOSTNAME")))
                .flatMap(Optional::stream)
                .filter(name -> node.filter(name::equals).isEmpty())
                .findFirst();
    }

    private static boolean inPod(Anchored anchored, SortedMap<String, String> environment) {
        return environment.containsKey("KUBERNETES_SERVICE_HOST")
                || anchored.place()
                        .container()
                        .filter(container -> container.podUid().isPresent())
                        .isPresent();
    }

    /** What the engine's files say of the container, and what the kubelet's say of its name where those do not. */
    private static Optional<ContainerNames> names(
            Optional<ContainerNames> engines, Optional<KubeletFiles.Known> logged) {
        Optional<String> container = logged.flatMap(KubeletFiles.Known::container);
        if (container.isEmpty() || engines.flatMap(ContainerNames::podContainer).isPresent()) {
            return engines;
        }
        ContainerNames known = engines.orElse(ContainerNames.NONE);
        return Optional.of(
                new ContainerNames(known.name(), known.service(), known.project(), known.number(), container));
    }

    private static Optional<String> hostName(HostFiles files) {
        return text(files, "/etc/hostname", 4096).map(String::strip).filter(name -> !name.isEmpty());
    }

    private Optional<String> argumentFile(HostProcess process, String file) {
        return absolute(process, file).flatMap(path -> text(filesOf.apply(process), path, MAX_ARGUMENT_FILE));
    }

    /** The name in the nearest {@code package.json} above the script; above the working directory for installed tools. */
    private Optional<String> packageName(HostProcess process, Program program) {
        boolean tool =
                program.main().contains("node_modules/") || program.main().isEmpty();
        Optional<String> start = tool
                ? process.workingDirectory()
                : absolute(process, program.main()).map(path -> path.substring(0, path.lastIndexOf('/')));
        String directory = start.orElse("");
        HostFiles files = filesOf.apply(process);
        for (int step = 0; step < MAX_STEPS_UP && directory.startsWith("/"); step++) {
            Optional<String> name = text(files, directory + "/package.json", MAX_SMALL)
                    .flatMap(JsonText::read)
                    .flatMap(node -> node.textAt("name"));
            if (name.isPresent()) {
                return name;
            }
            directory = directory.substring(0, directory.lastIndexOf('/'));
        }
        return Optional.empty();
    }

    private static Optional<String> absolute(HostProcess process, String path) {
        return path.startsWith("/")
                ? Optional.of(path)
                : process.workingDirectory().map(directory -> directory + "/" + path);
    }

    private static Optional<String> text(HostFiles files, String path, int maxBytes) {
        try {
            return files.readIfPresent(path, maxBytes).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }
}
