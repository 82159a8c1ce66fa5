package dev.leeway.agent.host.image;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.host.InsideView;
import dev.leeway.agent.host.Once;
import dev.leeway.agent.spi.DependencySettings;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Service;
import dev.leeway.agent.spi.SqliteFiles;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Containers that only their engine opens: what it hands out, and what it says was started; looked at when somebody asks. */
final class HandedView implements HostView {
    private final HostFiles files;
    private final Once<StartedContainers> started;
    private final boolean inside;
    private final DependencySettings dependencies;

    /** @param inside whether it is seen from within, where its root is everybody's and no kernel is to be seen */
    HandedView(HostFiles files, Once<StartedContainers> started, boolean inside, DependencySettings dependencies) {
        this.files = requireNonNull(files, "files are null");
        this.started = requireNonNull(started, "started is null");
        this.inside = inside;
        this.dependencies = requireNonNull(dependencies, "dependencies are null");
    }

    @Override
    public boolean live() {
        return false;
    }

    @Override
    public HostFiles files() {
        return files;
    }

    @Override
    public HostFiles proc() {
        try {
            return inside ? FixedFiles.NONE : started.get().proc();
        } catch (HostAccessException e) {
            return FixedFiles.NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FixedFiles.NONE;
        }
    }

    @Override
    public HostFiles sys() {
        return FixedFiles.NONE;
    }

    @Override
    public SqliteFiles sqlite() {
        return new InsideView(files, List.of()).sqlite();
    }

    @Override
    public List<HostProcess> processes() throws HostAccessException, InterruptedException {
        return services().stream()
                .flatMap(service -> service.processes().stream())
                .toList();
    }

    @Override
    public List<Service> services() throws HostAccessException, InterruptedException {
        return inside ? started.get().inside() : started.get().services();
    }

    @Override
    public DependencySettings dependencies() {
        return dependencies;
    }

    @Override
    public Optional<SortedMap<String, String>> shell() {
        return Optional.empty();
    }
}
