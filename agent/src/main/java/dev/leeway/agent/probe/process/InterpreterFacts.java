package dev.leeway.agent.probe.process;

import dev.leeway.agent.format.MapsText.Mapped;
import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.format.command.RuntimeKind;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.VersionScheme;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The version of the interpreter in use, read from where it lies and what it has loaded; nothing is executed. */
final class InterpreterFacts {
    private static final FactPath VERSION = RuntimeFacts.RUNTIME.child("version");
    private static final FactPath LINE = RuntimeFacts.RUNTIME.child("line");
    private static final int MAX_BINARY = 48 << 20;

    private InterpreterFacts() {}

    static void record(Subject subject, Program program, Collection<Mapped> mapped) {
        RuntimeKind kind = program.runtime();
        debugger(subject, program);
        if (kind == RuntimeKind.NATIVE || kind == RuntimeKind.SHELL) {
            return;
        }
        Optional<String> executable = subject.process().executable();
        if (executable.isEmpty()) {
            subject.section().uncovered(VERSION.text(), Kind.DENIED);
            subject.section().uncovered(LINE.text(), Kind.DENIED);
            return;
        }
        List<String> paths = mapped.stream().map(Mapped::path).toList();
        Optional<String> line = InterpreterVersion.line(executable.get(), paths);
        Optional<String> full = InterpreterVersion.full(kind, executable.get(), paths)
                .or(() -> header(subject, kind, executable.get(), line))
                .or(() -> line.flatMap(known -> constants(subject, kind, executable.get(), paths, known)));
        full.map(InterpreterVersion::lineOf)
                .or(() -> line)
                .ifPresentOrElse(
                        text -> subject.section().fact(LINE, Observed.version(text, VersionScheme.GENERIC)),
                        () -> subject.section().uncovered(LINE.text(), Kind.UNREADABLE));
        full.ifPresentOrElse(
                text -> subject.section().fact(VERSION, Observed.version(text, VersionScheme.GENERIC)),
                () -> subject.section().uncovered(VERSION.text(), Kind.UNREADABLE));
    }

    /** The C header beside the program, which official builds and images bring along. */
    private static Optional<String> header(
            Subject subject, RuntimeKind kind, String executable, Optional<String> line) {
        String prefix = executable.replaceFirst("/bin/[^/]*$", "");
        Optional<String> path = switch (kind) {
            case NODE -> Optional.of(prefix + "/include/node/node_version.h");
            case PYTHON -> line.map(version -> prefix + "/include/python" + version + "/patchlevel.h");
            default -> Optional.empty();
        };
        return path.flatMap(file -> subject.files().text(file, 1 << 20, VERSION.text()))
                .flatMap(text -> InterpreterVersion.inHeader(kind, text));
    }

    /** The constant every Python carries, in its library where it has one. */
    private static Optional<String> constants(
            Subject subject, RuntimeKind kind, String executable, List<String> mapped, String line) {
        if (kind != RuntimeKind.PYTHON || subject.process().executableDeleted()) {
            return Optional.empty();
        }
        Stream<String> library = mapped.stream().filter(path -> path.contains("/libpython" + line));
        return Stream.concat(library, Stream.of(executable))
                .flatMap(path -> subject.files().bytes(path, MAX_BINARY, VERSION.text()).stream())
                .flatMap(binary -> InterpreterVersion.inConstants(binary, line).stream())
                .findFirst();
    }

    private static void debugger(Subject subject, Program program) {
        Stream.concat(program.runtimeOptions().stream(), program.arguments().stream())
                .filter(option -> program.runtime() == RuntimeKind.NODE && option.startsWith("--inspect"))
                .findFirst()
                .ifPresent(option -> {
                    int equals = option.indexOf('=');
                    String address = equals < 0 ? "127.0.0.1:9229" : option.substring(equals + 1);
                    subject.text(FactPath.of("debug", "inspect"), address, "command line");
                });
        if (program.runtime() == RuntimeKind.PYTHON && program.main().equals("debugpy")) {
            int listen = program.arguments().indexOf("--listen");
            String address = listen >= 0 && listen + 1 < program.arguments().size()
                    ? program.arguments().get(listen + 1)
                    : "";
            subject.text(FactPath.of("debug", "debugpy"), address, "command line");
        }
    }
}
