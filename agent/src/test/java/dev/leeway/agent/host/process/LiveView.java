package dev.leeway.agent.host.process;

import dev.leeway.agent.host.JailedFiles;
import dev.leeway.agent.service.ServiceMatch;
import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Service;
import dev.leeway.agent.spi.SqliteFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The machine the tests run on, through the real ports; files, processes and services, and no SQLite. */
final class LiveView implements HostView {
    private final HostFiles files;
    private final HostFiles proc = JailedFiles.kernel(Path.of("/proc"));
    private final HostFiles sys = JailedFiles.at(Path.of("/sys"));
    private final LiveProcesses processes;

    LiveView(List<ServiceMatch> configured) {
        this(Path.of("/"), configured);
    }

    /** The processes of this machine and the kernel's files, with those below {@code root} for its own. */
    LiveView(Path root, List<ServiceMatch> configured) {
        files = JailedFiles.at(root);
        processes = new LiveProcesses(
                files,
                proc,
                process -> JailedFiles.at(Path.of("/proc/" + process.pid() + "/root")),
                configured,
                ContainerEngine.NONE);
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    public HostFiles files() {
        return files;
    }

    @Override
    public HostFiles files(HostProcess process) {
        return processes.files(process);
    }

    @Override
    public HostFiles proc() {
        return proc;
    }

    @Override
    public HostFiles sys() {
        return sys;
    }

    @Override
    public SqliteFiles sqlite() {
        return (path, query, blobs) -> {
            throw new HostAccessException(HostAccessException.Kind.ABSENT, path);
        };
    }

    @Override
    public List<HostProcess> processes() throws HostAccessException, InterruptedException {
        return processes.processes();
    }

    @Override
    public List<Service> services() throws HostAccessException, InterruptedException {
        return processes.services();
    }

    @Override
    public Optional<SortedMap<String, String>> shell() {
        return Optional.empty();
    }
}
