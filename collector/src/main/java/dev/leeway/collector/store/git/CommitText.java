package dev.leeway.collector.store.git;

import dev.leeway.collector.store.git.HostChange.Fate;
import dev.leeway.collector.store.git.HostChange.Standing;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The message of a commit: hosts and counts first, then what happened to each; names as the paths they have. */
final class CommitText {
    private static final int MOST_HOSTS = 500;
    private static final int MOST_PARTS = 20;
    private static final String DAY = "Leeway-Day: ";
    /** The end of a message; no name of a host holds a colon. */
    private static final Pattern DAYS = Pattern.compile("\n\n" + DAY + "(\\S{1,20})\\s*\\z");

    private static final String RETIRED = ": retired";
    private static final Pattern GONE = Pattern.compile("(?m)^[^/:\\s]+/([^/:\\s]+)" + RETIRED + "$");

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
                case RETIRED -> text.append(RETIRED);
                case KNOWN -> known(change, text);
            }
        }
        if (changes.size() > MOST_HOSTS) {
            text.append("\nand ").append(changes.size() - MOST_HOSTS).append(" more");
        }
        return text.append('\n').toString();
    }

    /** What stands at the end of a message about all of a day, of which {@link #day} is the reverse. */
    static String ofDay(long day) {
        // Clocks of hosts may say what no calendar holds.
        return "\n" + DAY + LocalDate.ofEpochDay(Math.max(LocalDate.MIN.toEpochDay(), day)) + "\n";
    }

    /** The day, by its number since 1970 in UTC, all of which a message is about. */
    static OptionalLong day(String message) {
        Matcher found = DAYS.matcher(message);
        if (!found.find()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(LocalDate.parse(found.group(1)).toEpochDay());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    /** The hosts, as their directories are called, that were taken out by the commit of a message. */
    static List<String> retired(String message) {
        return GONE.matcher(message).results().map(found -> found.group(1)).toList();
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
