package dev.leeway.agent.service;

import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.format.command.Program.MainKind;
import dev.leeway.agent.spi.HostProcess;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Programs whose whole purpose is to keep other programs running. */
final class Supervisors {
    /** Told the service's directory, whose last name is the service's. */
    private static final Set<String> ONE_DIRECTORY_EACH = Set.of("runsv", "s6-supervise", "supervise");

    private static final Set<String> MANY = Set.of("supervisord", "circusd");
    /** A supervisor's own: loggers, and what s6 starts for itself. */
    private static final Set<String> OWN = Set.of("svlogd", "multilog", "s6-log", "s6-fdholderd", "s6-ipcserverd");

    /** Task servers and application servers that stay and fork workers, whether or not they listen themselves. */
    private static final Set<String> MASTERS = Set.of("gunicorn", "celery", "uwsgi", "php-fpm", "unicorn", "sidekiq");

    private Supervisors() {}

    /**
     * The name under which {@code parent} supervises its children: empty text when its command line does not tell, empty
     * when it supervises nothing.
     */
    static Optional<String> supervises(HostProcess parent) {
        List<String> arguments = parent.arguments();
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        String first = arguments.get(0);
        String program = fileName(first);
        if (ONE_DIRECTORY_EACH.contains(program)) {
            return Optional.of(arguments.size() < 2 ? "" : directoryName(arguments.get(1)));
        }
        if (MANY.contains(program) || first.startsWith("PM2 ") || first.contains(": God Daemon")) {
            return Optional.of("");
        }
        Program read = Program.of(parent.executable(), arguments);
        return read.kind() == MainKind.SCRIPT && MANY.contains(fileName(read.main()))
                ? Optional.of("")
                : Optional.empty();
    }

    /** Whether a supervisor started {@code process} for its own use. */
    static boolean own(HostProcess process) {
        return !process.arguments().isEmpty()
                && OWN.contains(fileName(process.arguments().get(0)));
    }

    /** Whether {@code program} is the kind of server that is started to stay, wherever it was started from. */
    static boolean master(Program program) {
        return program.server().filter(MASTERS::contains).isPresent()
                || (program.kind() != MainKind.APPLICATION && MASTERS.contains(masterName(program)));
    }

    private static String masterName(Program program) {
        String name = fileName(program.main());
        return name.startsWith("php-fpm") ? "php-fpm" : name;
    }

    private static String directoryName(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return fileName(plain);
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
