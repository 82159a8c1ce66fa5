package dev.leeway.agent.host.git;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.spi.HostAccessException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Branches, tags and what is checked out.
 *
 * @param head what {@code HEAD} names: a branch, or empty where it is a commit
 * @param commit what is checked out; empty where the branch has no commit yet
 * @param all objects by full name: {@code refs/heads/main}
 * @param peeled what tags lead to in the end, where that is written beside them
 */
record References(
        Optional<String> head, Optional<ObjectId> commit, Map<String, ObjectId> all, Map<String, ObjectId> peeled) {
    /** How many names of each kind are looked at. */
    static final int MOST = 50_000;

    private static final int MAX_PACKED = 16 << 20;
    private static final int MAX_DEPTH = 12;
    private static final int MAX_STEPS = 5;
    private static final String SYMBOLIC = "ref:";

    /** Reads them all; symbolic ones other than {@code HEAD} are followed. */
    static References read(GitFiles files, RepositoryPlace place, boolean reftable, Budget budget)
            throws HostAccessException, MalformedException, GitException {
        if (reftable) {
            return TableReferences.read(files, place, budget);
        }
        Map<String, ObjectId> all = new TreeMap<>();
        Map<String, ObjectId> peeled = new TreeMap<>();
        packed(
                files.text(GitFiles.below(place.common(), "packed-refs"), MAX_PACKED)
                        .orElse(""),
                all,
                peeled);
        Loose loose = new Loose(files, place, all, peeled, budget);
        for (String kind : new String[] {"heads", "tags", "remotes"}) {
            loose.add("refs/" + kind, 0);
        }
        return loose.withHead();
    }

    private static void packed(String text, Map<String, ObjectId> all, Map<String, ObjectId> peeled)
            throws MalformedException {
        String last = "";
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("^") && ObjectId.isId(line.substring(1).strip()) && !last.isEmpty()) {
                peeled.put(last, ObjectId.fromString(line.substring(1).strip()));
                continue;
            }
            int blank = line.indexOf(' ');
            if (blank < 0 || !ObjectId.isId(line.substring(0, blank)) || all.size() >= 3 * MOST) {
                throw new MalformedException("expected an object and a name at line " + number + " of packed-refs");
            }
            last = line.substring(blank + 1).strip();
            all.put(last, ObjectId.fromString(line.substring(0, blank)));
        }
    }

    /** Whether a name may be one of Git's and leads nowhere else. */
    static boolean isName(String name) {
        return name.startsWith("refs/")
                && name.length() < 1_000
                && !name.contains("..")
                && !name.contains("//")
                && name.chars().noneMatch(c -> c < ' ' || c == 127 || c == '\\' || c == ':' || c == ' ');
    }

    /** Names that are files of their own; they overrule those in the packed list. */
    private record Loose(
            GitFiles files,
            RepositoryPlace place,
            Map<String, ObjectId> all,
            Map<String, ObjectId> peeled,
            Budget budget) {
        void add(String directory, int depth) throws HostAccessException, MalformedException, GitException {
            String path = GitFiles.below(place.common(), directory);
            if (depth > MAX_DEPTH) {
                throw new MalformedException("expected fewer directories of branches");
            }
            for (String name : files.names(path, MOST)) {
                budget.check();
                String full = directory + "/" + name;
                if (!isName(full) || name.endsWith(".lock")) {
                    continue;
                }
                if (files.isDirectory(GitFiles.below(place.common(), full))) {
                    add(full, depth + 1);
                } else {
                    Optional<ObjectId> found = resolve(place.common(), full, 0);
                    if (found.isPresent()) {
                        all.put(full, found.get());
                        peeled.remove(full);
                    }
                }
            }
        }

        private Optional<ObjectId> resolve(String directory, String name, int steps) throws HostAccessException {
            String line = files.line(GitFiles.below(directory, name)).orElse("");
            if (line.startsWith(SYMBOLIC)) {
                String target = line.substring(SYMBOLIC.length()).strip();
                return isName(target) && steps < MAX_STEPS ? target(target, steps) : Optional.empty();
            }
            return ObjectId.isId(line) ? Optional.of(ObjectId.fromString(line)) : Optional.empty();
        }

        private Optional<ObjectId> target(String name, int steps) throws HostAccessException {
            Optional<ObjectId> loose = resolve(place.common(), name, steps + 1);
            return loose.isPresent() ? loose : Optional.ofNullable(all.get(name));
        }

        References withHead() throws HostAccessException, MalformedException {
            String path = GitFiles.below(place.own(), "HEAD");
            // Before symbolic references were files, HEAD was a link.
            Optional<String> link = files.files().readLink(path).filter(References::isName);
            String line =
                    link.isPresent() ? SYMBOLIC + link.get() : files.line(path).orElse("");
            if (!line.startsWith(SYMBOLIC)) {
                if (!ObjectId.isId(line)) {
                    throw new MalformedException("expected a commit or a name at line 1 of HEAD");
                }
                return new References(Optional.empty(), Optional.of(ObjectId.fromString(line)), all, peeled);
            }
            String name = line.substring(SYMBOLIC.length()).strip();
            if (!isName(name)) {
                throw new MalformedException("expected the name of a branch at line 1 of HEAD");
            }
            return new References(Optional.of(name), target(name, 0), all, peeled);
        }
    }
}
