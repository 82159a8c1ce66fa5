package dev.leeway.agent.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** What the spool asks of a file system; tests put one in its place whose n-th request fails. */
public interface Disk {
    /** What becomes the bytes of a file. */
    interface Content {
        /** Writes itself; the stream is not closed. */
        void write(OutputStream out) throws IOException;
    }

    /** Makes a directory that only its owner may enter, and those above it, where they are missing. */
    void makeDirectory(Path directory) throws IOException;

    /** Makes a file that only its owner may read, in the place of what a run that ended left there, and puts it on the disk. */
    void write(Path file, Content content) throws IOException;

    /** Gives a file another name at once, in the place of what had that name. */
    void move(Path from, Path to) throws IOException;

    /** Removes a file; one that is not there is no failure. */
    void delete(Path file) throws IOException;

    /** Puts on the disk which files a directory has. */
    void sync(Path directory) throws IOException;

    /** The regular files in a directory, by name; none where there is no such directory. */
    List<Path> list(Path directory) throws IOException;

    /** The bytes of a file. */
    InputStream read(Path file) throws IOException;

    /** How long a file is, in bytes. */
    long size(Path file) throws IOException;

    /** How many bytes more the file system of a directory takes; what one user may write at most can be less. */
    long room(Path directory) throws IOException;
}
