package dev.leeway.agent.host;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.host.sqlite.CopiedSqliteFiles;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Service;
import dev.leeway.agent.spi.SqliteFiles;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What can be seen inside a container or an image: its files, and what runs there, to which they are the root. */
public final class InsideView implements HostView {
    private final HostFiles files;
    private final List<Service> services;

    /**
     * The inside of one.
     *
     * @param services what runs there, or would
     */
    public InsideView(HostFiles files, List<Service> services) {
        this.files = requireNonNull(files, "files are null");
        this.services = List.copyOf(services);
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
        return EmptyFiles.INSTANCE;
    }

    @Override
    public HostFiles sys() {
        return EmptyFiles.INSTANCE;
    }

    @Override
    public SqliteFiles sqlite() {
        // Made at first use: its class brings the driver along.
        return (path, query, blobs) -> new CopiedSqliteFiles(files).blobs(path, query, blobs);
    }

    @Override
    public List<HostProcess> processes() {
        return services.stream()
                .flatMap(service -> service.processes().stream())
                .toList();
    }

    @Override
    public List<Service> services() {
        return services;
    }

    @Override
    public Optional<SortedMap<String, String>> shell() {
        return Optional.empty();
    }
}
