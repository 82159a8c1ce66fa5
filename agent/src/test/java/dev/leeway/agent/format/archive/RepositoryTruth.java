package dev.leeway.agent.format.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A Maven repository on disk, whose paths say what each archive is: what is told of them beside what is true. */
final class RepositoryTruth {
    private final Path root;
    private final SortedMap<String, List<String>> classes = new TreeMap<>();
    private int archives;

    private RepositoryTruth(Path root) {
        this.root = root;
    }

    /** The repository this build uses, if there is one. */
    static Optional<Path> repository() {
        Path path = Path.of(System.getProperty(
                "maven.repo.local", System.getProperty("user.home", "/nonexistent") + "/.m2/repository"));
        return Files.isDirectory(path) ? Optional.of(path) : Optional.empty();
    }

    /** Compares every archive below {@code root}; with {@code named} false, the file's name is withheld. */
    static RepositoryTruth of(Path root, boolean named) throws IOException {
        RepositoryTruth truth = new RepositoryTruth(root);
        ArchiveReader reader = new ArchiveReader(ArchiveLimits.standard().withDepth(0));
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .forEach(file -> truth.judge(reader, file, named));
        }
        return truth;
    }

    private void judge(ArchiveReader reader, Path file, boolean named) {
        Path relative = root.relativize(file);
        int names = relative.getNameCount();
        if (names < 4) {
            return;
        }
        String version = relative.getName(names - 2).toString();
        String artifact = relative.getName(names - 3).toString();
        String group = relative.subpath(0, names - 3).toString().replace('/', '.');
        if (!file.getFileName().toString().startsWith(artifact + "-" + version)) {
            return;
        }
        archives++;
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            Archive read = reader.read(channel, named ? file.getFileName().toString() : "x.jar")
                    .archive();
            Coordinates told = read.identity().coordinates();
            String verdict = verdict(
                            "artifact",
                            told.artifact(),
                            artifact,
                            !named && told.artifact().equals("x"))
                    + verdict(
                            "group",
                            told.group().orElse(""),
                            group,
                            told.group().isEmpty())
                    + verdict(
                            "version",
                            told.version().orElse(""),
                            version,
                            told.version().isEmpty());
            classes.computeIfAbsent(
                            read.identity().confidence().text() + ":" + (verdict.isEmpty() ? " all right" : verdict),
                            k -> new ArrayList<>())
                    .add(relative + " told as " + told.key() + " "
                            + told.version().orElse("-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String verdict(String what, String told, String truth, boolean absent) {
        return told.equals(truth) ? "" : absent ? " no " + what : " wrong " + what;
    }

    int archives() {
        return archives;
    }

    /** How many archives have {@code words} in their verdict, which is {@code CONFIDENCE: all right} or what is amiss. */
    int count(String words) {
        return classes.entrySet().stream()
                .filter(e -> e.getKey().contains(words))
                .mapToInt(e -> e.getValue().size())
                .sum();
    }

    /** Every class of verdict with its count and its archives. */
    SortedMap<String, List<String>> classes() {
        return classes;
    }
}
