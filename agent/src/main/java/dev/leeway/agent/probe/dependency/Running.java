package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.format.EnvironBlock;
import dev.leeway.agent.format.MapsText.Mapped;
import dev.leeway.agent.format.ProcessStat;
import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.format.command.RuntimeKind;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.OpenFiles;
import dev.leeway.agent.spi.SectionRecorder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One process of a service, as far as its dependencies depend on it.
 *
 * @param process as the kernel tells of it
 * @param program what its command line says
 * @param runtime what executes it; a program of its own name with a virtual machine or interpreter in it counts as that
 * @param variables it was started with; never recorded
 * @param open its open files
 * @param first whether it is the first of those with this command line
 */
record Running(
        HostProcess process,
        Program program,
        RuntimeKind runtime,
        Map<String, String> variables,
        OpenFiles open,
        boolean first) {
    private static final int MAX_KERNEL = 4 << 20;
    private static final int MAX_ARGUMENT_FILE = 1 << 20;

    Running {
        variables = Map.copyOf(variables);
    }

    /** Looks at {@code process}; empty when it is gone, or when another process has its id by now. */
    static Optional<Running> of(HostView host, HostProcess process, SectionRecorder section, boolean first) {
        HostFiles files = host.files(process);
        Program program = Program.of(
                process.executable(),
                process.arguments(),
                file -> absolute(process, file).flatMap(path -> text(files, path)));
        OpenFiles open = new OpenFiles(host, process, section, "**");
        RuntimeKind runtime = program.runtime() == RuntimeKind.NATIVE ? embedded(open) : program.runtime();
        boolean asksVariables =
                runtime == RuntimeKind.JAVA || runtime == RuntimeKind.PYTHON || runtime == RuntimeKind.NODE;
        Map<String, String> variables =
                asksVariables ? variables(host.proc(), process.pid(), section) : new TreeMap<>();
        boolean alive = bytes(host.proc(), "/" + process.pid() + "/stat")
                .flatMap(stat -> ProcessStat.parse(new String(stat, StandardCharsets.UTF_8)))
                .filter(now -> now.startTicks() == process.startTicks())
                .isPresent();
        return alive ? Optional.of(new Running(process, program, runtime, variables, open, first)) : Optional.empty();
    }

    private static RuntimeKind embedded(OpenFiles open) {
        Collection<Mapped> mapped = open.mapped();
        if (mapped.stream().anyMatch(file -> file.path().endsWith("/libjvm.so"))) {
            return RuntimeKind.JAVA;
        }
        boolean python =
                mapped.stream().anyMatch(file -> PathText.name(file.path()).startsWith("libpython"));
        return python ? RuntimeKind.PYTHON : RuntimeKind.NATIVE;
    }

    private static Map<String, String> variables(HostFiles proc, int pid, SectionRecorder section) {
        try {
            return EnvironBlock.parse(proc.read("/" + pid + "/environ", MAX_KERNEL))
                    .variables();
        } catch (HostAccessException e) {
            // Where it looks for libraries may be said there.
            section.uncovered("**", e.kind());
            return new TreeMap<>();
        }
    }

    private static Optional<byte[]> bytes(HostFiles files, String path) {
        try {
            return files.readIfPresent(path, MAX_KERNEL);
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(HostFiles files, String path) {
        try {
            return files.readIfPresent(path, MAX_ARGUMENT_FILE).map(found -> new String(found, StandardCharsets.UTF_8));
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }

    /** A path of the process made absolute by its working directory, where that is known. */
    Optional<String> absolute(String path) {
        return absolute(process, path);
    }

    private static Optional<String> absolute(HostProcess process, String path) {
        return path.startsWith("/")
                ? Optional.of(PathText.resolved("/", path))
                : process.workingDirectory().map(directory -> PathText.resolved(directory, path));
    }

    /** Values of variables are another's: only what this is. */
    @Override
    public String toString() {
        return "Running[" + process.pid() + ", " + runtime + "]";
    }
}
