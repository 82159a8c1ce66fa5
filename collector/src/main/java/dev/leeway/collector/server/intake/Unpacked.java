package dev.leeway.collector.server.intake;

import dev.leeway.collector.server.http.Problem;
import dev.leeway.collector.server.http.Problems;
import dev.leeway.collector.server.http.RefusedException;
import dev.leeway.collector.server.http.Room;
import dev.leeway.schema.json.BoundedInflation;
import dev.leeway.schema.json.ReadingLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens bodies as their header says they are packed, and not further than there is room. */
final class Unpacked {
    /** A document costs about so many times its bytes while it is read and stored. */
    private static final int COST = 6;

    private static final int PIECE = 1 << 16;
    private static final long PATIENCE_MILLIS = 10_000;

    private Unpacked() {}

    /**
     * The plain bytes of a body.
     *
     * @param encoding as the header says
     * @param share of the room, into which the cost goes
     */
    static byte[] of(byte[] body, String encoding, ReadingLimits limits, Room.Share share) throws RefusedException {
        if (encoding.isEmpty() || encoding.equals("identity")) {
            take(share, body.length);
            return body;
        }
        if (!encoding.equals("gzip")) {
            throw new RefusedException(
                    "encoding", new Problem(415, "Packed otherwise", "only gzip is known here", "pack it with gzip"));
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream(Math.max(PIECE, 2 * body.length));
        try (InputStream in = BoundedInflation.open(
                new ByteArrayInputStream(body), packed -> new GZIPInputStream(packed, PIECE), limits)) {
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                take(share, read);
                plain.write(piece, 0, read);
            }
        } catch (ZipException | EOFException e) {
            throw Problems.malformed("the body is no sound gzip", "pack it anew");
        } catch (IOException e) {
            throw Problems.tooLarge("the body " + e.getMessage());
        }
        return plain.toByteArray();
    }

    private static void take(Room.Share share, int bytes) throws RefusedException {
        try {
            if (!share.more((long) COST * bytes, PATIENCE_MILLIS)) {
                throw Problems.busy("bytes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problems.busy("stopping");
        }
    }
}
