package dev.leeway.collector.store.git;

import dev.leeway.collector.store.git.HostChange.Fate;
import dev.leeway.collector.store.git.HostChange.Standing;
import java.util.ArrayList;
import java.util.List;

/** The message of a commit: hosts and counts first, then what happened to each; names as the paths they have. */
final class CommitText {
    private static final int MOST_HOSTS = 500;
    private static final int MOST_PARTS = 20;

    private CommitText() {}

    /** The message about these changes, in their order. */
    static String of(String branch, List<HostChange> changes) {
        StringBuilder text = new StringBuilder(subject(branch, changes)).append("\n");
        for (HostChange change : changes.subList(0, Math.min(MOST_HOSTS, changes.size()))) {
            text.append('\n').append(change.folder());
            switch (change.standing()) {
                case NEW ->
                    text.append(": new, ")
                            .append(counted(change.count(Fate.NEW) + change.count(Fate.UNSEEN), "section"));
                case RETIRED -> text.append(": retired");
                case KNOWN -> known(change, text);
            }
        }
        if (changes.size() > MOST_HOSTS) {
            text.append("\nand ").append(changes.size() - MOST_HOSTS).append(" more");
        }
        return text.append('\n').toString();
    }

    private static void known(HostChange change, StringBuilder text) {
        text.append(change.before().isEmpty() ? "" : ", was " + change.before());
        List<String> lines = change.lines();
        for (String line : lines.subList(0, Math.min(MOST_PARTS, lines.size()))) {
            text.append("\n  ").append(line);
        }
        if (lines.size() > MOST_PARTS) {
            text.append("\n  and ").append(lines.size() - MOST_PARTS).append(" more");
        }
    }

    private static String subject(String branch, List<HostChange> changes) {
        List<String> told = new ArrayList<>();
        for (Standing standing : List.of(Standing.NEW, Standing.RETIRED)) {
            long hosts =
                    changes.stream().filter(each -> each.standing() == standing).count();
            if (hosts > 0) {
                told.add(hosts + (standing == Standing.NEW ? " new" : " retired"));
            }
        }
        for (Fate fate : Fate.values()) {
            int sections = changes.stream()
                    .filter(each -> each.standing() == Standing.KNOWN)
                    .mapToInt(each -> each.count(fate))
                    .sum();
            if (sections > 0) {
                told.add(counted(sections, "section") + " " + fate.words());
            }
        }
        return branch + ": " + counted(changes.size(), "host") + (told.isEmpty() ? "" : ", " + String.join(", ", told));
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
