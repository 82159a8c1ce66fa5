package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an id, or the beginning of one, stands for: a cause with its drifts, or one drift. */
final class IdSearch {
    private static final int MOST_NAMED = 5;

    private final ReportDigest digest;
    private final String id;
    private final List<Drift> drifts = new ArrayList<>();
    private final List<Cause> causes = new ArrayList<>();

    /**
     * Looks for {@code text} in a report.
     *
     * @throws UnknownIdException when it stands for nothing, or for more than one thing
     */
    IdSearch(ReportDigest digest, String text) throws UnknownIdException {
        this.digest = digest;
        this.id = text.strip().toLowerCase(Locale.ROOT);
        if (!plausible()) {
            throw new UnknownIdException("'" + ValueText.shortened(VisibleText.of(text), 40)
                    + "' is not an id: expected the first digits of one, as the report shows them");
        }
        Report report = digest.report();
        report.drifts().stream().filter(drift -> drift.id().startsWith(id)).forEach(drifts::add);
        report.causes().stream().filter(cause -> cause.id().startsWith(id)).forEach(causes::add);
        if (drifts.size() + causes.size() > 1) {
            narrow();
        }
        if (drifts.isEmpty() && causes.isEmpty()) {
            throw UnknownIdException.ofNothing("nothing in the report as of " + Quantity.moment(report.asOf())
                    + " has an id that begins with '" + id + "'; the ids are in the report, before each address");
        }
    }

    private boolean plausible() {
        if (id.isEmpty() || id.length() > 64) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (Character.digit(id.charAt(i), 16) < 0 || id.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }

    /** A whole id is never ambiguous, whatever longer ones begin with it; of equal ones the cause says more. */
    private void narrow() throws UnknownIdException {
        List<String> named = new ArrayList<>();
        for (Cause cause : causes) {
            named.add(cause.id() + " (" + ValueText.shortened(VisibleText.of(cause.summary()), 60) + ")");
        }
        for (Drift drift : drifts) {
            named.add(drift.id() + " ("
                    + ValueText.shortened(VisibleText.of(drift.address().text()), 60) + ")");
        }
        causes.removeIf(cause -> !cause.id().equals(id));
        drifts.removeIf(drift -> !drift.id().equals(id) || !causes.isEmpty());
        if (causes.size() + drifts.size() == 1) {
            return;
        }
        List<String> first = named.subList(0, Math.min(MOST_NAMED, named.size()));
        throw new UnknownIdException("'" + id + "' stands for " + Quantity.of(named.size(), "thing") + ": "
                + String.join(", ", first)
                + (named.size() > first.size() ? ", ..." : "") + "; give more of its digits");
    }

    /** The cause found, where more than one drift belongs to it. */
    Optional<CauseView> cause() {
        if (causes.isEmpty()) {
            return Optional.empty();
        }
        return digest.view(causes.get(0)).filter(view -> view.followers() > 0);
    }

    /** The id of the cause that was asked for; empty where it was a drift. */
    Optional<String> causeAsked() {
        return causes.isEmpty() ? Optional.empty() : Optional.of(causes.get(0).id());
    }

    /** The drift found, which may be the only one of a cause. */
    Optional<Drift> drift() {
        return causes.isEmpty()
                ? Optional.of(drifts.get(0))
                : digest.view(causes.get(0)).map(CauseView::leading);
    }
}
