package dev.leeway.agent.probe.process;

import dev.leeway.agent.format.MapsText;
import dev.leeway.agent.format.MapsText.Mapped;
import dev.leeway.agent.format.command.ArtefactFile;
import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.format.command.Program.MainKind;
import dev.leeway.agent.format.command.RuntimeKind;
import dev.leeway.agent.format.command.StablePath;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.VersionScheme;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What executes a service and what it was told to execute. */
final class RuntimeFacts {
    static final FactPath RUNTIME = FactPath.of("runtime");
    private static final FactPath EXECUTABLE = FactPath.of("executable");
    private static final FactPath MAIN = FactPath.of("main");
    private static final FactPath ARGUMENTS = FactPath.of("arguments");
    private static final int MAX_MAPS = 16 << 20;
    private static final int MAX_ARGUMENT_FILE = 1 << 20;

    private RuntimeFacts() {}

    static void record(Subject subject) {
        HostProcess process = subject.process();
        Program program = Program.of(process.executable(), process.arguments(), file -> argumentFile(subject, file));
        Optional<Collection<Mapped>> mapped =
                subject.proc().kernel(subject.at("maps"), MAX_MAPS, "stale/**").map(MapsText::parse);
        process.executable()
                .ifPresentOrElse(
                        path -> subject.section().fact(EXECUTABLE, Observed.text(StablePath.of(path))),
                        () -> subject.section().uncovered(EXECUTABLE.text(), Kind.DENIED));
        RuntimeKind runtime = runtime(program, mapped.orElse(List.of()));
        subject.section().fact(RUNTIME.child("kind"), Observed.text(runtime.text()));
        main(subject, program);
        arguments(subject, program);
        if (runtime == RuntimeKind.JAVA) {
            JavaFacts.record(subject, program, mapped.orElse(List.of()));
        } else {
            InterpreterFacts.record(subject, program, mapped.orElse(List.of()));
        }
        mapped.ifPresent(files -> StaleFacts.record(subject, program, files));
    }

    /** A program of its own name that has loaded a Java virtual machine is Java all the same. */
    private static RuntimeKind runtime(Program program, Collection<Mapped> mapped) {
        boolean embedded = program.runtime() == RuntimeKind.NATIVE
                && mapped.stream().anyMatch(file -> file.path().endsWith("/libjvm.so"));
        return embedded ? RuntimeKind.JAVA : program.runtime();
    }

    private static Optional<String> argumentFile(Subject subject, String file) {
        return subject.absolute(file).flatMap(path -> subject.files().text(path, MAX_ARGUMENT_FILE, "arguments/**"));
    }

    private static void main(Subject subject, Program program) {
        subject.section().fact(MAIN.child("kind"), Observed.text(program.kind().text()));
        program.server().ifPresent(server -> subject.section().fact(MAIN.child("server"), Observed.text(server)));
        if (program.main().isEmpty()) {
            return;
        }
        boolean file = program.kind() == MainKind.JAR || program.kind() == MainKind.SCRIPT;
        if (!file) {
            subject.section().fact(MAIN.child("name"), Observed.text(program.main()));
            return;
        }
        ArtefactFile artefact = ArtefactFile.of(program.main());
        subject.section().fact(MAIN.child("name"), Observed.text(artefact.stem()));
        subject.section().fact(MAIN.child("path"), Observed.text(StablePath.of(program.main())));
        VersionScheme scheme = program.kind() == MainKind.JAR ? VersionScheme.MAVEN : VersionScheme.GENERIC;
        artefact.version()
                .ifPresent(version ->
                        subject.section().fact(MAIN.child("version"), Observed.version(version, scheme), "file name"));
    }

    private static void arguments(Subject subject, Program program) {
        if (program.rewritten() || subject.process().arguments().isEmpty()) {
            // A process that wrote a title over its command line has told less than it was given.
            subject.section().uncovered("arguments/**", Kind.MALFORMED);
        } else if (!program.arguments().isEmpty()) {
            List<String> stable =
                    program.arguments().stream().map(StablePath::of).toList();
            subject.section().fact(ARGUMENTS, new Observed.Arguments(stable), "command line");
        }
        boolean interpreted = program.runtime() != RuntimeKind.JAVA
                && !program.runtimeOptions().isEmpty();
        if (interpreted) {
            List<String> stable =
                    program.runtimeOptions().stream().map(StablePath::of).toList();
            subject.section().fact(RUNTIME.child("options"), new Observed.Arguments(stable), "command line");
        }
    }
}
