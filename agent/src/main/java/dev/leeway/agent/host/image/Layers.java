package dev.leeway.agent.host.image;

import dev.leeway.schema.json.FormatException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Lays the layers of an image one over the other, each read once from its first byte to its last: its sums are checked, and its files
 * noted where they lie.
 */
final class Layers {
    /** Finds members of the file. */
    interface Parts {
        Optional<Extent> find(String name) throws FormatException;
    }

    private final String source;
    private final ImageLimits limits;
    private final Parts parts;
    private final UnaryOperator<Spool> keep;
    private @Nullable Spool spool;
    private int entries;
    private long unpacked;
    private long size;

    /** @param keep told of the temporary file, if one is needed */
    Layers(String source, ImageLimits limits, Parts parts, UnaryOperator<Spool> keep) {
        this.source = source;
        this.limits = limits;
        this.parts = parts;
        this.keep = keep;
    }

    Layers(String source, ImageLimits limits, ImageStore store, UnaryOperator<Spool> keep) {
        this(source, limits, (Parts) store::find, keep);
    }

    /** Bytes of all files in all layers. */
    long size() {
        return size;
    }

    ImageFiles merge(Candidate image, ConfigDocument config) throws FormatException {
        List<String> sums = config.layers();
        if (sums.size() != image.layers().size()) {
            throw new FormatException(
                    source,
                    image.config().name(),
                    "tells of " + sums.size() + " layers, the manifest of "
                            + image.layers().size(),
                    "save the image anew");
        }
        if (sums.size() > limits.layers()) {
            throw new FormatException(
                    source, image.config().name(), "has more than " + limits.layers() + " layers", "build it of fewer");
        }
        ImageTree tree = new ImageTree(limits.files());
        for (int i = 0; i < sums.size(); i++) {
            Candidate.Part part = image.layers().get(i);
            Extent packed = parts.find(part.name())
                    .orElseThrow(() -> new FormatException(
                            source,
                            part.name(),
                            "is not there, but the manifest names it as a layer",
                            "save the image anew, with every layer"));
            Digest sum = Digest.of(sums.get(i))
                    .orElseThrow(() -> new FormatException(
                            source, image.config().name(), "has a sum of a kind that is not known", "save it anew"));
            layer(part, packed, sum, new LayerReader(tree, i));
        }
        return new ImageFiles(tree.root());
    }

    private void layer(Candidate.Part part, Extent packed, Digest sum, LayerReader reader) throws FormatException {
        try {
            Packing packing = packing(packed);
            Optional<MessageDigest> packedSum = part.digest().map(Digest::sum);
            MessageDigest unpackedSum = sum.sum();
            InputStream raw =
                    packedSum.isPresent() ? new DigestInputStream(packed.stream(), packedSum.get()) : packed.stream();
            Optional<Spool> kept = packing == Packing.NONE ? Optional.empty() : Optional.of(spool());
            long start = kept.map(Spool::end).orElse(0L);
            UnpackedStream in =
                    new UnpackedStream(packing.unpack(raw), Optional.of(unpackedSum), kept, growth(packed.size()));
            entries += TarEntries.read(in, limits.entries() - entries, (entry, path, offset) -> {
                long length = entry.isDirectory() || entry.isSparse() ? 0 : entry.getSize();
                size += length;
                reader.take(entry, path, place(packed, kept, start, offset, length));
            });
            in.drain();
            raw.transferTo(OutputStream.nullOutputStream());
            if (!sum.matches(unpackedSum)) {
                throw new IOException("its content does not have the sum that the configuration tells");
            }
            if (packedSum.isPresent() && !part.digest().orElseThrow().matches(packedSum.get())) {
                throw new IOException("its content does not have the sum that it is named by");
            }
        } catch (IOException e) {
            throw error(part.name(), e);
        } catch (RuntimeException e) {
            // So the decoder of Zstandard tells of damage.
            throw new FormatException(source, part.name(), "cannot be unpacked", "save the image anew", e);
        }
    }

    private static Extent place(Extent packed, Optional<Spool> kept, long start, long offset, long length)
            throws IOException {
        if (kept.isPresent()) {
            // It is written by the time anybody reads it, or the archive ends early and nobody does.
            return kept.get().later(start + offset, length);
        }
        if (length > packed.size() - offset) {
            throw new EOFException("ends within a file");
        }
        return packed.part(offset, length);
    }

    /** Unpacks a whole file. */
    Extent unpack(Extent packed, Packing packing) throws IOException, FormatException {
        try {
            Spool to = spool();
            long start = to.end();
            UnpackedStream in = new UnpackedStream(
                    packing.unpack(packed.stream()), Optional.empty(), Optional.of(to), growth(packed.size()));
            in.drain();
            return to.since(start);
        } catch (IOException e) {
            throw error("", e);
        } catch (RuntimeException e) {
            throw new FormatException(source, "", "cannot be unpacked", "save the image anew", e);
        }
    }

    private UnpackedStream.Growth growth(long packed) {
        long[] grown = {0};
        return bytes -> {
            grown[0] += bytes;
            unpacked += bytes;
            if (unpacked > limits.unpacked()) {
                throw new IOException("the image unpacks to more than " + limits.unpacked() + " bytes");
            }
            if (grown[0] > limits.innocent() && grown[0] / limits.ratio() > packed) {
                throw new IOException("unpacks to more than " + limits.ratio() + " times its size");
            }
        };
    }

    private Spool spool() throws IOException {
        if (spool == null) {
            spool = keep.apply(Spool.open());
        }
        return spool;
    }

    private FormatException error(String place, IOException e) {
        boolean ours = e.getStackTrace().length > 0
                && e.getStackTrace()[0].getClassName().startsWith("dev.leeway.");
        String reason = e instanceof EOFException ? "ends early" : ours ? e.getMessage() : "cannot be unpacked or read";
        return new FormatException(source, place, String.valueOf(reason), "save the image anew", e);
    }

    /** How {@code file} is packed; one of the ways that are not read is an error. */
    static Packing packing(Extent file) throws IOException {
        byte[] head = new byte[Packing.LOOK];
        Packing packing = Packing.of(head, Math.max(0, file.read(0, head, 0, head.length)));
        return switch (packing) {
            case NONE, GZIP, ZSTD -> packing;
            case XZ -> throw new IOException("is packed with xz; unpack it first");
            case BZIP2 -> throw new IOException("is packed with bzip2; unpack it first");
        };
    }
}
