package dev.leeway.agent.probe.packages;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A package header as rpm keeps it in its database: a count of index entries, a length of data, the entries (tag, type,
 * offset, count, big-endian) and the data.
 */
final class RpmHeader {
    private static final int NAME = 1000;
    private static final int VERSION = 1001;
    private static final int RELEASE = 1002;
    private static final int EPOCH = 1003;
    /** Of all files, in bytes; larger packages have a tag of twice the width instead. */
    private static final int SIZE = 1009;

    private static final int VENDOR = 1011;
    private static final int ARCHITECTURE = 1022;
    private static final int DIRECTORY_INDEXES = 1116;
    private static final int BASE_NAMES = 1117;
    private static final int DIRECTORY_NAMES = 1118;

    private static final int ENTRY_BYTES = 16;
    private static final int MAX_ENTRIES = 0xFFFF;
    private static final int MAX_FILES = 500_000;

    private final ByteBuffer data;
    private final Map<Integer, Entry> entries;

    private record Entry(int offset, int count) {}

    private RpmHeader(ByteBuffer data, Map<Integer, Entry> entries) {
        this.data = data;
        this.entries = entries;
    }

    /**
     * Reads a header.
     *
     * @throws MalformedDatabaseException when the counts do not fit the bytes
     */
    static RpmHeader parse(byte[] blob) throws MalformedDatabaseException {
        ByteBuffer bytes = ByteBuffer.wrap(blob);
        if (blob.length < 8) {
            throw new MalformedDatabaseException("rpm header shorter than 8 bytes");
        }
        int count = bytes.getInt();
        int length = bytes.getInt();
        long start = 8L + (long) count * ENTRY_BYTES;
        if (count < 0 || count > MAX_ENTRIES || length < 0 || start + length > blob.length) {
            throw new MalformedDatabaseException("rpm header longer than its record");
        }
        Map<Integer, Entry> entries = new HashMap<>();
        for (int i = 0; i < count; i++) {
            int tag = bytes.getInt();
            bytes.getInt();
            entries.put(tag, new Entry(bytes.getInt(), bytes.getInt()));
        }
        return new RpmHeader(ByteBuffer.wrap(blob, (int) start, length).slice(), entries);
    }

    /** The package this header describes; empty where name or version is missing. */
    Optional<InstalledPackage> installedPackage() throws MalformedDatabaseException {
        Optional<String> name = text(NAME);
        Optional<String> version = text(VERSION);
        if (name.isEmpty() || version.isEmpty()) {
            return Optional.empty();
        }
        String epoch = entries.containsKey(EPOCH) ? number(EPOCH, 0) + ":" : "";
        String release = text(RELEASE).map(text -> "-" + text).orElse("");
        return Optional.of(new InstalledPackage(
                InstalledPackage.Manager.RPM,
                name.get(),
                epoch + version.get() + release,
                text(ARCHITECTURE).orElse(""),
                text(VENDOR),
                false,
                Optional.empty(),
                entries.containsKey(SIZE)
                        ? OptionalLong.of(Integer.toUnsignedLong(number(SIZE, 0)))
                        : OptionalLong.empty()));
    }

    /** The paths this package installed. */
    List<String> files() throws MalformedDatabaseException {
        List<String> names = texts(BASE_NAMES);
        List<String> directories = texts(DIRECTORY_NAMES);
        List<String> files = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            int directory = number(DIRECTORY_INDEXES, i);
            if (directory < 0 || directory >= directories.size()) {
                throw new MalformedDatabaseException("rpm header names a directory it does not list");
            }
            files.add(directories.get(directory) + names.get(i));
        }
        return files;
    }

    private Optional<String> text(int tag) throws MalformedDatabaseException {
        Entry entry = entries.get(tag);
        return entry == null ? Optional.empty() : Optional.of(textAt(entry.offset()));
    }

    private List<String> texts(int tag) throws MalformedDatabaseException {
        Entry entry = entries.get(tag);
        if (entry == null) {
            return List.of();
        }
        if (entry.count() < 0 || entry.count() > MAX_FILES) {
            throw new MalformedDatabaseException("rpm header lists more than " + MAX_FILES + " files");
        }
        List<String> texts = new ArrayList<>();
        int offset = entry.offset();
        for (int i = 0; i < entry.count(); i++) {
            int end = endOfText(offset);
            texts.add(decode(offset, end));
            offset = end + 1;
        }
        return texts;
    }

    private int number(int tag, int index) throws MalformedDatabaseException {
        Entry entry = entries.get(tag);
        long offset = entry == null ? -1 : entry.offset() + 4L * index;
        if (entry == null || index >= entry.count() || offset < 0 || offset + 4 > data.limit()) {
            throw new MalformedDatabaseException("rpm header points outside its data");
        }
        return data.getInt((int) offset);
    }

    private String textAt(int offset) throws MalformedDatabaseException {
        return decode(offset, endOfText(offset));
    }

    private int endOfText(int offset) throws MalformedDatabaseException {
        int end = offset;
        while (end >= 0 && end < data.limit() && data.get(end) != 0) {
            end++;
        }
        if (offset < 0 || end >= data.limit()) {
            throw new MalformedDatabaseException("rpm header points outside its data");
        }
        return end;
    }

    private String decode(int start, int end) {
        byte[] text = new byte[end - start];
        data.get(start, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
