package dev.leeway.agent.selftest;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A tree of files that exists in memory alone, so that planted secrets never touch a disk. Directories are whatever files
 * lie below; links lead where they say, {@code ..} included. Built by one thread, then read by many.
 */
final class MemoryFiles implements HostFiles {
    private static final int MAX_LINKS = 40;
    private static final int FILE_MODE = 0644;
    private static final int DIRECTORY_MODE = 0755;

    private final NavigableMap<String, StringBuilder> files = new TreeMap<>();
    /** Entries of archives by name. */
    private final Map<String, SortedMap<String, String>> archives = new HashMap<>();

    private final NavigableMap<String, String> links = new TreeMap<>();
    private final Map<String, Kind> refused = new HashMap<>();
    private final Map<String, StringBuilder> broken = new HashMap<>();
    private final HandedOut handed;

    /** An empty tree that tells {@code handed} whatever is asked of it. */
    MemoryFiles(HandedOut handed) {
        this.handed = handed;
    }

    /** Adds {@code text} to the end of the file at {@code path}, which is made where it is not there. */
    MemoryFiles append(String path, String text) {
        files.computeIfAbsent(path, unused -> new StringBuilder()).append(text);
        return this;
    }

    /** Adds {@code text} to the end of an entry of the archive at {@code path}, both made where they are not there. */
    MemoryFiles pack(String path, String entry, String text) {
        archives.computeIfAbsent(path, unused -> new TreeMap<>()).merge(entry, text, String::concat);
        return append(path, "");
    }

    MemoryFiles link(String path, String target) {
        links.put(path, target);
        return this;
    }

    /** Refuses to read the file at {@code path}, which is made where it is not there. */
    MemoryFiles refuse(String path, Kind kind) {
        refused.put(path, kind);
        return append(path, "");
    }

    /** Fails as no port should when {@code path} is read, {@code text} in the failure's message. */
    MemoryFiles fail(String path, String text) {
        broken.computeIfAbsent(path, unused -> new StringBuilder()).append(text);
        return append(path, "");
    }

    @Override
    public Optional<FileStat> stat(String path) {
        return resolve(path).flatMap(this::statLink);
    }

    @Override
    public Optional<FileStat> statLink(String path) {
        String plain = plain(path);
        if (links.containsKey(plain)) {
            return Optional.of(stat(FileStat.Type.LINK, plain, 0));
        }
        StringBuilder text = files.get(plain);
        if (text != null) {
            return Optional.of(stat(FileStat.Type.FILE, plain, bytes(plain, text).length));
        }
        return isDirectory(plain) ? Optional.of(stat(FileStat.Type.DIRECTORY, plain, 0)) : Optional.empty();
    }

    private static FileStat stat(FileStat.Type type, String path, long size) {
        return new FileStat(
                type,
                size,
                1,
                path.hashCode() & 0xFFFFFFFFL,
                type == FileStat.Type.DIRECTORY ? DIRECTORY_MODE : FILE_MODE,
                0,
                0,
                Instant.EPOCH);
    }

    @Override
    public byte[] read(String path, int maxBytes) throws HostAccessException {
        String place = resolve(path).orElseThrow(() -> new HostAccessException(Kind.ABSENT, path));
        StringBuilder text = files.get(place);
        if (text == null) {
            throw new HostAccessException(Kind.NOT_A_FILE, path);
        }
        handed.out(place);
        checkReadable(place, path);
        byte[] bytes = bytes(place, text);
        if (bytes.length > maxBytes) {
            throw new HostAccessException(Kind.TOO_LARGE, path);
        }
        handed.out(text);
        archives.getOrDefault(place, Collections.emptySortedMap()).values().forEach(handed::out);
        return bytes;
    }

    private void checkReadable(String place, String path) throws HostAccessException {
        Kind refusal = refused.get(place);
        if (refusal != null) {
            throw new HostAccessException(refusal, path);
        }
        StringBuilder failure = broken.get(place);
        if (failure != null) {
            handed.out(failure);
            throw new IllegalStateException(failure.toString());
        }
    }

    private byte[] bytes(String place, StringBuilder text) {
        SortedMap<String, String> entries = archives.get(place);
        return entries == null ? text.toString().getBytes(StandardCharsets.UTF_8) : packed(entries);
    }

    private static byte[] packed(SortedMap<String, String> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public Optional<byte[]> readIfPresent(String path, int maxBytes) throws HostAccessException {
        return resolve(path).isEmpty() ? Optional.empty() : Optional.of(read(path, maxBytes));
    }

    @Override
    public SeekableByteChannel open(String path) throws HostAccessException {
        return new MemoryChannel(read(path, Integer.MAX_VALUE));
    }

    @Override
    public List<String> list(String directory, int maxEntries) throws HostAccessException {
        String place = resolve(directory).orElseThrow(() -> new HostAccessException(Kind.ABSENT, directory));
        if (!isDirectory(place)) {
            throw new HostAccessException(Kind.NOT_A_FILE, directory);
        }
        List<String> names = names(place);
        if (names.size() > maxEntries) {
            throw new HostAccessException(Kind.TOO_LARGE, directory);
        }
        names.forEach(handed::out);
        return names;
    }

    @Override
    public List<String> listIfPresent(String directory, int maxEntries) throws HostAccessException {
        return resolve(directory).isEmpty() ? List.of() : list(directory, maxEntries);
    }

    private List<String> names(String directory) {
        String prefix = directory.equals("/") ? "/" : directory + "/";
        TreeSet<String> names = new TreeSet<>();
        for (NavigableMap<String, ?> tree : List.<NavigableMap<String, ?>>of(files, links)) {
            for (String path : tree.tailMap(prefix, false).keySet()) {
                if (!path.startsWith(prefix)) {
                    break;
                }
                int slash = path.indexOf('/', prefix.length());
                names.add(path.substring(prefix.length(), slash < 0 ? path.length() : slash));
            }
        }
        return List.copyOf(names);
    }

    private boolean isDirectory(String path) {
        return path.equals("/") || below(files, path) || below(links, path);
    }

    private static boolean below(NavigableMap<String, ?> tree, String path) {
        String next = tree.higherKey(path + "/");
        return next != null && next.startsWith(path + "/");
    }

    @Override
    public Optional<String> readLink(String path) {
        Optional<String> target = Optional.ofNullable(links.get(plain(path)));
        target.ifPresent(handed::out);
        return target;
    }

    @Override
    public Optional<String> resolve(String path) {
        List<String> open = new ArrayList<>(segments(path));
        String at = "/";
        int followed = 0;
        while (!open.isEmpty()) {
            String next = child(at, open.remove(0));
            String target = links.get(next);
            if (target != null) {
                if (++followed > MAX_LINKS) {
                    return Optional.empty();
                }
                open.addAll(0, segments(target));
                at = target.startsWith("/") ? "/" : at;
            } else {
                at = next;
            }
        }
        return files.containsKey(at) || isDirectory(at) ? Optional.of(at) : Optional.empty();
    }

    private static String plain(String path) {
        String at = "/";
        for (String segment : segments(path)) {
            at = child(at, segment);
        }
        return at;
    }

    private static String child(String directory, String name) {
        if (name.equals("..")) {
            return directory.substring(0, Math.max(1, directory.lastIndexOf('/')));
        }
        return directory.equals("/") ? "/" + name : directory + "/" + name;
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return segments;
    }
}
