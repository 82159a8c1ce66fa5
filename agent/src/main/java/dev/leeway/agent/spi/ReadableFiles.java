package dev.leeway.agent.spi;

import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files as a process sees them, less those its own user may not read; or the host's, less those that a given account may not read.
 *
 * <p>A service names its files itself, by a link, an argument or a variable. An agent that may read more than the service would
 * otherwise tell what somebody else's files hold, and of settings the service does not have. Judged by owner, group and mode of the
 * file and of the directories above it; access control lists are not asked.
 */
public final class ReadableFiles implements HostFiles {
    private static final int MAX_STATUS = 65_536;
    private static final int READ = 4;
    private static final int SEARCH = 1;
    /** CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH. */
    private static final long READS_EVERYTHING = 0b110;

    private final HostFiles files;
    private final long uid;
    private final Set<Long> groups;
    private final Map<String, Boolean> searched = new ConcurrentHashMap<>();

    private ReadableFiles(HostFiles files, long uid, Set<Long> groups) {
        this.files = files;
        this.uid = uid;
        this.groups = groups;
    }

    /** The files that {@code process} may read, of those it sees: all of them where it may read everything. */
    public static HostFiles of(HostView host, HostProcess process) {
        HostFiles files = host.files(process);
        if (process.uid() == 0) {
            return files;
        }
        Map<String, List<String>> status = status(host.proc(), process.pid());
        long capabilities = status.getOrDefault("CapEff", List.of()).stream()
                .findFirst()
                .map(ReadableFiles::bits)
                .orElse(0L);
        if ((capabilities & READS_EVERYTHING) != 0) {
            return files;
        }
        Set<Long> groups = new HashSet<>();
        for (String name : List.of("Gid", "Groups")) {
            status.getOrDefault(name, List.of()).forEach(id -> number(id).ifPresent(groups::add));
        }
        return new ReadableFiles(files, process.uid(), groups);
    }

    /** The files that the account of that number may read, with the groups that the host's own tables give it. */
    public static ReadableFiles of(HostFiles files, long uid) {
        return new ReadableFiles(files, uid, AccountGroups.of(files, uid));
    }

    /** The files that somebody may read who is in {@code groups}. */
    public static ReadableFiles of(HostFiles files, long uid, Set<Long> groups) {
        return new ReadableFiles(files, uid, Set.copyOf(groups));
    }

    private static Map<String, List<String>> status(HostFiles proc, int pid) {
        Map<String, List<String>> status = new HashMap<>();
        try {
            byte[] bytes = proc.readIfPresent("/" + pid + "/status", MAX_STATUS).orElse(new byte[0]);
            new String(bytes, StandardCharsets.UTF_8).lines().forEach(line -> {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    String values = line.substring(colon + 1).strip();
                    status.put(line.substring(0, colon), Arrays.asList(values.split("\\s+")));
                }
            });
        } catch (HostAccessException e) {
            // Of a process nobody can look at no group is known; what all may read is left.
            return Map.of();
        }
        return status;
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static long bits(String text) {
        try {
            return Long.parseUnsignedLong(text, 16);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Whether whoever reads could come to {@code path} and read what lies there; where nothing does, so do all. */
    public boolean may(String path) throws HostAccessException {
        Optional<String> resolved = files.resolve(path);
        if (resolved.isEmpty()) {
            return true;
        }
        Optional<FileStat> stat = files.stat(resolved.get());
        return stat.isEmpty() || (reaches(resolved.get()) && may(stat.get(), READ));
    }

    /** Fails where the process could not come to {@code path}, or not read what lies there. */
    private void check(String path) throws HostAccessException {
        if (!may(path)) {
            throw new HostAccessException(HostAccessException.Kind.DENIED, path);
        }
    }

    /** Whether whoever reads could come so far as to see whether anything lies at {@code path}. */
    public boolean reaches(String path) throws HostAccessException {
        int slash = path.lastIndexOf('/');
        if (slash < 0) {
            return true;
        }
        String directory = slash == 0 ? "/" : path.substring(0, slash);
        Boolean known = searched.get(directory);
        if (known == null) {
            Optional<FileStat> stat = files.stat(directory);
            known = (stat.isEmpty() || may(stat.get(), SEARCH)) && (slash == 0 || reaches(directory));
            searched.put(directory, known);
        }
        return known;
    }

    private boolean may(FileStat stat, int what) {
        int shift = stat.uid() == uid ? 6 : groups.contains(stat.gid()) ? 3 : 0;
        return ((stat.mode() >> shift) & what) == what;
    }

    @Override
    public Optional<FileStat> stat(String path) throws HostAccessException {
        return files.stat(path);
    }

    @Override
    public Optional<Instant> born(String path) throws HostAccessException {
        return files.born(path);
    }

    @Override
    public Optional<Instant> changed(String path) throws HostAccessException {
        return files.changed(path);
    }

    @Override
    public Optional<FileStat> statLink(String path) throws HostAccessException {
        return files.statLink(path);
    }

    @Override
    public byte[] read(String path, int maxBytes) throws HostAccessException {
        check(path);
        return files.read(path, maxBytes);
    }

    @Override
    public Optional<byte[]> readIfPresent(String path, int maxBytes) throws HostAccessException {
        check(path);
        return files.readIfPresent(path, maxBytes);
    }

    @Override
    public SeekableByteChannel open(String path) throws HostAccessException {
        check(path);
        return files.open(path);
    }

    @Override
    public List<String> list(String directory, int maxEntries) throws HostAccessException {
        check(directory);
        return files.list(directory, maxEntries);
    }

    @Override
    public List<String> listIfPresent(String directory, int maxEntries) throws HostAccessException {
        check(directory);
        return files.listIfPresent(directory, maxEntries);
    }

    @Override
    public Optional<String> readLink(String path) throws HostAccessException {
        return files.readLink(path);
    }

    @Override
    public Optional<String> resolve(String path) throws HostAccessException {
        return files.resolve(path);
    }
}
