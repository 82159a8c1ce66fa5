package dev.leeway.agent.probe.dependency.jvm;

import dev.leeway.agent.format.archive.ArchiveName;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.spi.OpenFiles.Held;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The open archives of a machine that lie in a release its paths lead to no longer, because a link such as {@code current}
 * leads elsewhere by now or a directory got another name.
 *
 * <p>Programs open archives of many places, so that one beside those of the class path says nothing alone. What tells is the
 * service's own artefact, which a machine holds open as long as it runs; a directory that a link leads to; or that of all
 * archives where the paths lead none is open.
 */
final class MovedRelease {
    private final Set<String> places;
    private final SortedMap<String, String> roots = new TreeMap<>();

    private MovedRelease(Set<String> places) {
        this.places = places;
    }

    static MovedRelease of(JarStore store, List<Held> held) {
        MovedRelease moved = new MovedRelease(store.places());
        Set<String> open =
                held.stream().filter(file -> !file.deleted()).map(Held::path).collect(Collectors.toSet());
        Map<String, List<String>> installed = moved.places.stream()
                .filter(place -> !open.contains(place))
                .collect(Collectors.groupingBy(MovedRelease::artifact));
        boolean noneOpen = moved.places.stream().noneMatch(open::contains);
        for (String path : open) {
            if (!moved.places.contains(path)) {
                installed
                        .getOrDefault(artifact(path), List.of())
                        .forEach(place -> moved.compare(path, place, store, noneOpen));
            }
        }
        return moved;
    }

    private void compare(String path, String place, JarStore store, boolean noneOpen) {
        String[] before = path.split("/", -1);
        String[] now = place.split("/", -1);
        if (before.length != now.length) {
            return;
        }
        int directories = now.length - 1;
        int last = -1;
        int different = 0;
        for (int i = 0; i < directories; i++) {
            if (!before[i].equals(now[i])) {
                last = i;
                different++;
            }
        }
        int end = different == 0 ? now.length : last + 1;
        String root = joined(now, end);
        boolean proven = store.isOwn(place) || (different < 2 && (noneOpen || store.isLinked(root)));
        if (proven) {
            roots.put(joined(before, end), root);
        }
    }

    private static String joined(String[] names, int end) {
        return String.join("/", List.of(names).subList(0, end));
    }

    private static String artifact(String path) {
        ArchiveName name = ArchiveName.of(path);
        return name.artifact() + ":" + name.classifier().orElse("");
    }

    /** Whether the open file at {@code path} is one of a release that moved away. */
    boolean holds(String path) {
        return !places.contains(path) && root(path).isPresent();
    }

    private Optional<Map.Entry<String, String>> root(String path) {
        return roots.entrySet().stream()
                .filter(each -> path.equals(each.getKey()) || path.startsWith(each.getKey() + "/"))
                .findFirst();
    }

    /** The archive that lies now where the one at {@code path} did; empty where the new release has none. */
    Optional<String> counterpart(String path) {
        return root(path).flatMap(root -> {
            String now = root.getValue() + path.substring(root.getKey().length());
            if (places.contains(now)) {
                return Optional.of(now);
            }
            List<String> beside = places.stream()
                    .filter(place -> PathText.parent(place).equals(PathText.parent(now)))
                    .filter(place -> artifact(place).equals(artifact(path)))
                    .toList();
            return beside.size() == 1 ? Optional.of(beside.get(0)) : Optional.empty();
        });
    }
}
