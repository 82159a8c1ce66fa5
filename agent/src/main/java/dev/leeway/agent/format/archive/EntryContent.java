package dev.leeway.agent.format.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Opens single entries: small ones as bytes, nested archives as sources; holds every byte to what was declared. */
final class EntryContent {
    private static final int LOCAL_HEADER = 30;
    private static final int LOCAL_SIGNATURE = 0x0403_4B50;
    /** An archive of deflated entries hardly shrinks again, one of stored classes to a third; only padding does to less. */
    private static final int LARGEST_NESTED_RATIO = 100;

    private static final int SMALL_NESTED = 4 << 20;

    private final InflateBuffers buffers;
    private final ArchiveBudget budget;

    EntryContent(ArchiveBudget budget, InflateBuffers buffers) {
        this.budget = budget;
        this.buffers = buffers;
    }

    /** The whole content of a small entry. */
    byte[] bytes(ByteSource archive, EntryRef entry) throws SkippedException {
        entry.requireReadable();
        if (entry.size() > budget.limits().metadataBytes()) {
            throw new SkippedException(SkipReason.LIMIT, "larger than metadata may be");
        }
        ByteSource raw = raw(archive, entry);
        byte[] content = new byte[(int) entry.size()];
        if (entry.isStored()) {
            raw.read(0, ByteBuffer.wrap(content));
        } else {
            budget.inflate(entry.size());
            inflate(raw, entry, new Sink() {
                private int filled;

                @Override
                public void add(byte[] bytes, int length) {
                    System.arraycopy(bytes, 0, content, filled, length);
                    filled += length;
                }
            });
        }
        CRC32 crc = new CRC32();
        crc.update(content);
        requireCrc(crc, entry);
        return content;
    }

    /** The first {@code most} bytes of an entry of whatever size, or all of a shorter one; held to no check sum. */
    byte[] head(ByteSource archive, EntryRef entry, int most) throws SkippedException {
        entry.requireReadable();
        ByteSource raw = raw(archive, entry);
        byte[] head = new byte[(int) Math.min(most, entry.size())];
        if (entry.isStored()) {
            raw.read(0, ByteBuffer.wrap(head));
            return head;
        }
        budget.inflate(head.length);
        Inflater inflater = buffers.inflater();
        try {
            long read = 0;
            int filled = 0;
            while (filled < head.length && !inflater.finished()) {
                if (inflater.needsInput()) {
                    int next = (int) Math.min(Math.min(InflateBuffers.CHUNK, most), raw.size() - read);
                    if (next == 0) {
                        throw new SkippedException(SkipReason.MALFORMED, "its compressed bytes end too soon");
                    }
                    raw.read(read, ByteBuffer.wrap(buffers.input(), 0, next));
                    read += next;
                    inflater.setInput(buffers.input(), 0, next);
                }
                filled += inflater.inflate(head, filled, head.length - filled);
                if (inflater.needsDictionary()) {
                    throw new SkippedException(SkipReason.MALFORMED, "compressed by a dictionary of its own");
                }
            }
            if (filled < head.length) {
                throw new SkippedException(SkipReason.MALFORMED, "inflates to less than it declares");
            }
            return head;
        } catch (DataFormatException e) {
            throw new SkippedException(SkipReason.MALFORMED, "its compressed bytes are damaged");
        }
    }

    /** A nested archive: a part of its parent where it is stored, else held in memory; {@code budget} releases it. */
    ByteSource nested(ByteSource archive, EntryRef entry) throws SkippedException {
        entry.requireReadable();
        ByteSource raw = raw(archive, entry);
        if (entry.isStored()) {
            return raw;
        }
        if (entry.size() > budget.limits().nestedBytes()) {
            throw new SkippedException(SkipReason.LIMIT, "a nested archive larger than is inflated");
        }
        if (entry.size() > SMALL_NESTED && entry.size() / LARGEST_NESTED_RATIO > entry.compressedSize()) {
            throw new SkippedException(
                    SkipReason.LIMIT, "a nested archive compressed more than any that holds something");
        }
        budget.inflate(entry.size());
        HeldSource held = new HeldSource(entry.size());
        CRC32 crc = new CRC32();
        inflate(raw, entry, (bytes, length) -> {
            held.add(bytes, length);
            crc.update(bytes, 0, length);
        });
        requireCrc(crc, entry);
        return held;
    }

    private ByteSource raw(ByteSource archive, EntryRef entry) throws SkippedException {
        byte[] header = new byte[LOCAL_HEADER];
        archive.read(entry.headerOffset(), ByteBuffer.wrap(header));
        if (LittleEndian.int32(header, 0) != LOCAL_SIGNATURE) {
            throw new SkippedException(SkipReason.MALFORMED, "no entry where the directory points");
        }
        if (contradicts(header, entry)) {
            throw new SkippedException(SkipReason.MALFORMED, "its own header says otherwise than the directory");
        }
        long start =
                entry.headerOffset() + LOCAL_HEADER + LittleEndian.uint16(header, 26) + LittleEndian.uint16(header, 28);
        if (entry.compressedSize() > archive.size() - start) {
            throw new SkippedException(SkipReason.MALFORMED, "ends outside the archive");
        }
        return archive.slice(start, entry.compressedSize());
    }

    /** Readers that trust one of the two would see another archive than those that trust the other. */
    private static boolean contradicts(byte[] header, EntryRef entry) {
        boolean readable = entry.name().indexOf('\uFFFD') < 0;
        int name = entry.name().getBytes(StandardCharsets.UTF_8).length;
        return LittleEndian.uint16(header, 8) != entry.method()
                || (readable && LittleEndian.uint16(header, 26) != name);
    }

    private void inflate(ByteSource raw, EntryRef entry, Sink sink) throws SkippedException {
        Inflater inflater = buffers.inflater();
        try {
            long read = 0;
            long written = 0;
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    int next = (int) Math.min(InflateBuffers.CHUNK, raw.size() - read);
                    if (next == 0) {
                        throw new SkippedException(SkipReason.MALFORMED, "its compressed bytes end too soon");
                    }
                    raw.read(read, ByteBuffer.wrap(buffers.input(), 0, next));
                    read += next;
                    inflater.setInput(buffers.input(), 0, next);
                }
                int length = inflater.inflate(buffers.output());
                written += length;
                if (written > entry.size() || inflater.needsDictionary()) {
                    throw new SkippedException(SkipReason.MALFORMED, "inflates to more than it declares");
                }
                sink.add(buffers.output(), length);
            }
            if (written != entry.size()) {
                throw new SkippedException(SkipReason.MALFORMED, "inflates to less than it declares");
            }
        } catch (DataFormatException e) {
            throw new SkippedException(SkipReason.MALFORMED, "its compressed bytes are damaged");
        }
    }

    private static void requireCrc(CRC32 crc, EntryRef entry) throws SkippedException {
        if ((int) crc.getValue() != entry.crc()) {
            throw new SkippedException(SkipReason.MALFORMED, "its content is not what its check sum says");
        }
    }

    private interface Sink {
        void add(byte[] bytes, int length);
    }
}
