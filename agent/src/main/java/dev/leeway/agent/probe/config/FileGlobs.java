package dev.leeway.agent.probe.config;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Reading;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Files by pattern: {@code *} and {@code ?} stay within a name, {@code **} stands for any directories, links to them apart. */
final class FileGlobs {
    private static final int MAX_NAMES = 5_000;
    private static final int MAX_FOUND = 500;
    private static final int MAX_DEPTH = 12;

    private final Reading files;
    private final String pattern;
    private final Set<String> found = new LinkedHashSet<>();
    private int looked;
    private boolean full;

    /**
     * @param pattern of the facts that are uncovered where a directory cannot be listed
     */
    FileGlobs(Reading files, String pattern) {
        this.files = files;
        this.pattern = pattern;
    }

    /** The regular files that {@code glob}, an absolute path, covers. */
    List<String> matching(String glob) {
        found.clear();
        looked = 0;
        full = false;
        look("", List.of(glob.substring(1).split("/+")), 0);
        return List.copyOf(found);
    }

    private void look(String at, List<String> rest, int depth) {
        if (depth > MAX_DEPTH || looked > MAX_NAMES) {
            passedOver();
            return;
        }
        String next = rest.get(0);
        boolean last = rest.size() == 1;
        if (next.equals("**")) {
            if (!last) {
                look(at, rest.subList(1, rest.size()), depth + 1);
            }
            for (String name : names(at)) {
                if (full) {
                    return;
                }
                String path = at + "/" + name;
                Optional<FileStat.Type> type = typeOf(path);
                if (type.filter(FileStat.Type.DIRECTORY::equals).isPresent()) {
                    look(path, rest, depth + 1);
                } else if (last) {
                    take(path);
                }
            }
        } else if (next.indexOf('*') < 0 && next.indexOf('?') < 0) {
            step(at + "/" + next, rest, last, depth);
        } else {
            Pattern wanted = compiled(next);
            names(at).stream()
                    .filter(name -> wanted.matcher(name).matches())
                    .forEach(name -> step(at + "/" + name, rest, last, depth));
        }
    }

    private void step(String path, List<String> rest, boolean last, int depth) {
        if (full) {
            return;
        }
        if (last) {
            take(path);
        } else {
            look(path, rest.subList(1, rest.size()), depth + 1);
        }
    }

    private void take(String path) {
        boolean file = files.stat(path, pattern)
                .filter(stat -> stat.type() == FileStat.Type.FILE)
                .isPresent();
        if (file && !found.contains(path)) {
            if (found.size() >= MAX_FOUND) {
                passedOver();
            } else {
                found.add(path);
            }
        }
    }

    /** More than are looked at may lie there. */
    private void passedOver() {
        full = true;
        files.section().uncovered(pattern, Kind.TOO_LARGE);
    }

    private List<String> names(String directory) {
        List<String> names = files.names(directory.isEmpty() ? "/" : directory, MAX_NAMES, pattern);
        looked += names.size();
        return names;
    }

    private Optional<FileStat.Type> typeOf(String path) {
        return files.link(path, pattern).isPresent()
                ? Optional.of(FileStat.Type.LINK)
                : files.stat(path, pattern).map(FileStat::type);
    }

    static Pattern compiled(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            boolean across = c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*';
            regex.append(across ? ".*" : c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
            i += across ? 1 : 0;
        }
        return Pattern.compile(regex.toString());
    }
}
