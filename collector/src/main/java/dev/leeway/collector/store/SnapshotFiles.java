package dev.leeway.collector.store;

import dev.leeway.collector.sbom.BillOptions;
import dev.leeway.collector.sbom.BillReader;
import dev.leeway.collector.sbom.DocumentKind;
import dev.leeway.collector.sbom.ReadBill;
import dev.leeway.schema.json.BoundedInflation;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.ReadingLimits;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.json.SnapshotSeries;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Reads snapshots from files and streams, plain or packed with gzip or zstd; a bill of materials is read into the snapshot
 * that says the same.
 */
public final class SnapshotFiles {
    private SnapshotFiles() {}

    /**
     * Reads one snapshot or bill of materials; the stream is not closed.
     *
     * @param bills what is known of bills besides
     * @throws FormatException naming source and place, what is wrong and what to do
     */
    public static SnapshotFile read(InputStream in, String name, BillOptions bills) throws FormatException {
        InputStream unpacked = Unpacking.of(in, name);
        DocumentKind kind = Beginning.kind(unpacked, name);
        if (kind.problem().isPresent()) {
            throw new FormatException(name, "", "is " + kind.problem().get(), kind.nextStep());
        }
        if (kind == DocumentKind.CYCLONEDX) {
            ReadBill bill = BillReader.read(unpacked, name, bills);
            return new SnapshotFile(name, bill.snapshot(), Optional.of(bill.scope()));
        }
        return new SnapshotFile(name, SnapshotJson.read(unpacked, name));
    }

    /**
     * Reads the snapshot or bill of materials in {@code file}.
     *
     * @param bills what is known of bills besides
     * @throws FormatException naming file and place, what is wrong and what to do
     */
    public static SnapshotFile read(Path file, BillOptions bills) throws FormatException {
        try (InputStream in = open(file)) {
            return read(in, file.toString(), bills);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * The bytes of the document in {@code file}, unpacked.
     *
     * @throws FormatException naming the file, what is wrong and what to do
     */
    public static byte[] document(Path file) throws FormatException {
        try (InputStream in = open(file)) {
            return document(in, file.toString());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The bytes of the document in a stream, unpacked; the stream is not closed. */
    public static byte[] document(InputStream in, String name) throws FormatException {
        try {
            InputStream unpacked = BoundedInflation.gunzipped(Unpacking.of(in, name));
            byte[] document = unpacked.readNBytes((int) ReadingLimits.DEFAULT.maxBytes() + 1);
            if (document.length > ReadingLimits.DEFAULT.maxBytes()) {
                throw new FormatException(
                        name, "", "is longer than a snapshot may be", "see the reading limits in docs/format.md");
            }
            return document;
        } catch (ZipException | EOFException e) {
            throw new FormatException(name, "", "damaged or cut compressed data", "fetch it again", e);
        } catch (IOException e) {
            throw new FormatException(name, "", "cannot be read", "check the file and its disk, or the connection", e);
        }
    }

    /** The snapshot in {@code file} as one of {@code series}; empty where that needs a closer look, which {@link #read} takes. */
    static Optional<Snapshot> quick(Path file, SnapshotSeries series) {
        try (InputStream in = open(file)) {
            return series.read(Unpacking.of(in, file.toString()));
        } catch (IOException | FormatException e) {
            return Optional.empty();
        }
    }

    static InputStream open(Path file) throws IOException {
        return Files.newInputStream(file);
    }

    static FormatException unreadable(Path file, IOException cause) {
        String name = file.toString();
        if (cause instanceof NoSuchFileException) {
            return new FormatException(name, "", "there is no such file", "check the path", cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new FormatException(name, "", "may not be read", "check who may read it", cause);
        }
        return new FormatException(name, "", "cannot be read", "check the file and its disk", cause);
    }
}
