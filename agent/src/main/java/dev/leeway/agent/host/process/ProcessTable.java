package dev.leeway.agent.host.process;

import dev.leeway.agent.format.ProcessStat;
import dev.leeway.agent.service.ControlGroup;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table of processes: one pass over {@code /proc}, without the agent itself and others like it, the shell or launcher it
 * was called from, and threads of the kernel.
 *
 * <p>A process that ends midway is left out. What an ordinary user may not see of other users' processes is empty.
 */
public final class ProcessTable {
    private static final int MAX_PROCESSES = 200_000;
    private static final int MAX_STAT = 4096;
    private static final int MAX_CGROUP = 65_536;
    /** As long as the kernel lets a command line be with usual settings; class paths come near it. */
    private static final int MAX_COMMAND_LINE = 2 << 20;

    private static final String AGENT = "leeway-agent";

    /** Where the agent begins, as its launcher names it to Java. */
    private static final String MAIN_CLASS = "dev.leeway.agent.cli.Main";

    private static final String DELETED = " (deleted)";

    /** What stands between a user and the agent. */
    private static final Set<String> LAUNCHERS = Set.of(
            "sh", "bash", "dash", "ash", "zsh", "ksh", "fish", "sudo", "su", "doas", "runuser", "setpriv", "timeout",
            "nice", "ionice", "env", "time", "xargs", "watch", "script", "strace", "nsenter", "chroot");

    private final ProcFiles proc;
    private final Optional<String> hostMounts;
    private final Optional<String> hostRoot;

    private ProcessTable(HostFiles files) {
        this.proc = new ProcFiles(files);
        // Without the right to look at the first process, the agent's own view stands in for the host's.
        this.hostMounts = proc.link("/1/ns/mnt").or(() -> proc.link("/self/ns/mnt"));
        this.hostRoot = proc.link("/1/root");
    }

    /**
     * Reads the table, sorted by process id.
     *
     * @param proc the host's {@code /proc}, rooted there
     */
    public static List<HostProcess> read(HostFiles proc) throws HostAccessException, InterruptedException {
        List<String> names = proc.list("/", MAX_PROCESSES);
        return new ProcessTable(proc).read(proc, names);
    }

    private List<HostProcess> read(HostFiles files, List<String> names)
            throws HostAccessException, InterruptedException {
        Map<Integer, HostProcess> found = new HashMap<>();
        for (String name : names) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9') && name.length() < 10) {
                process(files, Integer.parseInt(name)).ifPresent(process -> found.put(process.pid(), process));
            }
        }
        agentAndLaunchers(found).forEach(found::remove);
        List<HostProcess> table = new ArrayList<>(found.values());
        table.sort(Comparator.comparingInt(HostProcess::pid));
        return List.copyOf(table);
    }

    private Optional<HostProcess> process(HostFiles files, int pid) {
        String directory = "/" + pid;
        Optional<ProcessStat> stat = proc.text(directory + "/stat", MAX_STAT).flatMap(ProcessStat::parse);
        if (stat.isEmpty() || stat.get().kernel() || stat.get().zombie()) {
            return Optional.empty();
        }
        Optional<Long> uid = uid(files, directory);
        if (uid.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> executable = proc.link(directory + "/exe");
        Optional<String> cgroup = proc.text(directory + "/cgroup", MAX_CGROUP).flatMap(CgroupFile::path);
        return Optional.of(new HostProcess(
                pid,
                stat.get().parent(),
                stat.get().startTicks(),
                uid.get(),
                stat.get().name(),
                executable.map(ProcessTable::withoutMark),
                executable.filter(path -> path.endsWith(DELETED)).isPresent(),
                proc.text(directory + "/cmdline", MAX_COMMAND_LINE)
                        .map(ProcessTable::arguments)
                        .orElse(List.of()),
                cgroup,
                proc.link(directory + "/cwd").map(ProcessTable::withoutMark),
                sharesRoot(directory, cgroup)));
    }

    /** Effective user; a process that may not be traced shows root as its owner, so the status is asked. */
    private Optional<Long> uid(HostFiles files, String directory) {
        Optional<Long> told = proc.text(directory + "/status", MAX_CGROUP)
                .flatMap(text -> StatusFile.parse(text).effectiveUid());
        if (told.isPresent()) {
            return told;
        }
        try {
            return files.stat(directory).map(FileStat::uid);
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }

    private static String withoutMark(String path) {
        return path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path;
    }

    private static List<String> arguments(String commandLine) {
        // A title written over the command line is padded with NULs.
        int end = commandLine.length();
        while (end > 1 && commandLine.charAt(end - 1) == '\0' && commandLine.charAt(end - 2) == '\0') {
            end--;
        }
        return ProcFiles.split(commandLine.substring(0, end));
    }

    private boolean sharesRoot(String directory, Optional<String> cgroup) {
        Optional<String> mounts = proc.link(directory + "/ns/mnt");
        if (mounts.isEmpty() || hostMounts.isEmpty()) {
            return ControlGroup.of(cgroup).container().isEmpty();
        }
        return mounts.equals(hostMounts)
                && (hostRoot.isEmpty() || proc.link(directory + "/root").equals(hostRoot));
    }

    private Set<Integer> agentAndLaunchers(Map<Integer, HostProcess> found) {
        Set<Integer> own = new HashSet<>();
        Optional<HostProcess> next = proc.link("/self")
                .filter(pid -> pid.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .map(found::get);
        while (next.isPresent() && own.add(next.get().pid())) {
            next = Optional.ofNullable(found.get(next.get().parent())).filter(ProcessTable::launcher);
        }
        // Others too: what makes the archive for quick starts runs beside the first snapshot and may outlive it.
        found.values().stream().filter(ProcessTable::agent).forEach(each -> own.add(each.pid()));
        return own;
    }

    /** Whether it only carries the agent; the first process of all does so where a container runs nothing else. */
    private static boolean launcher(HostProcess process) {
        return process.name().equals(AGENT) || (process.pid() > 1 && LAUNCHERS.contains(process.name()));
    }

    private static boolean agent(HostProcess process) {
        return process.name().equals(AGENT) || process.arguments().contains(MAIN_CLASS);
    }
}
