package dev.leeway.agent.service;

import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.format.command.RuntimeKind;
import dev.leeway.agent.spi.HostProcess;
import java.util.Optional;
import java.util.Set;

/** Passes over programs that only start another one and wait: {@code tini}, {@code sh -c}, {@code npm start}. */
public final class Launchers {
    private static final Set<String> INITS =
            Set.of("tini", "tini-static", "dumb-init", "docker-init", "catatonit", "s6-svscan", "init", "systemd");
    private static final Set<String> STARTERS = Set.of(
            "sudo",
            "su",
            "doas",
            "runuser",
            "setpriv",
            "gosu",
            "su-exec",
            "chpst",
            "nice",
            "ionice",
            "env",
            "timeout",
            "nohup",
            "setsid",
            "strace",
            "ltrace",
            "catchsegv",
            "stdbuf",
            "script",
            "authbind",
            "unshare",
            "nsenter",
            "chroot",
            "numactl",
            "taskset",
            "time",
            "make",
            "doppler",
            "chamber",
            "aws-vault",
            "op",
            "dotenv",
            "infisical",
            "envconsul",
            "wait-for-it.sh",
            "flock");
    private static final Set<String> SCRIPT_STARTERS = Set.of(
            "npm",
            "npm-cli.js",
            "npx",
            "npx-cli.js",
            "yarn",
            "yarn.js",
            "pnpm",
            "pnpm.cjs",
            "poetry",
            "pipenv",
            "uv",
            "pdm",
            "hatch",
            "bundle",
            "foreman",
            "honcho",
            "nodemon",
            "nodemon.js",
            "dotenv",
            "pm2-runtime");

    /** Short commands a script waits for; the script is what stays. */
    private static final Set<String> COMMANDS = Set.of(
            "sleep",
            "tail",
            "cat",
            "tee",
            "grep",
            "awk",
            "gawk",
            "mawk",
            "sed",
            "cut",
            "sort",
            "head",
            "find",
            "xargs",
            "inotifywait",
            "curl",
            "wget",
            "nc",
            "ncat",
            "rsync",
            "tar",
            "gzip",
            "zstd",
            "xz",
            "cp",
            "mv",
            "rm",
            "ls",
            "ps",
            "date",
            "dd",
            "busybox",
            "pg_dump",
            "pg_isready",
            "psql",
            "mysql",
            "mysqldump",
            "mariadb",
            "mariadb-dump",
            "redis-cli",
            "mongosh",
            "mongodump",
            "aws",
            "gsutil",
            "git",
            "ssh",
            "scp",
            "read",
            "wait",
            "true",
            "test",
            "jq",
            "du",
            "df",
            "flock",
            "logger");

    private static final int MAX_STEPS = 16;

    /** A script that waits for a database before it starts its server does so within this time: 30 s. */
    private static final long PROMPT_TICKS = 3_000;

    private final Family family;
    private final Set<Integer> listening;

    Launchers(Family family, Set<Integer> listening) {
        this.family = family;
        this.listening = listening;
    }

    /** The process that {@code first} was started for: itself, unless it only launches another that is there. */
    HostProcess leader(HostProcess first) {
        HostProcess leader = first;
        for (int step = 0; step < MAX_STEPS; step++) {
            Optional<HostProcess> next = launches(leader) ? launched(leader) : Optional.empty();
            if (next.isEmpty()) {
                return leader;
            }
            leader = next.get();
        }
        return leader;
    }

    /** Whether {@code process} is the init of a container or machine. */
    public static boolean init(HostProcess process) {
        return INITS.contains(programName(process));
    }

    /** Whether {@code process} runs a command that comes and goes, or one that only keeps a container alive. */
    static boolean passing(HostProcess process) {
        return COMMANDS.contains(programName(process));
    }

    /** Whether {@code process} is a shell somebody types into. */
    static boolean interactive(HostProcess process) {
        Program program = Program.of(process.executable(), process.arguments());
        return program.runtime() == RuntimeKind.SHELL
                && process.arguments().stream()
                        .skip(1)
                        .allMatch(argument -> argument.startsWith("-") && argument.indexOf('c') < 0);
    }

    private static boolean launches(HostProcess process) {
        if (init(process) || STARTERS.contains(programName(process))) {
            return true;
        }
        Program program = Program.of(process.executable(), process.arguments());
        return program.runtime() == RuntimeKind.SHELL || SCRIPT_STARTERS.contains(fileName(program.main()));
    }

    /**
     * What a launcher started: the oldest child that listens or is no mere command. A script is passed over only for
     * what it started at once, so that one that calls programs now and then stays the one that counts.
     */
    private Optional<HostProcess> launched(HostProcess launcher) {
        boolean script = RuntimeKind.SHELL
                == Program.of(launcher.executable(), launcher.arguments()).runtime();
        return family.children(launcher).stream()
                .filter(child -> !child.arguments().isEmpty() && !Supervisors.own(child))
                .filter(child -> listening.contains(child.pid())
                        || (!passing(child) && (!script || child.startTicks() - launcher.startTicks() <= PROMPT_TICKS)))
                .findFirst();
    }

    /** The file name of what runs: of the executable, or of the first argument where that is closed to this user. */
    public static String programName(HostProcess process) {
        if (process.executable().isPresent()) {
            String byFile = fileName(process.executable().get());
            // A box of many commands goes by the name it was called with.
            if (!byFile.equals("busybox") && !byFile.equals("coreutils")) {
                return byFile;
            }
        }
        return process.arguments().isEmpty()
                ? process.name()
                : fileName(process.arguments().get(0));
    }

    private static String fileName(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int blank = name.indexOf(' ');
        return blank > 0 ? name.substring(0, blank) : name;
    }
}
