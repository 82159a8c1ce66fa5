package dev.leeway.collector.cli;

import dev.leeway.collector.source.IncludedFiles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Files that a policy includes: each from the directory of the file that includes it or from below, wherever links lead.
 *
 * <p>A file is read once, so that what was checked is what is judged by.
 */
final class PolicyIncludes implements IncludedFiles {
    /** All files of one policy together. */
    private static final int LARGEST = 4 << 20;

    private final Path policy;
    private final Map<String, Opened> opened = new HashMap<>();
    private int bytes;

    PolicyIncludes(Path policy) {
        this.policy = policy;
    }

    @Override
    public Opened open(String from, String path) throws IOException {
        try {
            Path including = (from.isEmpty() ? policy : Path.of(from)).toRealPath();
            Path written = Path.of(path);
            if (written.isAbsolute()) {
                throw new IOException("it is named from the root of the file system");
            }
            Path directory = Path.of(String.valueOf(including.getParent()));
            Path file = directory.resolve(written).toRealPath();
            if (!file.startsWith(directory)) {
                throw new IOException("it lies outside the directory of the file that includes it");
            }
            if (file.equals(policy.toRealPath())) {
                throw new IOException("it is the policy itself, which includes this file");
            }
            Opened known = opened.get(file.toString());
            return known == null ? read(file) : known;
        } catch (InvalidPathException e) {
            throw new IOException("it is no path", e);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no such file", e);
        }
    }

    private Opened read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("it is no file");
        }
        byte[] read = PolicyFile.bytes(file, LARGEST - bytes);
        bytes += read.length;
        if (bytes > LARGEST) {
            throw new IOException("all that is included is larger than policies may be (4 MiB)");
        }
        try {
            Opened text = new Opened(file.toString(), name(file), PolicyFile.text(read));
            opened.put(file.toString(), text);
            return text;
        } catch (CharacterCodingException e) {
            throw new IOException("it is not UTF-8", e);
        }
    }

    /** As people would name it beside the policy they named. */
    private String name(Path file) throws IOException {
        Path beside = Path.of(String.valueOf(policy.toRealPath().getParent()));
        Path named = policy.getParent();
        Path relative = beside.relativize(file);
        return (named == null ? relative : named.resolve(relative)).toString();
    }
}
