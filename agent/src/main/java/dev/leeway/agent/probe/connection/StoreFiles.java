package dev.leeway.agent.probe.connection;

import dev.leeway.agent.format.endpoint.FileUrls;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.OpenFiles;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** SQLite files that a replica holds open or that lie where it works. */
final class StoreFiles {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final String PATTERN = "endpoint[sqlite:*]/**";
    private static final int MAX_NAMES = 5_000;
    private static final int MAX_STORES = 200;
    /** Directories within the working directory where frameworks put them. */
    private static final List<String> USUAL =
            List.of("", "data", "db", "instance", "prisma", "storage", "var", "database");

    private final HostView host;
    private final Replica replica;
    private final SectionRecorder section;
    private final Reading files;
    private final Optional<String> directory;

    StoreFiles(HostView host, Replica replica, SectionRecorder section) {
        this.host = host;
        this.replica = replica;
        this.section = section;
        this.files = new Reading(host.files(replica.leader()), section);
        this.directory = replica.leader().workingDirectory();
    }

    /**
     * Records them.
     *
     * @param named those that settings name already, as {@link StorePath#text}
     */
    void record(Set<String> named) {
        Set<String> paths = new TreeSet<>();
        Stream.concat(Stream.of(replica.leader()), replica.workers().stream())
                .forEach(process -> paths.addAll(held(process)));
        // In the root of a host or a container nobody keeps a database of his own.
        directory
                .filter(path -> !path.equals("/"))
                .ifPresent(path -> USUAL.forEach(below -> paths.addAll(lying(path, below))));
        paths.stream().filter(this::isStore).limit(MAX_STORES).forEach(path -> {
            StorePath store = StorePath.of(path, directory);
            if (!named.contains(store.text())) {
                FactPath endpoint = FactPath.of("endpoint", "sqlite:" + store.text());
                section.fact(endpoint.child("engine"), Observed.text("sqlite"), store.text());
                section.fact(endpoint.child("store"), Observed.text(store.kind()), store.text());
                section.fact(endpoint.child("source-kind"), Observed.text("file"));
            }
        });
    }

    private Set<String> held(HostProcess process) {
        Set<String> held = new TreeSet<>();
        new OpenFiles(host, process, section, PATTERN)
                        .held(path ->
                                path.startsWith("/") && !path.endsWith("-wal") && !path.endsWith("-shm") && mayBe(path))
                        .stream()
                        .filter(each -> !each.deleted())
                        .forEach(each -> held.add(each.path()));
        return held;
    }

    /** What a program holds open far from where it works is taken for a store only by its name. */
    private boolean mayBe(String path) {
        return FileUrls.namedAsSqlite(path)
                || directory
                        .filter(each -> !each.equals("/") && path.startsWith(each + "/"))
                        .isPresent();
    }

    private List<String> lying(String base, String below) {
        String place = below.isEmpty() ? base : base + "/" + below;
        return files.names(place, MAX_NAMES, PATTERN).stream()
                .filter(FileUrls::namedAsSqlite)
                .map(name -> place + "/" + name)
                .toList();
    }

    private boolean isStore(String path) {
        boolean file = files.stat(path, PATTERN)
                .filter(stat -> stat.type() == FileStat.Type.FILE && stat.size() >= MAGIC.length)
                .isPresent();
        return file
                && files.head(path, MAGIC.length, PATTERN)
                        .filter(head -> Arrays.equals(head, MAGIC))
                        .isPresent();
    }
}
