package dev.leeway.collector.judge;

import dev.leeway.collector.align.AliasSuggestion;
import dev.leeway.collector.align.AlignedHost;
import dev.leeway.collector.align.Census;
import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.align.Subject;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Explanation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges subjects that one environment has and another lacks: one finding for each pair, however much they hold. */
public final class SubjectJudge {
    private final Fleet fleet;
    private final Census census;
    private final Judge judge;
    private final AliasSuggestion suggestions;
    private final Set<List<String>> unlike;
    private final Map<List<String>, Boolean> others = new HashMap<>();

    /**
     * A judge of subjects.
     *
     * @param unlike pairs of environments, by name, whose hosts are of unlike kinds: what runs on one side only is then
     *     no surprise
     */
    public SubjectJudge(Fleet fleet, Census census, Judge judge, Set<List<String>> unlike) {
        this.fleet = fleet;
        this.census = census;
        this.judge = judge;
        this.suggestions = new AliasSuggestion(census);
        this.unlike = unlike;
    }

    /**
     * The findings about {@code subject}.
     *
     * @param row of the fact that stands for it
     */
    public List<Finding> judge(Subject subject, FactRow row) {
        List<Finding> findings = new ArrayList<>();
        for (Finding finding : judge.judge(row)) {
            if (finding.state() == DriftState.MISSING && lacks(subject, finding.between())) {
                findings.add(told(subject, finding));
            }
        }
        return findings;
    }

    /** What one of {@code between} may have in the place of {@code subject}, which the other has. */
    public Optional<Subject> counterpart(Subject subject, List<String> between) {
        if (between.size() < 2) {
            return Optional.empty();
        }
        int one = fleet.environments().names().indexOf(between.get(0));
        int other = fleet.environments().names().indexOf(between.get(1));
        return census.presence(subject, one) == Census.Presence.HERE
                ? suggestions.counterpart(subject, one, other)
                : suggestions.counterpart(subject, other, one);
    }

    /**
     * Whether {@code subject} gives its name to both: as the one in the later environment, or, where neither has a place in
     * the order of promotion, as the first of the two.
     */
    public boolean leads(Subject subject, Subject counterpart, int here, int elsewhere) {
        return fleet.environments().listed(Math.max(here, elsewhere))
                ? here > elsewhere
                : subject.compareTo(counterpart) < 0;
    }

    private boolean lacks(Subject subject, List<String> between) {
        return between.stream()
                .map(name ->
                        census.presence(subject, fleet.environments().names().indexOf(name)))
                .anyMatch(Census.Presence.NOT_HERE::equals);
    }

    private Finding told(Subject subject, Finding finding) {
        Environments environments = fleet.environments();
        if (finding.between().size() < 2) {
            return finding.of(Finding.Nature.SUBJECT);
        }
        int one = environments.names().indexOf(finding.between().get(0));
        int other = environments.names().indexOf(finding.between().get(1));
        int here = census.presence(subject, one) == Census.Presence.HERE ? one : other;
        int elsewhere = here == one ? other : one;
        Optional<Subject> counterpart = suggestions.counterpart(subject, here, elsewhere);
        Explanation explanation = explanation(subject, here, elsewhere, counterpart, finding.explanation());
        boolean expected = counterpart.isEmpty() && unlike.contains(finding.between());
        Finding told = finding.of(Finding.Nature.SUBJECT).explained(explanation);
        return expected && finding.disposition() == Disposition.OPEN ? told.calmed(Finding.Nature.SUBJECT) : told;
    }

    private Explanation explanation(
            Subject subject, int here, int elsewhere, Optional<Subject> counterpart, Explanation catalogue) {
        Environments environments = fleet.environments();
        String verb = subject.kind().equals("service") ? "runs" : "is";
        String summary = subject.kind() + " " + subject.name() + " " + verb + " in " + environments.name(here)
                + " and not in " + environments.name(elsewhere);
        if (counterpart.isEmpty() && isNoEnvironment(here) && isNoEnvironment(elsewhere)) {
            return ofHosts(subject, here, elsewhere, catalogue);
        }
        if (counterpart.isEmpty()) {
            String align = "Deploy it to " + environments.name(elsewhere)
                    + (mayBeCalledOtherwise(subject, here, elsewhere)
                            ? ", or name its counterpart there under 'services' in the policy."
                            : ".");
            return new Explanation(summary, catalogue.why(), align, catalogue.unproven());
        }
        String name = counterpart.get().name();
        boolean canonical = leads(subject, counterpart.get(), here, elsewhere);
        String entry =
                canonical ? "{" + subject.name() + ": [" + name + "]}" : "{" + name + ": [" + subject.name() + "]}";
        return new Explanation(
                summary + ", where " + name + " may be its counterpart",
                catalogue.why(),
                "If they are one service, write 'services: " + entry
                        + "' in the policy; otherwise deploy each where it is not.",
                catalogue.unproven());
    }

    /** Whether there is anything that it could be called instead: what both have is no other name of it. */
    private boolean mayBeCalledOtherwise(Subject subject, int here, int elsewhere) {
        return others.computeIfAbsent(
                List.of(subject.kind(), String.valueOf(here), String.valueOf(elsewhere)), unused -> {
                    for (Subject other : census.subjects()) {
                        if (other.kind().equals(subject.kind())
                                && !census.bearers(other, elsewhere).isEmpty()
                                && census.bearers(other, here).isEmpty()) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    /** Whether a side is called by a host or a file, because it has no environment or is not the only one of it. */
    private boolean isNoEnvironment(int side) {
        String name = fleet.environments().name(side);
        return !fleet.environments().listed(side)
                && fleet.hosts(side).stream()
                        .noneMatch(host -> host.snapshot()
                                .host()
                                .environment()
                                .filter(name::equals)
                                .isPresent());
    }

    /** One host over time, or two hosts: nothing is deployed from one to the other. */
    private Explanation ofHosts(Subject subject, int here, int elsewhere, Explanation catalogue) {
        String what = subject.kind() + " " + subject.name();
        String with = fleet.environments().name(here);
        String without = fleet.environments().name(elsewhere);
        Optional<AlignedHost> holder = lone(here);
        Optional<AlignedHost> lacker = lone(elsewhere);
        boolean overTime = holder.isPresent()
                && lacker.isPresent()
                && holder.get()
                        .snapshot()
                        .host()
                        .name()
                        .equals(lacker.get().snapshot().host().name());
        if (!overTime) {
            String verb = subject.kind().equals("service") ? "runs" : "is";
            return new Explanation(
                    what + " " + verb + " on " + with + " and not on " + without,
                    catalogue.why(),
                    "If " + without + " should have it too, start it there; otherwise leave it.",
                    catalogue.unproven());
        }
        boolean gone = holder.get()
                .snapshot()
                .capturedAt()
                .isBefore(lacker.get().snapshot().capturedAt());
        String host = holder.get().snapshot().host().name();
        return new Explanation(
                what + (gone ? " is gone since " + with : " is new since " + without),
                catalogue.why(),
                gone
                        ? "Start it on " + host + " again, unless it was meant to go."
                        : "Stop it on " + host + ", unless it was meant to come.",
                catalogue.unproven());
    }

    private Optional<AlignedHost> lone(int side) {
        return fleet.hosts(side).size() == 1 ? Optional.of(fleet.hosts(side).get(0)) : Optional.empty();
    }
}
