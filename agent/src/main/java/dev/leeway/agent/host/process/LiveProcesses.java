package dev.leeway.agent.host.process;

import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.format.command.Program.MainKind;
import dev.leeway.agent.host.Population;
import dev.leeway.agent.service.ServiceMatch;
import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Service;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The processes and services of a running host, looked at once for a whole snapshot.
 *
 * <p>A server started a moment ago has not opened its port yet, and may still be the shell that will become it. When one
 * that young is seen, the look is repeated for at most a second and a half, so that a restart just before a snapshot does
 * not change what it says. Safe for use by several threads; the first caller looks, the others wait for it.
 */
public final class LiveProcesses implements Population {
    private static final int TICKS_PER_SECOND = 100;
    private static final int SETTLED_TICKS = 150;
    private static final int MAX_LOOKS = 7;
    private static final long PAUSE_MILLIS = 250;

    private final HostFiles proc;
    private final Function<HostProcess, HostFiles> filesOf;
    private final ServiceDiscovery discovery;
    private final Pause pause;
    private Look look = new Look(List.of(), List.of());
    private boolean looked;

    /**
     * A host's processes, not looked at yet.
     *
     * @param files the host's files
     * @param proc the host's {@code /proc}, rooted there
     * @param ownRoot the files below a process' own root, for those that do not share the host's
     * @param configured services the configuration names, in order
     * @param engine asked what its containers are called, where no file tells
     */
    public LiveProcesses(
            HostFiles files,
            HostFiles proc,
            Function<HostProcess, HostFiles> ownRoot,
            List<ServiceMatch> configured,
            ContainerEngine engine) {
        this(files, proc, ownRoot, configured, engine, Thread::sleep);
    }

    LiveProcesses(
            HostFiles files,
            HostFiles proc,
            Function<HostProcess, HostFiles> ownRoot,
            List<ServiceMatch> configured,
            ContainerEngine engine,
            Pause pause) {
        this.proc = proc;
        this.filesOf = process -> process.mountNamespaceShared() ? files : ownRoot.apply(process);
        this.discovery = new ServiceDiscovery(files, engine, proc, filesOf, configured);
        this.pause = pause;
    }

    @Override
    public List<HostProcess> processes() throws HostAccessException, InterruptedException {
        return look().processes();
    }

    @Override
    public List<Service> services() throws HostAccessException, InterruptedException {
        return look().services();
    }

    @Override
    public HostFiles files(HostProcess process) {
        return filesOf.apply(process);
    }

    private synchronized Look look() throws HostAccessException, InterruptedException {
        if (!looked) {
            look = once();
            for (int looks = 1; looks < MAX_LOOKS && unsettled(look); looks++) {
                pause.millis(PAUSE_MILLIS);
                look = once();
            }
            looked = true;
        }
        return look;
    }

    private Look once() throws HostAccessException, InterruptedException {
        List<HostProcess> processes = ProcessTable.read(proc);
        List<Service> services = discovery.services(processes);
        Set<HostProcess> unnamed = discovery.unnamed();
        return new Look(
                processes.stream()
                        // Files that give no answer are as good as closed ones: a service may run there unseen.
                        .map(process -> unnamed.contains(process) ? process.closed() : process)
                        .toList(),
                services);
    }

    /** Whether a service or what may become one is so young that it may not have opened its ports. */
    private boolean unsettled(Look seen) {
        long now = uptimeTicks();
        Set<Integer> leading = new HashSet<>();
        Set<Integer> open = new HashSet<>();
        for (Service service : seen.services()) {
            service.replicas().forEach(replica -> {
                leading.add(replica.leader().pid());
                if (!replica.listeners().isEmpty()) {
                    open.add(replica.leader().pid());
                    replica.workers().forEach(worker -> open.add(worker.pid()));
                }
            });
        }
        return seen.processes().stream()
                .filter(process -> young(process, now) && !open.contains(process.pid()))
                .anyMatch(process -> leading.contains(process.pid()) || loading(process));
    }

    private static boolean young(HostProcess process, long now) {
        long age = now - process.startTicks();
        return age >= 0 && age < SETTLED_TICKS;
    }

    /** Whether an interpreter loads a program, or a script is about to become one; single shell commands are passed over. */
    private static boolean loading(HostProcess process) {
        Program program = Program.of(process.executable(), process.arguments());
        return switch (program.runtime()) {
            case JAVA, PYTHON, NODE, RUBY, PHP, DOTNET, BEAM -> true;
            case SHELL -> program.kind() == MainKind.SCRIPT;
            case PERL, NATIVE -> false;
        };
    }

    private long uptimeTicks() {
        String text = new ProcFiles(proc).text("/uptime", 4096).orElse("");
        try {
            return (long) (Double.parseDouble(text.strip().split(" ")[0]) * TICKS_PER_SECOND);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Waits; replaced in tests, which have no time. */
    interface Pause {
        void millis(long millis) throws InterruptedException;
    }

    private record Look(List<HostProcess> processes, List<Service> services) {}
}
