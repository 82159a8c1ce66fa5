package dev.leeway.agent.probe.dependency.manifest;

import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The directories at the top of a deployment: which of them hold too many files to tell each, and what is told instead. */
final class TopDirectories {
    /** A directory of that many files is told as one, too, so that it meets another of which not every file is told. */
    private static final long MANY_FILES = 1_000;

    private final DeploymentFiles found;
    private final Map<String, Long> counts;
    private final Set<String> summarised;

    /** The directories of {@code found}, of which {@code most} files are told one by one. */
    TopDirectories(DeploymentFiles found, int most) {
        this.found = found;
        this.counts = found.files().keySet().stream()
                .collect(Collectors.groupingBy(TopDirectories::top, TreeMap::new, Collectors.counting()));
        this.summarised = summarised(counts, found.files().size(), most);
    }

    /** Whether {@code name} lies in a directory of which no file is told by itself. */
    boolean isSummarised(String name) {
        return summarised.contains(top(name));
    }

    /** Records the directories with many files. */
    void record(Ledger ledger) {
        counts.forEach((directory, count) -> {
            if (summarised.contains(directory)) {
                ledger.uncovered(ToldName.below(directory), Kind.TOO_LARGE);
            }
            summary(directory, count, ledger);
        });
    }

    /** The directories at the top with the most files, when there are more files than are told one by one. */
    private static Set<String> summarised(Map<String, Long> counts, long files, int most) {
        List<String> largest = new ArrayList<>(counts.keySet());
        largest.sort(Comparator.comparing((Function<String, Long>) top -> -counts.getOrDefault(top, 0L))
                .thenComparing(Comparator.naturalOrder()));
        Set<String> summarised = new HashSet<>();
        long left = files;
        for (String top : largest) {
            if (left <= most) {
                break;
            }
            summarised.add(top);
            left -= counts.getOrDefault(top, 0L);
        }
        return summarised;
    }

    /** The first directory of a name, ending in a slash; empty for a file at the top. */
    private static String top(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? "" : name.substring(0, slash + 1);
    }

    /**
     * A directory of very many files: what they are called and how large they are, as one. One of half as many could have
     * a counterpart that is told so, and has nothing to hold against it.
     */
    private void summary(String directory, long files, Ledger ledger) {
        FactPath path = FactPath.of("file", directory.isEmpty() ? "./" : ToldName.of(directory));
        if (files < MANY_FILES) {
            if (files >= MANY_FILES / 2) {
                ledger.uncovered(path.text() + "/**", Kind.TOO_LARGE);
            }
            return;
        }
        StringBuilder lines = new StringBuilder();
        long total = 0;
        for (String name : found.files().keySet()) {
            if (top(name).equals(directory)) {
                String last = PathText.name(name);
                long size = Strays.isLikelySecret(last) ? 0 : found.size(name);
                lines.append(ToldName.of(name)).append('\0').append(size).append('\n');
                total += Strays.isSizeHarmless(last) ? size : 0;
            }
        }
        byte[] content = LooseContent.digest(lines.toString().getBytes(StandardCharsets.UTF_8));
        String evidence = "names and sizes of more files than are told one by one";
        ledger.fact(path.child("content"), new Observed.Content("files", "directory", content), evidence);
        if (total > 0) {
            ledger.fact(path.child("size"), Observed.size(total), "files whose size tells nothing of a secret");
        }
    }
}
