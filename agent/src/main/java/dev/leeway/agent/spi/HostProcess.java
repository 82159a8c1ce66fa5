package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A process as the kernel tells of it. Ids and start times are for finding things, never for facts.
 *
 * @param pid process id in the observed {@code /proc}
 * @param parent process id of the parent
 * @param startTicks start since boot in clock ticks, so that a reused id is noticed
 * @param uid effective user
 * @param name the kernel's short name
 * @param executable target of {@code exe} without the {@code (deleted)} mark; empty when it may not be read
 * @param executableDeleted whether the file the process runs is gone from its path
 * @param arguments command line, the program first; empty for kernel threads
 * @param cgroup path in the unified hierarchy, or of the named systemd hierarchy under version 1; empty when unknown
 * @param workingDirectory target of {@code cwd}; empty when it may not be read
 * @param mountNamespaceShared whether it sees the same root as the host's first process, as far as can be told
 */
public record HostProcess(
        int pid,
        int parent,
        long startTicks,
        long uid,
        String name,
        Optional<String> executable,
        boolean executableDeleted,
        List<String> arguments,
        Optional<String> cgroup,
        Optional<String> workingDirectory,
        boolean mountNamespaceShared) {
    public HostProcess {
        requireNonNull(name, "name is null");
        requireNonNull(executable, "executable is null");
        requireNonNull(cgroup, "cgroup is null");
        requireNonNull(workingDirectory, "workingDirectory is null");
        arguments = List.copyOf(arguments);
    }

    /** The same process under another id. */
    public HostProcess numbered(int id) {
        return with(id, executable, mountNamespaceShared);
    }

    /** The same process as it looks from where its root is everybody's. */
    public HostProcess sharingRoot() {
        return with(pid, executable, true);
    }

    /** The same process into whose files nobody may look. */
    public HostProcess closed() {
        return with(pid, Optional.empty(), mountNamespaceShared);
    }

    private HostProcess with(int id, Optional<String> program, boolean shared) {
        return new HostProcess(
                id,
                parent,
                startTicks,
                uid,
                name,
                program,
                executableDeleted,
                arguments,
                cgroup,
                workingDirectory,
                shared);
    }
}
