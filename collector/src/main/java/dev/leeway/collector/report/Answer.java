package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.report.Coverage;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.ProbeCoverage;
import dev.leeway.schema.report.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a report comes to in a few sentences: the answer, what it is worth, and the tallies. */
final class Answer {
    private static final int WHOLE = 1000;
    private static final int MOST_NAMED = 3;

    private final ReportDigest digest;
    private final Report report;
    private final Coverage coverage;

    Answer(ReportDigest digest) {
        this.digest = digest;
        this.report = digest.report();
        this.coverage = report.coverage();
    }

    /** The verdict in one sentence. */
    String headline() {
        List<CauseView> open = digest.causes(Disposition.OPEN);
        String threshold = report.failOn().text();
        return switch (report.verdict()) {
            case DRIFT ->
                drift() + ": " + Quantity.of(open.size(), "cause") + " (" + ReportDigest.bySeverity(open) + ").";
            case INCOMPLETE -> warning() + incomplete(open, threshold);
            case SAME -> warning() + same(open, threshold);
        };
    }

    private String drift() {
        return report.promotion()
                .map(way -> "In the way of promoting " + way.from() + " to " + way.to())
                .orElse("Drift");
    }

    private String warning() {
        String blind = new BlindSides(report).text();
        return blind.isEmpty() ? "" : blind + ". ";
    }

    private String incomplete(List<CauseView> open, String threshold) {
        if (coverage.compared() == 0 && digest.requiredGaps().isEmpty()) {
            return "Nothing was compared: "
                    + (report.environments().size() > 1
                            ? "the sides have no observed fact in common."
                            : "there is only one environment.");
        }
        return "Incomplete: what is required was not all compared"
                + (open.isEmpty() ? "." : "; nothing seen so far is at or above " + threshold + ".");
    }

    private String same(List<CauseView> open, String threshold) {
        if (!open.isEmpty()) {
            return "Nothing at or above " + threshold + "; " + Quantity.of(open.size(), "lesser cause") + " ("
                    + ReportDigest.bySeverity(open) + ").";
        }
        boolean identical = coverage.same() == coverage.compared();
        String why = identical ? "every compared fact is the same." : "every difference is " + calm() + ".";
        if (report.part().isPresent()) {
            // What others answer for is counted, and not looked at here.
            why = "nothing that " + VisibleText.of(report.part().get()) + " answers for is open.";
        } else if (report.promotion().isPresent()) {
            why = "what differs comes with it, is "
                    + (digest.drifts(Disposition.WAIVED).isEmpty()
                            ? "within leeway or told for information."
                            : "within leeway, waived or told for information.");
        }
        boolean whole = coverage.observedPermille() == WHOLE && coverage.presenceOnly() == 0;
        String least = coverage.observedPermille() < WHOLE / 2 ? ", but most could not be: " : ": ";
        return whole ? "No drift: " + why : "No drift in what was compared" + least + why + presence() + uncompared();
    }

    /** Why nothing that differs is open: {@code within leeway or waived}. */
    private String calm() {
        boolean waived = !digest.drifts(Disposition.WAIVED).isEmpty();
        boolean informational = !digest.causes(Disposition.INFORMATIONAL).isEmpty();
        return "within leeway"
                + (waived ? (informational ? ", waived or told for information" : " or waived") : "")
                + (informational && !waived ? " or told for information" : "");
    }

    /** That without a key nobody knows whether what is there on both sides is the same. */
    private String presence() {
        return coverage.presenceOnly() == 0
                ? ""
                : " Of " + Quantity.of(coverage.presenceOnly(), "withheld value")
                        + " only the presence was compared: a key"
                        + " on the hosts (leeway-agent key create) tells whether they are equal.";
    }

    /** What a calm answer does not speak of, the largest first. */
    private String uncompared() {
        List<Gap> gaps = new ArrayList<>(coverage.gaps());
        gaps.sort(Comparator.comparingInt(Gap::facts).reversed());
        SortedSet<String> distinct = new TreeSet<>();
        List<String> named = new ArrayList<>();
        for (Gap gap : gaps) {
            String name = Phrases.place(gap);
            if (distinct.add(name)) {
                named.add(name);
            }
        }
        if (named.size() > MOST_NAMED) {
            int more = named.size() - MOST_NAMED;
            named = new ArrayList<>(named.subList(0, MOST_NAMED));
            named.add(Quantity.grouped(more) + " more");
        }
        return named.isEmpty() ? "" : " Not compared: " + ValuesText.and(named) + ".";
    }

    /** {@code parity 98.9 % of 4,212 facts}. */
    String parity() {
        return coverage.compared() == 0 ? parityBasis() : "parity " + parityFigure() + " " + parityBasis();
    }

    /** {@code 98.9 %}, {@code none}. */
    String parityFigure() {
        return coverage.compared() == 0 ? "none" : Quantity.percent(coverage.parityPermille());
    }

    /** {@code of 4,212 facts}. */
    String parityBasis() {
        return coverage.compared() == 0
                ? "no fact was compared"
                : "of " + Quantity.of(coverage.compared(), "fact") + unopened();
    }

    /** What else there is where nothing is open, so that a low share and a calm answer do not contradict each other. */
    private String unopened() {
        int rest = coverage.compared() - coverage.same() - coverage.withinLeeway();
        if (report.part().isPresent()) {
            return ", whoever answers for them";
        }
        if (rest <= 0 || !digest.causes(Disposition.OPEN).isEmpty()) {
            return "";
        }
        boolean waived = !digest.drifts(Disposition.WAIVED).isEmpty();
        boolean informational = !digest.causes(Disposition.INFORMATIONAL).isEmpty();
        String what = waived ? (informational ? "waived or told for information" : "waived") : "told for information";
        return ", the other " + Quantity.grouped(rest) + " " + what;
    }

    /** {@code observed 94.0 % (250 unknown)}. */
    String observed() {
        String basis = observedBasis();
        return "observed " + observedFigure() + (basis.isEmpty() ? "" : " (" + basis + ")");
    }

    /** {@code 94.0 %}, {@code at most 99.9 %}, {@code nothing}. */
    String observedFigure() {
        boolean none = coverage.compared() + coverage.unknown() + coverage.notComparable() == 0;
        return none
                ? "nothing"
                : (coverage.unsized() > 0 ? "at most " : "") + Quantity.percent(coverage.observedPermille());
    }

    /** {@code 250 unknown, 2 gaps of unknown size}; empty where all was seen. */
    String observedBasis() {
        List<String> parts = new ArrayList<>();
        if (coverage.unknown() > 0) {
            parts.add(Quantity.grouped(coverage.unknown()) + " unknown");
        }
        if (coverage.unseen() > 0) {
            parts.add(Quantity.grouped(coverage.unseen()) + " on hosts not seen");
        }
        if (coverage.notComparable() > 0) {
            parts.add(Quantity.grouped(coverage.notComparable()) + " not comparable");
        }
        int unsized = coverage.unsized();
        if (unsized > 0) {
            parts.add(Quantity.of(unsized, "gap") + " of unknown size");
        }
        return String.join(", ", parts);
    }

    /** {@code least observed: container 40.0 %, env 83.0 %}: the probes that were not wholly observed, at most three. */
    String leastObserved() {
        List<ProbeCoverage> least = new ArrayList<>(coverage.probes());
        least.removeIf(probe -> probe.observedPermille() == WHOLE);
        least.sort(Comparator.comparingInt(ProbeCoverage::observedPermille).thenComparing(ProbeCoverage::probe));
        List<String> named = new ArrayList<>();
        for (ProbeCoverage probe : least.subList(0, Math.min(MOST_NAMED, least.size()))) {
            named.add(VisibleText.of(probe.probe()) + " " + Quantity.percent(probe.observedPermille()));
        }
        return named.isEmpty() ? "" : "least observed: " + String.join(", ", named);
    }

    /** {@code 3 causes · 212 differences within leeway · 2 waived, 1 expires soon · oldest 23 days}. */
    List<String> tallies() {
        List<String> parts = new ArrayList<>();
        parts.add(Quantity.of(digest.causes(Disposition.OPEN).size(), "cause"));
        int informational = digest.causes(Disposition.INFORMATIONAL).size();
        if (informational > 0) {
            parts.add(Quantity.grouped(informational) + " for information");
        }
        parts.add(Quantity.of(digest.drifts(Disposition.WITHIN_LEEWAY).size(), "difference") + " within leeway");
        parts.add(waived());
        digest.oldest().ifPresent(seen -> parts.add("oldest " + Quantity.age(Duration.between(seen, report.asOf()))));
        return parts;
    }

    /** {@code 2 waived, 1 expires soon}. */
    String waived() {
        String count = Quantity.grouped(digest.drifts(Disposition.WAIVED).size()) + " waived";
        int soon = digest.findings("expiresSoon");
        int expired = digest.findings("expired");
        return count
                + (soon == 0 ? "" : ", " + Quantity.grouped(soon) + (soon == 1 ? " expires soon" : " expire soon"))
                + (expired == 0 ? "" : ", " + Quantity.grouped(expired) + " expired");
    }

    /** What was told of secrets only by their presence, empty when there are none. */
    String secrets() {
        return coverage.presenceOnly() == 0
                ? ""
                : Quantity.of(coverage.presenceOnly(), "withheld value") + " compared by presence only";
    }
}
