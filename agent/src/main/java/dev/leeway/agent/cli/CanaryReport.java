package dev.leeway.agent.cli;

import dev.leeway.agent.selftest.CanaryRun;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Says what a canary run showed: how much was planted and read, and of what came out the kind and place, never the text. */
final class CanaryReport {
    private static final int MOST_LISTED = 20;

    private final PrintWriter out;

    CanaryReport(PrintWriter out) {
        this.out = out;
    }

    void planted(CanaryRun.Result result) {
        out.println(String.format(
                Locale.ROOT,
                "planted %,d secrets %,d times in %d kinds of places; %d of them read, %d told of",
                result.canaries(),
                result.plantings(),
                result.places(),
                result.places() - result.unread().size(),
                result.told()));
        listed("not read: ", result.unread());
    }

    void found(String how, CanaryRun.Result result) {
        out.println(String.format(
                Locale.ROOT,
                "%s: %d found in %,d KiB that came out",
                how,
                result.leaks().size(),
                result.searched() / 1024));
        if (result.cut()) {
            out.println(String.format(
                    Locale.ROOT,
                    "  gave up in the middle, the time was over after %,d plantings: nothing is proved about the rest (--time)",
                    result.plantings()));
        }
        listed("gave no answer: ", result.fallen());
        listed("", result.leaks().stream().map(CanaryReport::line).toList());
    }

    private static String line(CanaryRun.Leak leak) {
        String places = leak.places().isEmpty() ? "" : "; planted in: " + String.join(", ", leak.places());
        return leak.canary().kind() + " (" + String.join(", ", leak.disguises()) + ") in the "
                + String.join(", ", leak.outputs()) + places;
    }

    private void listed(String what, List<String> lines) {
        lines.stream().limit(MOST_LISTED).forEach(line -> out.println("  " + what + line));
        if (lines.size() > MOST_LISTED) {
            out.println("  and " + (lines.size() - MOST_LISTED) + " more");
        }
    }
}
