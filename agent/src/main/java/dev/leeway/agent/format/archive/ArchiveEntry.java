package dev.leeway.agent.format.archive;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * One entry as an archive's directory declares it, valid only while it is visited: the next entry takes its place.
 *
 * <p>Nothing is inflated or allocated to look at one, except the text of its name when that is asked for.
 */
public final class ArchiveEntry {
    /** Bytes of a directory record before its name. */
    static final int FIXED = 46;

    private static final byte[] MODULE_INFO = "module-info.class".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PACKAGE_INFO = "package-info.class".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLASS = ".class".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BOOT_CLASSES = "BOOT-INF/classes/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WEB_CLASSES = "WEB-INF/classes/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VERSIONS = "META-INF/versions/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] META = "META-INF/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MAVEN = "META-INF/maven/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BOOT = "BOOT-INF/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WEB = "WEB-INF/".getBytes(StandardCharsets.US_ASCII);
    private static final Set<String> LISTS = Set.of(
            "BOOT-INF/classpath.idx",
            "BOOT-INF/layers.idx",
            "WEB-INF/classpath.idx",
            "WEB-INF/layers.idx",
            "WEB-INF/classes/META-INF/jandex.idx");
    private static final Set<String> DESCRIPTIONS = Set.of(
            "META-INF/MANIFEST.MF", "META-INF/INDEX.LIST", "META-INF/build-info.properties", "META-INF/jandex.idx");
    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

    private final byte[] directory;
    private final NameHash hash = new NameHash();
    private int at;
    private int nameLength;
    private long size;
    private long compressedSize;
    private long headerOffset;

    /** A view into {@code directory}. */
    ArchiveEntry(byte[] directory) {
        this.directory = directory;
    }

    /** Moves to the record at {@code position}, which lies in the buffer as a whole. */
    void moveTo(int position) throws SkippedException {
        at = position;
        nameLength = LittleEndian.uint16(directory, at + 28);
        compressedSize = LittleEndian.uint32(directory, at + 20);
        size = LittleEndian.uint32(directory, at + 24);
        headerOffset = LittleEndian.uint32(directory, at + 42);
        if (compressedSize == UNSIGNED_INT || size == UNSIGNED_INT || headerOffset == UNSIGNED_INT) {
            readLongSizes();
        }
        hash.of(directory, at + FIXED, nameLength);
    }

    private void readLongSizes() throws SkippedException {
        int extra = at + FIXED + nameLength;
        int end = extra + LittleEndian.uint16(directory, at + 30);
        while (extra + 4 <= end) {
            int length = LittleEndian.uint16(directory, extra + 2);
            if (LittleEndian.uint16(directory, extra) == 1) {
                readLongSizes(extra + 4, Math.min(end, extra + 4 + length));
                return;
            }
            extra += 4 + length;
        }
    }

    private void readLongSizes(int from, int end) throws SkippedException {
        int next = from;
        if (size == UNSIGNED_INT && next + 8 <= end) {
            size = LittleEndian.int64(directory, next);
            next += 8;
        }
        if (compressedSize == UNSIGNED_INT && next + 8 <= end) {
            compressedSize = LittleEndian.int64(directory, next);
            next += 8;
        }
        if (headerOffset == UNSIGNED_INT && next + 8 <= end) {
            headerOffset = LittleEndian.int64(directory, next);
        }
        if (size < 0 || compressedSize < 0 || headerOffset < 0) {
            throw new SkippedException(SkipReason.MALFORMED, "an entry of negative size or place");
        }
    }

    /** The name, with {@code /} between directories; bytes that are not UTF-8 are replaced. */
    public String name() {
        return new String(directory, at + FIXED, nameLength, StandardCharsets.UTF_8);
    }

    /** Sixty-four bits that stand for the name, the same in every archive and on every machine. */
    public long nameHash() {
        return hash.first();
    }

    /** What {@link #classHash()} is of the class that is named so: {@code com.acme.Main}. */
    public static long classHash(String className) {
        return NameHash.of((className.replace('.', '/') + ".class").getBytes(StandardCharsets.UTF_8))
                .first();
    }

    /** Sixty-four bits that stand for a class as loaders name it: without the directory of classes of its layout. */
    public long classHash() {
        byte[] prefix = startsWith(BOOT_CLASSES) ? BOOT_CLASSES : startsWith(WEB_CLASSES) ? WEB_CLASSES : new byte[0];
        if (prefix.length == 0) {
            return hash.first();
        }
        NameHash plain = new NameHash();
        plain.of(directory, at + FIXED + prefix.length, nameLength - prefix.length);
        return plain.first();
    }

    /** Whether it describes a module or a package and is a class in name only; every module has one of the same name. */
    public boolean isDescription() {
        return isNamed(MODULE_INFO) || isNamed(PACKAGE_INFO);
    }

    private boolean isNamed(byte[] file) {
        int from = nameLength - file.length;
        return from >= 0 && matches(file, from) && (from == 0 || directory[at + FIXED + from - 1] == '/');
    }

    /** Uncompressed bytes, as declared. */
    public long size() {
        return size;
    }

    /** The CRC-32 of the content, as declared. */
    public int crc() {
        return LittleEndian.int32(directory, at + 16);
    }

    /** Whether it is a directory. */
    public boolean isDirectory() {
        return nameLength > 0 && directory[at + FIXED + nameLength - 1] == '/';
    }

    /** Whether it is a class file, of whatever release. */
    public boolean isClass() {
        return nameLength > CLASS.length && matches(CLASS, nameLength - CLASS.length);
    }

    /** The least Java release that sees it in a multi-release archive; 0 when every release does. */
    public int release() {
        if (!startsWith(VERSIONS)) {
            return 0;
        }
        int release = 0;
        for (int i = VERSIONS.length; i < nameLength; i++) {
            byte c = directory[at + FIXED + i];
            if (c == '/') {
                return release;
            }
            if (c < '0' || c > '9' || release > 999) {
                return 0;
            }
            release = release * 10 + (c - '0');
        }
        return 0;
    }

    boolean startsWith(byte[] ascii) {
        return nameLength >= ascii.length && matches(ascii, 0);
    }

    private boolean matches(byte[] ascii, int from) {
        int start = at + FIXED + from;
        for (int i = 0; i < ascii.length; i++) {
            if (directory[start + i] != ascii[i]) {
                return false;
            }
        }
        return true;
    }

    byte nameByte(int index) {
        return directory[at + FIXED + index];
    }

    /** Whether it is a signature or the manifest of Java's, Maven's metadata, or a list that a packer made. */
    public boolean isPackaging() {
        if (!startsWith(META)) {
            return (startsWith(BOOT) || startsWith(WEB)) && LISTS.contains(name());
        }
        String name = name();
        return (startsWith(MAVEN) && (name.endsWith("/pom.xml") || name.endsWith("/pom.properties")))
                || DESCRIPTIONS.contains(name)
                || BuildNoise.isSignature(name);
    }

    /** Bytes of the name. */
    public int nameLength() {
        return nameLength;
    }

    NameHash hash() {
        return hash;
    }

    long compressedSize() {
        return compressedSize;
    }

    long headerOffset() {
        return headerOffset;
    }

    EntryRef toRef() {
        return new EntryRef(
                name(),
                LittleEndian.uint16(directory, at + 8),
                LittleEndian.uint16(directory, at + 10),
                crc(),
                compressedSize,
                size,
                headerOffset);
    }
}
