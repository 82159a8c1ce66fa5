package dev.leeway.agent.service;

import dev.leeway.agent.format.command.ArtefactFile;
import dev.leeway.agent.format.command.Program.MainKind;
import dev.leeway.agent.service.Named.Rule;
import dev.leeway.agent.spi.HostProcess;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Gives an anchored process its name: the first rule that applies, in the order of {@link Named.Rule}. */
final class Naming {
    /** Names an engine makes up: {@code brave_hopper}, {@code k8s_web_shop-web-...}. */
    private static final Pattern MADE_UP = Pattern.compile("[a-z]+_[a-z]+\\d?|k8s_.*|[0-9a-f]{12,64}");

    private Naming() {}

    /**
     * The name, or empty when what the evidence tells is that the process comes and goes after all: a CronJob's pod.
     *
     * @param configured the configuration's services in order; the first that matches wins
     */
    static Optional<Named> name(Clues clues, List<ServiceMatch> configured) {
        Optional<Named> chosen = configured.stream()
                .filter(match -> matches(match, clues))
                .findFirst()
                .map(match -> new Named(match.name(), Rule.CONFIGURATION, new TreeMap<>()));
        if (chosen.isPresent()) {
            return chosen;
        }
        Optional<PodName> pod = clues.podName();
        if (pod.filter(PodName::passing).isPresent()) {
            return Optional.empty();
        }
        Optional<Named> byPod =
                pod.map(name -> Named.of(PlainName.of(name.workload()).withInstance(name.instance()), Rule.KUBERNETES));
        // Within a container the supervisor is but the container's init, and the container's name is the better one.
        Optional<Named> first = clues.anchored().place().container().isPresent()
                ? unit(clues).or(() -> compose(clues)).or(() -> byPod).or(() -> supervised(clues))
                : supervised(clues).or(() -> unit(clues)).or(() -> byPod);
        return Optional.of(first.orElseGet(() -> program(clues)));
    }

    /** The name that is left when nothing around the process names it. */
    static Named program(Clues clues) {
        return ProgramName.of(clues).or(() -> container(clues)).orElseGet(() -> executable(clues));
    }

    /** The same for one of several programs of a container, whose own name tells none from another and holds its project's. */
    static Named within(Clues clues) {
        return ProgramName.of(clues).orElseGet(() -> executable(clues));
    }

    private static boolean matches(ServiceMatch match, Clues clues) {
        Anchored anchored = clues.anchored();
        Stream<HostProcess> processes = Stream.concat(Stream.of(anchored.leader()), anchored.workers().stream());
        return processes.anyMatch(process -> match.coversCommandLine(process.arguments()))
                && match.coversUnit(anchored.place().unit())
                && match.coversContainer(clues.containerNames())
                && (match.port().isEmpty()
                        || anchored.listeners().stream()
                                .anyMatch(listener ->
                                        listener.port() == match.port().getAsInt()));
    }

    /** The name a supervisor knows the process by. */
    static Optional<Named> supervised(Clues clues) {
        if (clues.anchored().supervised().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> told = clues.anchored().supervised().filter(name -> !name.isEmpty());
        return told.or(() -> clues.variable("SUPERVISOR_GROUP_NAME"))
                .or(() -> clues.variable("SUPERVISOR_PROCESS_NAME"))
                .or(() -> clues.variable("pm_exec_path").flatMap(path -> clues.variable("name")))
                .map(name -> Named.of(PlainName.of(name), Rule.SUPERVISOR));
    }

    private static Optional<Named> unit(Clues clues) {
        // The unit around a supervised program is its supervisor's.
        return clues.anchored().supervised().isPresent()
                ? Optional.empty()
                : clues.anchored()
                        .place()
                        .unit()
                        .filter(unit -> clues.anchored().place().system() || !unit.startsWith("app-"))
                        .map(UnitName::of)
                        .map(unit -> Named.of(PlainName.of(unit.prefix()).withInstance(unit.instance()), Rule.SYSTEMD));
    }

    private static Optional<Named> compose(Clues clues) {
        return clues.container()
                .flatMap(container -> container
                        .service()
                        .map(service ->
                                Named.of(PlainName.of(service).withInstance(container.number()), Rule.COMPOSE)));
    }

    private static Optional<Named> container(Clues clues) {
        Optional<String> engines = clues.container().flatMap(Clues.ContainerNames::name);
        Optional<String> own =
                clues.anchored().place().container().filter(ContainerRef::named).map(ContainerRef::id);
        return engines.or(() -> own)
                .map(name -> name.startsWith("/") ? name.substring(1) : name)
                .filter(name -> !name.isEmpty() && !MADE_UP.matcher(name).matches())
                .map(name -> Named.of(PlainName.of(name), Rule.CONTAINER));
    }

    private static Named executable(Clues clues) {
        HostProcess leader = clues.anchored().leader();
        String titled = clues.program().rewritten() ? clues.program().main() : "";
        String program = titled.isEmpty() ? Launchers.programName(leader) : titled;
        boolean served = clues.program().kind() == MainKind.APPLICATION;
        String name = served ? clues.program().server().orElse(program) : scriptOr(clues, program);
        return Named.of(PlainName.of(name), Rule.EXECUTABLE);
    }

    /** A script of a generic name in directories of generic names is still better called by its name than `python`. */
    private static String scriptOr(Clues clues, String program) {
        boolean file =
                clues.program().kind() == MainKind.SCRIPT || clues.program().kind() == MainKind.JAR;
        return file && !clues.program().main().isEmpty()
                ? ArtefactFile.of(clues.program().main()).stem()
                : program;
    }
}
