package dev.leeway.collector.service;

import dev.leeway.collector.align.AlignedHost;
import dev.leeway.collector.align.Census;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.collector.align.Subject;
import dev.leeway.collector.align.UnseenHosts;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.PairCounts;
import dev.leeway.collector.compare.PairStanding;
import dev.leeway.collector.compare.RowMaker;
import dev.leeway.collector.compare.Tally;
import dev.leeway.collector.compare.ValueGroup;
import dev.leeway.collector.isolation.Isolation;
import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.SubjectJudge;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deals with subjects that are not in every environment: one drift where one is absent, one gap where nobody looked. */
final class AbsentSubjects {
    private final ComparisonRun run;
    private final Isolation isolation;
    private final SubjectJudge judge;
    /** Those of a service and of a database that has its name apart. */
    private final Map<Subject, List<SectionGroup>> groups = new HashMap<>();

    /** What is absent, but for databases that {@code isolation} knows to be there under another name. */
    AbsentSubjects(ComparisonRun run, Isolation isolation) {
        this.run = run;
        this.isolation = isolation;
        this.judge = new SubjectJudge(run.fleet, run.census, run.judge, run.pairs.unlike());
        for (SectionGroup group : run.groups) {
            if (group.scope().kind() == Scope.Kind.SERVICE) {
                Subject subject =
                        run.fleet.subject(group.key().probe(), group.scope().name());
                groups.computeIfAbsent(subject, unused -> new ArrayList<>()).add(group);
            }
        }
    }

    void judge() {
        List<RenamedSubjects.Told> told = new ArrayList<>();
        for (Subject subject : run.census.subjects()) {
            List<SectionGroup> own = groups.getOrDefault(subject, List.of());
            Address token = run.tokens.of(subject);
            if (everywhere(subject)) {
                continue;
            }
            boolean asked = run.filter.admits(token.section(), token.path().text());
            for (Finding finding : asked ? judge.judge(subject, row(subject, token, own)) : List.<Finding>of()) {
                Optional<Finding> lead = IsolationCheck.tells(run, isolation, subject, finding);
                if (lead.isPresent() && !finding.breaksUsersRule()) {
                    run.findings.add(finding.toldBy(lead.get()));
                } else {
                    told.add(new RenamedSubjects.Told(subject, judge.counterpart(subject, finding.between()), finding));
                }
            }
            for (Pairs.Pair pair : run.pairs.held()) {
                unknown(subject, own, pair.one(), pair.other(), asked);
                unknown(subject, own, pair.other(), pair.one(), asked);
            }
        }
        new RenamedSubjects(run, judge).once(told).forEach(this::add);
    }

    private void add(Finding finding) {
        run.findings.add(finding);
        boolean led = finding.judge().lead().isPresent();
        if (!led
                && (finding.disposition() == Disposition.OPEN
                        || finding.between().size() > 1)) {
            PairCounts counts = run.counts.in(finding.address().section().probe());
            counts.add(PairStanding.MISSING_LATER, 1);
            counts.allow(finding.disposition() == Disposition.WITHIN_LEEWAY ? 1 : 0);
        }
    }

    private boolean everywhere(Subject subject) {
        for (int environment = 0; environment < run.environments.size(); environment++) {
            if (run.census.presence(subject, environment) != Census.Presence.HERE) {
                return false;
            }
        }
        return true;
    }

    /** What stands for the subject, as far as its environments tell; where they do not, that it is there. */
    private FactRow row(Subject subject, Address token, List<SectionGroup> own) {
        Scope scope = new Scope(Scope.Kind.SERVICE, subject.name());
        SectionGroup group = new SectionGroup(scope, token.section(), List.of());
        Optional<FactRow> told = own.stream()
                .filter(candidate -> candidate.key().equals(token.section()))
                .findFirst()
                .flatMap(index -> new RowMaker(index, run.environments, run.catalogue)
                        .row(token.path().text()));
        List<Optional<Tally>> tallies = new ArrayList<>();
        for (int environment = 0; environment < run.environments.size(); environment++) {
            int here = environment;
            Optional<Tally> tally = told.flatMap(row -> row.tally(here));
            boolean holds = tally.filter(said -> !said.groups().isEmpty()).isPresent();
            tallies.add(holds ? tally : tally(subject, environment));
        }
        return new FactRow(group, token.path().text(), run.catalogue.entry(token), tallies);
    }

    private Optional<Tally> tally(Subject subject, int environment) {
        List<String> hosts = names(run.census.bearers(subject, environment));
        Value there = new Value.Flag(true);
        return switch (run.census.presence(subject, environment)) {
            case HERE ->
                Optional.of(new Tally(
                        List.of(new ValueGroup(there, there, false, hosts, Optional.empty())), List.of(), List.of()));
            case NOT_HERE -> Optional.of(new Tally(List.of(), names(run.fleet.hosts(environment)), List.of()));
            case UNKNOWN -> Optional.empty();
        };
    }

    private static List<String> names(List<AlignedHost> hosts) {
        return hosts.stream().map(AlignedHost::name).toList();
    }

    /**
     * Counts what {@code here} holds of a subject of which {@code elsewhere} says nothing; where the subject itself was not
     * asked for, under the sections that were.
     */
    private void unknown(Subject subject, List<SectionGroup> own, int here, int elsewhere, boolean asked) {
        if (run.census.presence(subject, here) != Census.Presence.HERE
                || run.census.presence(subject, elsewhere) != Census.Presence.UNKNOWN) {
            return;
        }
        List<AlignedHost> hosts = run.census.unlisted(subject, elsewhere);
        Silence silence = silence(subject, own, hosts);
        if (asked) {
            gap(run.tokens.of(subject).section().probe(), elsewhere, silence.pattern(), silence, hosts, 0, false);
        }
        for (SectionGroup group : own) {
            int facts = 0;
            boolean required = false;
            for (SectionVariant variant : first(group.environments().get(here).variants())) {
                Facts told = variant.section().facts();
                String opening = group.key().text() + "/";
                for (int i = 0; i < told.size(); i++) {
                    if (run.filter.admits(group.key(), told.path(i))) {
                        facts++;
                        required |= run.requirements.requires(opening + told.path(i), silence.outcome());
                    }
                }
            }
            if (facts > 0) {
                String pattern = asked ? silence.pattern() : group.key().text();
                gap(group.key().probe(), elsewhere, pattern, silence, hosts, facts, required);
            }
        }
    }

    private void gap(
            String probe,
            int environment,
            String pattern,
            Silence silence,
            List<AlignedHost> hosts,
            int facts,
            boolean required) {
        run.counts.in(probe).add(PairStanding.UNKNOWN, facts);
        run.gaps.other(environment, pattern, silence.outcome(), silence.reason(), names(hosts), facts, required);
    }

    private static List<SectionVariant> first(List<SectionVariant> variants) {
        return variants.subList(0, Math.min(1, variants.size()));
    }

    private record Silence(String pattern, Outcome outcome, String reason) {}

    /** Why nobody can say whether the subject is there: how an index fared, a failure before a mere absence. */
    private Silence silence(Subject subject, List<SectionGroup> own, List<AlignedHost> hosts) {
        Silence told = new Silence(own.get(0).key().text(), Outcome.NOT_REQUESTED, UnseenHosts.NOT_IN_SNAPSHOT);
        for (SectionKey index : run.census.indexes(subject.kind())) {
            for (AlignedHost host : hosts) {
                Section section = host.snapshot().sections().get(index);
                if (section == null) {
                    told = told.outcome().fell() ? told : new Silence(index.text(), told.outcome(), told.reason());
                } else if (section.outcome().fell() || section.outcome().observed()) {
                    String reason = section.reason().orElse("it may list more than was seen");
                    return new Silence(index.text(), section.outcome(), reason);
                } else {
                    // It is in the snapshot, and says itself why it lists nothing.
                    String reason = section.reason().orElse("");
                    told = told.outcome().fell() ? told : new Silence(index.text(), section.outcome(), reason);
                }
            }
        }
        return told;
    }
}
