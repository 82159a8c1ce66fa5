package dev.leeway.agent.host.git;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be committed: versions 2 to 4 of Git's index, split and sparse ones too.
 *
 * @param entries by path and, of what a merge left undecided, stage
 * @param tree what all of it is, where Git left that word and nothing changed since
 * @param written when the file was written; what was modified no earlier may have changed again unseen
 */
record IndexFile(SortedMap<String, IndexEntry> entries, Optional<ObjectId> tree, Instant written) {
    private static final int MAX_BYTES = 32 << 20;
    private static final int SIGNATURE = 0x44495243;
    private static final int MAX_ENTRIES = 150_000;
    private static final int ASSUMED = 0x8000;
    private static final int EXTENDED = 0x4000;
    private static final int NAME_LENGTH = 0x0FFF;
    private static final int SKIPPED = 0x4000;
    private static final int INTENDED = 0x2000;
    private static final int MAX_PATH = 4_096;

    /** Nothing is about to be committed, as in a repository whose working copy was never filled. */
    static final IndexFile NONE = new IndexFile(new TreeMap<>(), Optional.empty(), Instant.EPOCH);

    static IndexFile read(GitFiles files, RepositoryPlace place) throws HostAccessException, MalformedException {
        String path = GitFiles.below(place.own(), "index");
        Optional<FileStat> stat = files.files().stat(path);
        Optional<byte[]> bytes = files.files().readIfPresent(path, MAX_BYTES);
        if (bytes.isEmpty() || stat.isEmpty()) {
            return NONE;
        }
        Parse whole = parse(bytes.get());
        if (whole.shared.isPresent()) {
            String base = GitFiles.below(place.own(), "sharedindex." + whole.shared.get());
            Parse below = parse(files.files().read(base, MAX_BYTES));
            whole.laidOver(below);
        }
        return new IndexFile(whole.entries, whole.tree, stat.get().modified());
    }

    private static Parse parse(byte[] bytes) throws MalformedException {
        Parse parse = new Parse(bytes);
        try {
            parse.run();
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new MalformedException("expected more of an index after byte " + parse.in.position());
        }
        return parse;
    }

    /** One file. */
    private static final class Parse {
        final SortedMap<String, IndexEntry> entries = new TreeMap<>();
        Optional<ObjectId> tree = Optional.empty();
        Optional<String> shared = Optional.empty();
        private final ByteBuffer in;
        private byte[] deleted = new byte[0];
        private byte[] replaced = new byte[0];
        private final SortedMap<Integer, IndexEntry> unnamed = new TreeMap<>();

        Parse(byte[] bytes) {
            this.in = ByteBuffer.wrap(bytes, 0, Math.max(0, bytes.length - Constants.OBJECT_ID_LENGTH));
        }

        void run() throws MalformedException {
            int signature = in.getInt();
            int version = in.getInt();
            int count = in.getInt();
            if (signature != SIGNATURE || version < 2 || version > 4 || count < 0 || count > MAX_ENTRIES) {
                throw new MalformedException("expected an index of at most " + MAX_ENTRIES + " entries");
            }
            byte[] last = new byte[0];
            for (int i = 0; i < count; i++) {
                last = entry(version, last, i);
            }
            while (in.remaining() >= 8) {
                extension();
            }
        }

        private byte[] entry(int version, byte[] last, int number) throws MalformedException {
            int start = in.position();
            int changed = in.getInt();
            int changedPart = in.getInt();
            int modified = in.getInt();
            int modifiedPart = in.getInt();
            in.getInt();
            int inode = in.getInt();
            int mode = in.getInt();
            in.position(in.position() + 8);
            int size = in.getInt();
            ObjectId object = object();
            int flags = Short.toUnsignedInt(in.getShort());
            int more = (flags & EXTENDED) != 0 ? Short.toUnsignedInt(in.getShort()) : 0;
            byte[] name = version == 4 ? compressed(last) : plain(flags & NAME_LENGTH, start);
            String path = new String(name, StandardCharsets.UTF_8);
            int stage = (flags >> 12) & 3;
            IndexEntry entry = new IndexEntry(
                    path,
                    mode,
                    object,
                    stage,
                    (flags & ASSUMED) != 0 || (more & SKIPPED) != 0,
                    (more & INTENDED) != 0,
                    new IndexEntry.Mark(changed, changedPart, modified, modifiedPart, inode, size));
            if (path.isEmpty()) {
                unnamed.put(number, entry);
            } else {
                checked(path);
                entries.put(stage == 0 ? path : path + "\0" + stage, entry);
            }
            return name;
        }

        /** A name that Git itself would refuse must lead nobody astray. */
        private void checked(String path) throws MalformedException {
            String framed = "/" + path + (path.endsWith("/") ? "" : "/");
            if (path.length() > MAX_PATH
                    || framed.contains("/../")
                    || framed.contains("/./")
                    || framed.contains("//")
                    || path.indexOf('\0') >= 0) {
                throw new MalformedException("expected a relative path before byte " + in.position());
            }
        }

        private ObjectId object() {
            byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
            in.get(id);
            return ObjectId.fromRaw(id);
        }

        private byte[] plain(int length, int start) {
            int end = in.position() + length;
            if (length == NAME_LENGTH) {
                while (in.get(end) != 0) {
                    end++;
                }
            }
            byte[] name = new byte[end - in.position()];
            in.get(name);
            // One to eight zeros fill up to a multiple of eight.
            in.position(start + ((in.position() - start) / 8 + 1) * 8);
            return name;
        }

        private byte[] compressed(byte[] last) throws MalformedException {
            int cut = varint();
            int end = in.position();
            while (in.get(end) != 0) {
                end++;
            }
            int kept = last.length - cut;
            if (cut < 0 || kept < 0 || kept + end - in.position() > MAX_PATH) {
                throw new MalformedException("expected a path at byte " + in.position());
            }
            byte[] name = Arrays.copyOf(last, kept + end - in.position());
            in.get(name, kept, end - in.position());
            in.get();
            return name;
        }

        private int varint() {
            int each = in.get();
            int value = each & 0x7F;
            while ((each & 0x80) != 0) {
                each = in.get();
                value = ((value + 1) << 7) | (each & 0x7F);
            }
            return value;
        }

        private void extension() throws MalformedException {
            byte[] name = new byte[4];
            in.get(name);
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw new MalformedException("expected an extension of " + length + " bytes at byte " + in.position());
            }
            int end = in.position() + length;
            switch (new String(name, StandardCharsets.US_ASCII)) {
                case "TREE" -> tree = root();
                case "link" -> link(end);
                case "sdir" -> {
                    // Directories stand among the entries, as their modes say.
                }
                default -> {
                    if (name[0] < 'A' || name[0] > 'Z') {
                        throw new MalformedException("expected no unknown extension that must be understood");
                    }
                }
            }
            in.position(end);
        }

        /** The first of the cached trees: an empty name, how many entries or -1 for nobody knows, and which tree. */
        private Optional<ObjectId> root() {
            StringBuilder text = new StringBuilder();
            byte each = in.get();
            while (each != '\n' && text.length() < 40) {
                text.append((char) each);
                each = in.get();
            }
            boolean known = text.length() > 1 && text.charAt(0) == 0 && text.charAt(1) != '-';
            return known ? Optional.of(object()) : Optional.empty();
        }

        private void link(int end) {
            byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
            in.get(id);
            // Nothing but zeros: a split index that shares nothing.
            if (Arrays.equals(id, new byte[id.length])) {
                return;
            }
            shared = Optional.of(HexFormat.of().formatHex(id));
            byte[] maps = new byte[end - in.position()];
            in.get(maps);
            ByteBuffer two = ByteBuffer.wrap(maps);
            if (two.hasRemaining()) {
                deleted = bits(two);
                replaced = bits(two);
            }
        }

        /** An EWAH bitmap, a byte for each bit. */
        private static byte[] bits(ByteBuffer from) {
            int size = from.getInt();
            int words = from.getInt();
            if (size < 0 || size > MAX_ENTRIES || words < 0 || words > from.remaining() / 8) {
                throw new IllegalArgumentException("no bitmap");
            }
            byte[] bits = new byte[size];
            int at = 0;
            int read = 0;
            while (read < words) {
                long marker = from.getLong();
                read++;
                boolean one = (marker & 1) != 0;
                long run = (marker >>> 1) & 0xFFFFFFFFL;
                long literals = marker >>> 33;
                int until = (int) Math.min(size, at + run * 64);
                if (one && until > at) {
                    Arrays.fill(bits, at, until, (byte) 1);
                }
                at = until;
                for (long i = 0; i < literals && read < words; i++, read++) {
                    long word = from.getLong();
                    for (int bit = 0; bit < 64 && at < size; bit++, at++) {
                        bits[at] = (byte) ((word >>> bit) & 1);
                    }
                }
            }
            from.getInt();
            return bits;
        }

        /** Puts what both say together: this one says what was deleted from, replaced in and added to the other. */
        void laidOver(Parse base) throws MalformedException {
            if (base.shared.isPresent()) {
                throw new MalformedException("expected a shared index that shares nothing");
            }
            int number = 0;
            int next = 0;
            Map<Integer, IndexEntry> instead = unnamed;
            // Git numbers entries in its own order: by the bytes of their names, then by stage.
            TreeSet<IndexEntry> ordered = new TreeSet<>((left, right) -> {
                int names = Arrays.compareUnsigned(
                        left.path().getBytes(StandardCharsets.UTF_8),
                        right.path().getBytes(StandardCharsets.UTF_8));
                return names != 0 ? names : Integer.compare(left.stage(), right.stage());
            });
            ordered.addAll(base.entries.values());
            for (IndexEntry each : ordered) {
                boolean gone = number < deleted.length && deleted[number] == 1;
                boolean other = number < replaced.length && replaced[number] == 1;
                number++;
                if (gone) {
                    continue;
                }
                IndexEntry entry = other ? named(instead.get(next++), each) : each;
                entries.putIfAbsent(entry.stage() == 0 ? entry.path() : entry.path() + "\0" + entry.stage(), entry);
            }
        }

        private static IndexEntry named(@Nullable IndexEntry entry, IndexEntry name) throws MalformedException {
            if (entry == null) {
                throw new MalformedException("expected as many entries as are replaced");
            }
            return new IndexEntry(
                    name.path(),
                    entry.mode(),
                    entry.object(),
                    entry.stage(),
                    entry.hidden(),
                    entry.intended(),
                    entry.mark());
        }
    }

    /** Whether the index was ever written. */
    boolean known() {
        return !written.equals(Instant.EPOCH);
    }
}
