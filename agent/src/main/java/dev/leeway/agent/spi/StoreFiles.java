package dev.leeway.agent.spi;

import dev.leeway.agent.format.endpoint.FileUrls;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** SQLite files that a replica holds open or that lie where it works. */
public final class StoreFiles {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_NAMES = 5_000;
    private static final int MAX_STORES = 200;
    /** Directories within the working directory where frameworks put them. */
    private static final List<String> USUAL =
            List.of("", "data", "db", "instance", "prisma", "storage", "var", "database");

    private final HostView host;
    private final Replica replica;
    private final SectionRecorder section;
    private final String pattern;
    private final Reading files;
    private final Optional<String> directory;

    /**
     * Those of {@code replica}.
     *
     * @param section told of what could not be looked at
     * @param pattern of the facts that could not be told without
     */
    public StoreFiles(HostView host, Replica replica, SectionRecorder section, String pattern) {
        this.host = host;
        this.replica = replica;
        this.section = section;
        this.pattern = pattern;
        this.files = new Reading(host.files(replica.leader()), section);
        this.directory = replica.leader().workingDirectory();
    }

    /** Their absolute paths, sorted; each begins as a SQLite file does. */
    public SortedSet<String> found() {
        SortedSet<String> paths = new TreeSet<>();
        Stream.concat(Stream.of(replica.leader()), replica.workers().stream())
                .forEach(process -> paths.addAll(held(process)));
        // In the root of a host or a container nobody keeps a database of his own.
        directory
                .filter(path -> !path.equals("/"))
                .ifPresent(path -> USUAL.forEach(below -> paths.addAll(lying(path, below))));
        return paths.stream().filter(this::isStore).limit(MAX_STORES).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> held(HostProcess process) {
        Set<String> held = new TreeSet<>();
        SectionRecorder told = process.equals(replica.leader()) ? section : new OfPassing(section);
        new OpenFiles(host, process, told, pattern)
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
        return files.names(place, MAX_NAMES, pattern).stream()
                .filter(FileUrls::namedAsSqlite)
                .map(name -> place + "/" + name)
                .toList();
    }

    /** Whether a file that a setting names is one. */
    public boolean isStore(String path) {
        boolean file = files.stat(path, pattern)
                .filter(stat -> stat.type() == FileStat.Type.FILE && stat.size() >= MAGIC.length)
                .isPresent();
        return file
                && files.head(path, MAGIC.length, pattern)
                        .filter(head -> Arrays.equals(head, MAGIC))
                        .isPresent();
    }
}
