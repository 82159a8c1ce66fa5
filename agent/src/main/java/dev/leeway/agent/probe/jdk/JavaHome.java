package dev.leeway.agent.probe.jdk;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.schema.fact.FactPath;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One Java installation.
 *
 * @param directory where it lies, free of links
 * @param release what it says of itself
 */
record JavaHome(String directory, ReleaseFile release) {
    private static final int MAX_RELEASE = 64 * 1024;

    JavaHome {
        requireNonNull(directory, "directory is null");
        requireNonNull(release, "release is null");
    }

    /** The installation at {@code path}, links followed; empty when there is none. */
    static Optional<JavaHome> at(String path, HostFiles files) throws HostAccessException {
        Optional<String> real = files.resolve(path);
        if (real.isEmpty()) {
            return Optional.empty();
        }
        String directory = real.get();
        Optional<FileStat.Type> release = files.stat(directory + "/release").map(FileStat::type);
        if (release.equals(Optional.of(FileStat.Type.FILE))) {
            byte[] content = files.read(directory + "/release", MAX_RELEASE);
            ReleaseFile read = ReleaseFile.read(new String(content, StandardCharsets.UTF_8));
            // Other products have files of that name.
            return read.version().isPresent() ? Optional.of(new JavaHome(directory, read)) : Optional.empty();
        }
        if (!is(FileStat.Type.FILE, directory + "/bin/java", files)
                || !is(FileStat.Type.DIRECTORY, directory + "/lib", files)) {
            return Optional.empty();
        }
        if (release.equals(Optional.of(FileStat.Type.OTHER))) {
            throw new HostAccessException(HostAccessException.Kind.NOT_A_FILE, directory + "/release");
        }
        String name = directory.substring(directory.lastIndexOf('/') + 1);
        return Optional.of(new JavaHome(directory, ReleaseFile.ofDirectory(name)));
    }

    /** The installation a program of it belongs to: {@code /opt/jdk/bin/java}, {@code /opt/jdk8/jre/bin/java}. */
    static Optional<JavaHome> ofProgram(String program, HostFiles files) throws HostAccessException {
        int bin = program.lastIndexOf("/bin/");
        if (bin <= 0) {
            return Optional.empty();
        }
        String home = program.substring(0, bin);
        if (home.endsWith("/jre")) {
            Optional<JavaHome> outer = at(home.substring(0, home.length() - "/jre".length()), files);
            if (outer.isPresent()) {
                return outer;
            }
        }
        return at(home, files);
    }

    private static boolean is(FileStat.Type type, String path, HostFiles files) throws HostAccessException {
        return files.stat(path).filter(stat -> stat.type() == type).isPresent();
    }

    /** Whether it lies in somebody's home directory, where other users seldom see it. */
    boolean personal() {
        return directory.startsWith("/home/") || directory.startsWith("/root/") || directory.startsWith("/Users/");
    }

    /** What its facts begin with. */
    FactPath path() {
        return FactPath.of(personal() ? "personal" : "installation", release.key());
    }
}
