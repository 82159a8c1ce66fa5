package dev.leeway.agent.cli;

import dev.leeway.agent.snapshot.SnapshotTaker;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in a line what a snapshot holds, and in a few more what it lacks. */
final class Summary {
    private static final int MOST_LISTED = 10;

    /** What helps where memory ran out, whatever for. */
    static final String MORE_MEMORY = "give it more with LEEWAY_JAVA_OPTS=-Xmx256m, or leave probes out with --skip";

    private Summary() {}

    /** {@code 5 services, 1,904 facts, 0.8 s · 12 values withheld (leeway-agent snapshot --show)}. */
    static String line(Snapshot snapshot) {
        List<String> parts = new ArrayList<>();
        if (Counted.askedForServices(snapshot)) {
            parts.add(number(Counted.services(snapshot).size(), "service"));
        }
        parts.add(number(Counted.facts(snapshot), "fact"));
        long millis =
                Duration.between(snapshot.startedAt(), snapshot.capturedAt()).toMillis();
        parts.add(String.format(Locale.ROOT, "%.1f s", millis / 1000.0));
        int withheld = Counted.withheld(snapshot);
        return String.join(", ", parts)
                + (withheld == 0 ? "" : " · " + number(withheld, "value") + " withheld (leeway-agent snapshot --show)");
    }

    /** One line for each section that fell, the first few of them. */
    static List<String> fallen(Snapshot snapshot) {
        List<Section> fallen = Counted.fallen(snapshot);
        List<String> lines = new ArrayList<>();
        for (Section section : fallen.subList(0, Math.min(MOST_LISTED, fallen.size()))) {
            String reason = section.reason().map(text -> ": " + text).orElse("");
            lines.add(VisibleText.of(section.key().text() + " " + word(section) + reason));
        }
        if (fallen.size() > MOST_LISTED) {
            lines.add("and " + number(fallen.size() - MOST_LISTED, "section") + " more (leeway-agent doctor)");
        }
        fallen.stream()
                .filter(section -> section.reason().equals(Optional.of(SnapshotTaker.OUT_OF_MEMORY)))
                .map(section -> section.key().probe())
                .distinct()
                .map(Summary::starved)
                .forEach(lines::add);
        if (fallen.stream().anyMatch(DatabaseAdvice::isBeyondMemory)) {
            lines.add("where a database is meant to hold so much, " + DatabaseAdvice.MORE_MEMORY);
        }
        return lines;
    }

    /** What to do where there was no memory for a probe. */
    static String starved(String probe) {
        return "no memory for " + probe + ": " + MORE_MEMORY + " " + probe;
    }

    private static String word(Section section) {
        return switch (section.outcome()) {
            case FAILED -> "failed";
            case REFUSED -> "was refused";
            case TIMED_OUT -> "timed out";
            case COLLECTED, PARTIAL, NOT_APPLICABLE, NOT_REQUESTED ->
                section.outcome().text();
        };
    }

    static String number(int count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
