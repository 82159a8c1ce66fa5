package dev.leeway.agent.host.git;

import dev.leeway.agent.host.JailedFiles;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.WorkingCopy;
import dev.leeway.agent.spi.WorkingCopy.Change;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A directory in which real Git makes repositories, as a user with no settings of his own. */
final class GitScene {
    private static final Duration TIME = Duration.ofSeconds(20);

    final Path root;
    private final Path home;
    private int clock = 1_700_000_000;

    GitScene(Path directory) throws IOException {
        this.root = Files.createDirectories(directory.resolve("root"));
        this.home = Files.createDirectories(directory.resolve("home"));
    }

    Path at(String path) {
        return root.resolve(path);
    }

    void write(String path, String text) throws IOException {
        Path file = at(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    /** Runs Git in {@code directory}; what it says. */
    String git(String directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "protocol.file.allow=always"));
        command.addAll(Arrays.asList(arguments));
        Path out = Files.createTempFile(home, "git", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Files.createDirectories(at(directory)).toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("GIT_"));
        variables.putAll(Map.of(
                "HOME",
                home.toString(),
                "XDG_CONFIG_HOME",
                home.toString(),
                "GIT_CONFIG_NOSYSTEM",
                "1",
                "GIT_OPTIONAL_LOCKS",
                "0",
                "GIT_AUTHOR_NAME",
                "A",
                "GIT_AUTHOR_EMAIL",
                "a@example.com",
                "GIT_COMMITTER_NAME",
                "A",
                "GIT_COMMITTER_EMAIL",
                "a@example.com",
                "LC_ALL",
                "C"));
        variables.put("GIT_AUTHOR_DATE", clock + " +0000");
        variables.put("GIT_COMMITTER_DATE", clock++ + " +0000");
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        String said = Files.readString(out, StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("git " + String.join(" ", arguments) + ": " + said);
        }
        return said;
    }

    /** A repository with three files and a commit. */
    GitScene repository(String directory) throws IOException, InterruptedException {
        git(directory, "init", "-q", "-b", "main");
        write(directory + "/README", "hello\n");
        write(directory + "/src/a.txt", "a\n");
        write(directory + "/src/b.txt", "b\n");
        return commit(directory, "first");
    }

    GitScene commit(String directory, String message) throws IOException, InterruptedException {
        git(directory, "add", "-A");
        git(directory, "commit", "-q", "--allow-empty", "-m", message);
        return this;
    }

    WorkingCopy look(String directory) throws HostAccessException, InterruptedException {
        return find(directory).orElseThrow();
    }

    Optional<WorkingCopy> find(String directory) throws HostAccessException, InterruptedException {
        return new GitWorkingCopies().at(JailedFiles.at(root), "/" + directory, Optional.empty(), TIME);
    }

    WorkingCopy look(String directory, String repository) throws HostAccessException, InterruptedException {
        return new GitWorkingCopies()
                .at(JailedFiles.at(root), "/" + directory, Optional.of("/" + repository), TIME)
                .orElseThrow();
    }

    /** What Git itself says of tracked files, in our words; submodules left out. */
    SortedMap<String, SortedSet<Change>> status(String directory) throws IOException, InterruptedException {
        SortedMap<String, SortedSet<Change>> found = new TreeMap<>();
        String said =
                git(directory, "status", "--porcelain=v1", "-z", "--no-renames", "-uno", "--ignore-submodules=all");
        for (String line : said.split("\0", -1)) {
            if (!line.isEmpty()) {
                found.put(line.substring(3), changes(line.charAt(0), line.charAt(1)));
            }
        }
        return found;
    }

    private static SortedSet<Change> changes(char staged, char here) {
        TreeSet<Change> changes = new TreeSet<>();
        if (staged == 'U' || here == 'U' || (staged == here && (staged == 'A' || staged == 'D'))) {
            changes.add(Change.UNMERGED);
            return changes;
        }
        Map<Character, Change> index = Map.of(
                'A',
                Change.STAGED_ADDED,
                'M',
                Change.STAGED_MODIFIED,
                'T',
                Change.STAGED_MODIFIED,
                'D',
                Change.STAGED_DELETED);
        Map<Character, Change> files = new HashMap<>(
                Map.of('M', Change.MODIFIED, 'T', Change.TYPE_CHANGED, 'D', Change.DELETED, 'A', Change.INTENDED));
        Optional.ofNullable(index.get(staged)).ifPresent(changes::add);
        Optional.ofNullable(files.get(here)).ifPresent(changes::add);
        return changes;
    }

    /** How much is neither tracked nor ignored, as Git counts it. */
    int untracked(String directory) throws IOException, InterruptedException {
        String said = git(directory, "status", "--porcelain=v1", "-z", "--ignore-submodules=all");
        return (int) Arrays.stream(said.split("\0", -1))
                .filter(line -> line.startsWith("??"))
                .count();
    }

    /** Every file below with its bytes and times, so that the least change shows. */
    SortedMap<String, String> traces() throws IOException {
        SortedMap<String, String> traces = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.toList()) {
                String content = Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)
                        ? String.valueOf(Arrays.hashCode(Files.readAllBytes(each)))
                        : "";
                traces.put(
                        root.relativize(each).toString(),
                        Files.getLastModifiedTime(each, LinkOption.NOFOLLOW_LINKS) + " "
                                + Files.getAttribute(each, "unix:ctime", LinkOption.NOFOLLOW_LINKS) + " " + content);
            }
        }
        return traces;
    }
}
