package dev.leeway.agent.host.image;

import dev.leeway.schema.json.FormatException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The entries of a tar archive, one after another. */
final class TarEntries {
    private static final int RECORD = 512;
    private static final int MAX_PATH = 4_096;
    private static final int MAX_DEPTH = 512;

    private TarEntries() {}

    /** Takes one entry at a time. */
    interface Visitor {
        /**
         * Takes the next one.
         *
         * @param path without {@code .} and {@code ..}; never leads out
         * @param offset where its content begins
         */
        void take(TarArchiveEntry entry, List<String> path, long offset) throws IOException;
    }

    /**
     * Reads to the end of the archive.
     *
     * @param most more entries than this are too many
     * @return how many there were
     * @throws IOException naming the entry that is not as it should be
     */
    static int read(UnpackedStream in, int most, Visitor visitor) throws IOException {
        int count = 0;
        String place = "at its beginning";
        try {
            // Not closed: the stream belongs to the caller.
            @SuppressWarnings("resource")
            TarArchiveInputStream archive =
                    new TarArchiveInputStream(in, RECORD, RECORD, StandardCharsets.UTF_8.name(), false);
            while (true) {
                in.expectHeaders();
                TarArchiveEntry entry = archive.getNextEntry();
                if (entry == null) {
                    return count;
                }
                if (++count > most) {
                    throw new IOException("more than " + most + " entries");
                }
                place = "entry " + count + " '" + shown(entry.getName()) + "'";
                long size = entry.isDirectory() || entry.isSparse() ? 0 : entry.getSize();
                visitor.take(entry, path(entry.getName()), in.position());
                in.pass(size);
            }
        } catch (EOFException e) {
            throw new IOException(place + ": the archive ends early", e);
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException(place + ": " + reason(e), e);
        }
    }

    private static String reason(Exception e) {
        // Messages of the library quote what it read.
        boolean ours = e.getStackTrace().length > 0
                && e.getStackTrace()[0].getClassName().startsWith("dev.leeway.");
        return ours ? String.valueOf(e.getMessage()) : "no tar header, or a damaged one";
    }

    /** A name from a file as it may be shown. */
    static String shown(String name) {
        return FormatException.shown(name);
    }

    /** The names of a path as engines clean it: a leading slash means nothing, and above the root there is but the root. */
    static List<String> path(String written) throws IOException {
        if (written.length() > MAX_PATH || written.indexOf('\0') >= 0) {
            throw new IOException("no file system takes this path");
        }
        List<String> names = new ArrayList<>();
        for (String name : written.split("/", -1)) {
            if (name.equals("..")) {
                if (!names.isEmpty()) {
                    names.remove(names.size() - 1);
                }
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        if (names.size() > MAX_DEPTH) {
            throw new IOException("lies in more than " + MAX_DEPTH + " directories");
        }
        return names;
    }
}
