package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.report.Change;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Direction.Movement;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Lifecycle.Stage;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The phrases that text and pages share; everything from a host is made visible here. */
final class Phrases {
    /** What gaps say whose environment nobody knows, because the snapshot that would name it cannot be read. */
    private static final String UNKNOWN = "unknown";

    private static final int BEFORE_LIMIT = 60;

    private Phrases() {}

    /** One word for how the values stand: {@code missing}, {@code lag}, {@code not comparable}. */
    static String state(Drift drift) {
        Optional<Movement> movement = drift.direction().flatMap(Direction::movement);
        if (drift.state() == DriftState.DIFFERENT && movement.isPresent()) {
            return movement.get().text();
        }
        return drift.state() == DriftState.NOT_COMPARABLE
                ? "not comparable"
                : drift.state().text();
    }

    /** {@code shop-web}, {@code hosts of role web}, {@code hosts}: whose a drift is. */
    static String scope(Scope scope) {
        if (scope.kind() == Scope.Kind.SERVICE) {
            return VisibleText.of(scope.name());
        }
        return scope.name().equals("*") ? "hosts" : "hosts of role " + VisibleText.of(scope.name());
    }

    /** {@code found at /etc/hosts}; {@code found by names and contents of files}, where no place is told. */
    static String found(String evidence) {
        boolean place = evidence.indexOf('/') >= 0 || evidence.indexOf('.') >= 0 || evidence.indexOf(':') >= 0;
        return (place ? "found at " : "found by ") + VisibleText.of(evidence);
    }

    /** {@code prod ahead by a minor version}, empty for values that do not order. */
    static String direction(Drift drift) {
        return drift.direction()
                .map(direction -> VisibleText.of(direction.ahead()) + " ahead by a "
                        + direction.distance().text()
                        + (direction.distance().text().equals("build") ? "" : " version"))
                .orElse("");
    }

    /** {@code dev (mine, laptop, now)}, {@code prod (14 hosts, 6 hours ago)}. */
    static String environment(ReportEnvironment environment, Instant asOf) {
        String name = VisibleText.of(environment.name());
        List<ReportHost> hosts = environment.hosts();
        if (hosts.isEmpty()) {
            return name + " (no host)";
        }
        if (hosts.size() == 1) {
            return name + " (" + String.join(", ", lone(hosts.get(0), environment.name())) + ", " + ages(hosts, asOf)
                    + ")";
        }
        return name + " (" + Quantity.of(hosts.size(), noun(hosts)) + ", " + ages(hosts, asOf) + ")";
    }

    private static List<String> lone(ReportHost host, String environment) {
        List<String> parts = new ArrayList<>();
        if (!host.name().equals(environment)) {
            parts.add(VisibleText.of(host.name()));
        }
        if (host.kind() != HostKind.SERVER || parts.isEmpty()) {
            parts.add(host.kind().text());
        }
        return parts;
    }

    private static String noun(List<ReportHost> hosts) {
        HostKind kind = hosts.get(0).kind();
        for (ReportHost host : hosts) {
            if (host.kind() != kind) {
                return "host";
            }
        }
        return switch (kind) {
            case LAPTOP -> "laptop";
            case NODE -> "node";
            case TREE -> "tree";
            case SERVER, CI -> "host";
        };
    }

    private static String ages(List<ReportHost> hosts, Instant asOf) {
        Instant newest = hosts.get(0).heardAt();
        Instant oldest = newest;
        for (ReportHost host : hosts) {
            newest = host.heardAt().isAfter(newest) ? host.heardAt() : newest;
            oldest = host.heardAt().isBefore(oldest) ? host.heardAt() : oldest;
        }
        String latest = Quantity.ago(newest, asOf);
        String earliest = Quantity.ago(oldest, asOf);
        return latest.equals(earliest) ? latest : span(latest, earliest);
    }

    /** {@code 6 hours ago} and {@code 30 hours ago} as {@code 6 to 30 hours ago}. */
    private static String span(String latest, String earliest) {
        if (!latest.endsWith(" ago") || !earliest.endsWith(" ago")) {
            return latest + " to " + earliest;
        }
        String first = latest.substring(0, latest.length() - " ago".length());
        int unit = first.indexOf(' ');
        boolean alike = earliest.endsWith(first.substring(unit) + " ago");
        return (alike ? first.substring(0, unit) : first) + " to " + earliest;
    }

    /** {@code env[shop-web] on prod/web-07: refused, not permitted (13 facts)}. */
    static String gap(Gap gap) {
        return gap(VisibleText.of(gap.pattern()), gap);
    }

    /** The same of several gaps, with what they are called in place of the pattern. */
    static String gap(String named, Gap gap) {
        StringBuilder out = new StringBuilder(place(named, gap));
        if (!gap.hosts().isEmpty()) {
            out.append(" on ").append(hosts(gap.hosts(), 3));
        }
        out.append(": ").append(VisibleText.of(standing(gap)));
        if (gap.facts() > 0) {
            out.append(" (").append(Quantity.of(gap.facts(), "fact")).append(')');
        }
        return out.toString();
    }

    /** Whether it was not seen, or seen and no use. */
    static String lack(Gap gap) {
        return gap.outcome() == Outcome.COLLECTED ? "not compared: " : "not observed: ";
    }

    /** {@code env[shop-web] in prod}. */
    static String place(Gap gap) {
        return place(VisibleText.of(gap.pattern()), gap);
    }

    private static String place(String named, Gap gap) {
        return gap.environment().equals(UNKNOWN) ? named : named + " in " + VisibleText.of(gap.environment());
    }

    /** How the probe fared and why; what nobody asked for is told by its reason alone where that says so already. */
    static String standing(Gap gap) {
        if (gap.reason().isEmpty()) {
            return outcome(gap.outcome());
        }
        boolean tells = gap.outcome() == Outcome.COLLECTED
                || (gap.outcome() == Outcome.NOT_REQUESTED && gap.reason().startsWith("not "));
        return tells ? gap.reason() : outcome(gap.outcome()) + ", " + gap.reason();
    }

    /** The first {@code most} of {@code hosts} by name, and how many more there are. */
    static String hosts(List<String> hosts, int most) {
        return hosts(hosts, hosts.size(), most);
    }

    /** The first {@code most} of {@code count} hosts, of which more may be named, and how many more there are. */
    static String hosts(List<String> hosts, int count, int most) {
        List<String> named = new ArrayList<>();
        for (String host : hosts.subList(0, Math.min(most, hosts.size()))) {
            named.add(VisibleText.of(host));
        }
        if (count > named.size()) {
            named.add(Quantity.grouped(count - named.size()) + " more");
        }
        return ValuesText.and(named);
    }

    /** How a probe fared, in words. */
    static String outcome(Outcome outcome) {
        return switch (outcome) {
            case COLLECTED -> "collected";
            case PARTIAL -> "seen in part";
            case NOT_APPLICABLE -> "not applicable";
            case NOT_REQUESTED -> "not asked for";
            case FAILED -> "failed";
            case REFUSED -> "refused";
            case TIMED_OUT -> "timed out";
        };
    }

    /** What the policy made of a drift, in words. */
    static String disposition(Disposition disposition) {
        return switch (disposition) {
            case OPEN -> "open";
            case WAIVED -> "waived";
            case WITHIN_LEEWAY -> "within leeway";
            case INFORMATIONAL -> "for information";
        };
    }

    /** {@code new}, {@code open for 23 days}, {@code waiver ended 2026-11-19, open for 23 days}; empty where nothing tells. */
    static String stage(Drift drift, Instant asOf) {
        String history = history(drift, asOf);
        return switch (drift.status()) {
            case FLAPPING ->
                "flapping, came back " + Quantity.of(drift.lifecycle().returns(), "time");
            case WAIVED ->
                joined(
                        "waived"
                                + drift.waivedUntil()
                                        .map(day -> " until " + day)
                                        .orElse(""),
                        history);
            case EXPIRED ->
                joined(
                        "waiver ended"
                                + drift.waivedUntil().map(day -> " " + day).orElse(""),
                        history);
            case UNSEEN -> joined("not seen this time", history);
            case UNTRACKED, NEW, OPEN, REOPENED, ALLOWED, RESOLVED -> history;
        };
    }

    private static String history(Drift drift, Instant asOf) {
        String age = drift.lifecycle()
                .firstSeen()
                .map(seen -> " for " + Quantity.age(Duration.between(seen, asOf)))
                .orElse("");
        return switch (drift.lifecycle().stage()) {
            case UNTRACKED -> "";
            case NEW -> "new";
            case REOPENED -> "came back";
            case OPEN -> "open" + age;
            case RESOLVED -> "resolved";
        };
    }

    /**
     * {@code moved since 2026-11-20 02:00 UTC: prod (was info); staging as before (2 hosts not seen then)}, {@code as it was
     * 2026-11-20 02:00 UTC}; empty without earlier snapshots.
     */
    static String moved(Drift drift) {
        if (drift.change().isEmpty()) {
            return "";
        }
        Change change = drift.change().get();
        String when = Quantity.moment(change.since());
        List<String> moved = new ArrayList<>();
        for (String name : change.moved()) {
            moved.add(VisibleText.of(name) + " (" + before(change, name) + unseen(change, name, "; ") + ")");
        }
        List<String> parts = new ArrayList<>();
        boolean whole = moved.isEmpty() && change.still().containsAll(drift.between());
        List<String> still = new ArrayList<>();
        for (String name : change.still()) {
            String unseen = unseen(change, name, "");
            still.add(VisibleText.of(name) + (unseen.isEmpty() ? "" : " (" + unseen + ")"));
        }
        if (!moved.isEmpty()) {
            parts.add("moved since " + when + ": " + String.join(", ", moved));
            if (!still.isEmpty()) {
                parts.add(ValuesText.and(still) + " as before");
            }
        } else if (whole
                && change.still().stream()
                        .allMatch(name -> unseen(change, name, "").isEmpty())) {
            parts.add("as it was " + when);
        } else if (!still.isEmpty()) {
            parts.add("as it was " + when + " in " + ValuesText.and(still));
        }
        for (String name : drift.between()) {
            if (!change.moved().contains(name) && !change.still().contains(name)) {
                parts.add(doubtful(change, name));
            }
        }
        return parts.isEmpty()
                ? ""
                : (moved.isEmpty() && still.isEmpty() ? "may have moved since " + when + ": " : "")
                        + String.join("; ", parts);
    }

    /** {@code prod not seen then}, {@code prod not certain (was info; 1 host not seen then)}. */
    private static String doubtful(Change change, String name) {
        boolean told = change.before().stream()
                .anyMatch(value ->
                        value.environment().equals(name) && value.standing() != EnvironmentValue.Standing.UNKNOWN);
        String unseen = unseen(change, name, "");
        if (told) {
            return VisibleText.of(name) + " not certain (" + before(change, name) + unseen(change, name, "; ") + ")";
        }
        return VisibleText.of(name) + (unseen.isEmpty() ? " not known then" : " not seen then");
    }

    /** {@code 2 hosts not seen then}, after {@code opening}; empty where each host of the environment was. */
    private static String unseen(Change change, String environment, String opening) {
        int hosts = 0;
        for (EnvironmentValue value : change.before()) {
            boolean unknown = value.standing() == EnvironmentValue.Standing.UNKNOWN;
            hosts += unknown && value.environment().equals(environment) ? value.count() : 0;
        }
        return hosts == 0 ? "" : opening + Quantity.of(hosts, "host") + " not seen then";
    }

    /** {@code was info}, {@code had none}, {@code was info and debug}. */
    private static String before(Change change, String environment) {
        List<String> values = new ArrayList<>();
        for (EnvironmentValue value : change.before()) {
            if (value.environment().equals(environment)) {
                value.value().ifPresent(each -> values.add(ValueText.brief(each, BEFORE_LIMIT)));
            }
        }
        return values.isEmpty()
                ? "had none"
                : "was " + ValuesText.and(values.stream().distinct().toList());
    }

    /** What a cause's stage comes to, for causes that grew as well. */
    static String stage(CauseView view, Instant asOf) {
        int fresh = view.count(Stage.NEW) + view.count(Stage.REOPENED);
        String leading = joined(stage(view.leading(), asOf), moved(view.leading()));
        boolean grew = fresh > 0 && !view.isNew() && view.leading().lifecycle().stage() == Stage.OPEN;
        return grew ? leading + ", " + Quantity.of(fresh, "new fact") : leading;
    }

    private static String joined(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + ", " + other;
    }
}
