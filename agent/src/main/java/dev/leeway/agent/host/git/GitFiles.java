package dev.leeway.agent.host.git;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Small files of a repository, and the way from one path to another as Git writes it. */
record GitFiles(HostFiles files) {
    private static final int MAX_LINE = 8_192;

    /** The only or first line of a small file. */
    Optional<String> line(String path) throws HostAccessException {
        return text(path, MAX_LINE)
                .map(text -> text.lines().findFirst().orElse("").strip());
    }

    Optional<String> text(String path, int maxBytes) throws HostAccessException {
        return files.readIfPresent(path, maxBytes).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    Optional<FileStat.Type> type(String path) throws HostAccessException {
        return files.stat(path).map(FileStat::type);
    }

    boolean isDirectory(String path) throws HostAccessException {
        return type(path).filter(FileStat.Type.DIRECTORY::equals).isPresent();
    }

    boolean isFile(String path) throws HostAccessException {
        return type(path).filter(FileStat.Type.FILE::equals).isPresent();
    }

    List<String> names(String directory, int most) throws HostAccessException {
        return isDirectory(directory) ? files.listIfPresent(directory, most) : List.of();
    }

    /** Where {@code path} leads, seen from {@code directory}; left to the port to resolve. */
    static String seenFrom(String directory, String path) throws MalformedException {
        if (path.isEmpty() || path.indexOf('\0') >= 0) {
            throw new MalformedException("expected a path");
        }
        return path.startsWith("/") ? path : below(directory, path);
    }

    static String below(String directory, String name) {
        return directory.equals("/") ? "/" + name : directory + "/" + name;
    }
}
