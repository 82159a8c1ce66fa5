package dev.leeway.collector.service;

import dev.leeway.collector.align.AlignedHost;
import dev.leeway.collector.align.Crowd;
import dev.leeway.collector.align.EnvironmentSections;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.collector.align.Subject;
import dev.leeway.collector.align.UnseenHosts;
import dev.leeway.collector.judge.PatternOverlap;
import dev.leeway.collector.judge.PolicySight;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.policy.Requirement;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import dev.leeway.schema.yaml.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds what the policy requires and nobody could tell: where an environment holds a fact another does not know, its
 * gap says so already, but what no environment could see, or none was asked for, is found here alone.
 */
final class RequiredFacts {
    private static final String NOWHERE = "required by the policy, and no snapshot of the environment holds it";
    private static final String NOTHING = "required by the policy, and no fact of any snapshot is meant by it";

    private final ComparisonRun run;
    private final PolicySight sight;
    private final List<PolicyFinding> findings = new ArrayList<>();

    RequiredFacts(ComparisonRun run) {
        this.run = run;
        this.sight = new PolicySight(run.groups, run.catalogue, List.of(), List.of());
    }

    /** Names every gap in what is required; a requirement that means nothing at all is one, and a finding. */
    List<PolicyFinding> check() {
        for (Requirement requirement : run.policy.require()) {
            Needed needed = new Needed(requirement);
            if (run.filter.concerns(needed.whole)) {
                boolean open = false;
                for (int environment = 0; environment < run.environments.size(); environment++) {
                    // What is named already under a narrower pattern is not named again.
                    open |= unseen(needed, environment)
                            || unlisted(needed, environment)
                            || neverLooked(needed, environment);
                }
                if (!open && !sight.exists(needed.whole) && !needed.whatever(run.groups)) {
                    nothing(needed);
                }
            }
        }
        return List.copyOf(findings);
    }

    /** One requirement, with what its pattern says of itself. */
    private static final class Needed {
        private final Requirement requirement;
        /** A whole section key stands for everything in it. */
        private final AddressPattern whole;
        /** Empty where that is a wildcard and anything will do. */
        private final String probe;

        private final String subject;

        Needed(Requirement requirement) {
            this.requirement = requirement;
            String text = requirement.match().text();
            int slash = text.indexOf('/');
            this.whole = slash < 0 && !text.equals("**") ? AddressPattern.parse(text + "/**") : requirement.match();
            String section = slash < 0 ? text : text.substring(0, slash);
            int bracket = section.indexOf('[');
            String name = bracket < 0 ? section : section.substring(0, bracket);
            this.probe = name.indexOf('*') >= 0 ? "" : name;
            this.subject = bracket < 0 ? "" : section.substring(bracket + 1, section.length() - 1);
        }

        /** Whether every host that has it must have been seen. */
        boolean everyHost() {
            return requirement.everyHost();
        }

        /** Whether it asks for whatever subjects there are, and there is none. */
        boolean whatever(List<SectionGroup> groups) {
            return subject.equals("*")
                    && groups.stream()
                            .noneMatch(group -> group.key().subject().isPresent()
                                    && group.key().probe().equals(probe));
        }
    }

    /** Names what an environment could not see of sections it was to tell. */
    private boolean unseen(Needed needed, int environment) {
        boolean open = false;
        for (SectionGroup group : run.groups) {
            EnvironmentSections sections = group.environments().get(environment);
            if (sections.takesPart() && run.filter.admits(group.key())) {
                boolean known = !sections.variants().isEmpty();
                if (!known || needed.everyHost()) {
                    open |= silent(needed, group, environment, missed(sections.unseen(), known));
                }
                open |= known && uncovered(needed, group, environment, sections.variants());
            }
        }
        return open;
    }

    /** The silences that count: of a host that was seen to have nothing there, nothing is lacking while others told. */
    private static List<UnseenHosts> missed(List<UnseenHosts> silences, boolean known) {
        return silences.stream()
                .filter(unseen -> !known || unseen.outcome() != Outcome.NOT_APPLICABLE)
                .toList();
    }

    private boolean silent(Needed needed, SectionGroup group, int environment, List<UnseenHosts> silences) {
        if (!needed.whole.canMatchIn(group.key())) {
            return false;
        }
        AddressPattern all = AddressPattern.parse(group.key().text() + "/**");
        boolean required = required(needed, group, all);
        for (UnseenHosts unseen : silences) {
            run.gaps.other(
                    environment, group.key().text(), unseen.outcome(), unseen.reason(), unseen.hosts(), 0, required);
        }
        return !silences.isEmpty();
    }

    /** What hosts could not see; where one that saw it is enough, only if each of them has such a part. */
    private boolean uncovered(Needed needed, SectionGroup group, int environment, List<SectionVariant> variants) {
        List<Runnable> gaps = new ArrayList<>();
        for (SectionVariant variant : variants) {
            Section section = variant.section();
            int before = gaps.size();
            for (Uncovered uncovered : section.uncovered()) {
                AddressPattern pattern = variant.canonical(uncovered.pattern(), group.key());
                if (PatternOverlap.exists(needed.whole, pattern) && run.filter.covers(group.key(), pattern)) {
                    boolean required = required(needed, group, pattern);
                    gaps.add(() -> run.gaps.other(
                            environment,
                            uncovered.pattern().text(),
                            section.outcome(),
                            uncovered.reason(),
                            variant.hosts(),
                            0,
                            required));
                }
            }
            if (gaps.size() == before && !needed.everyHost()) {
                return false;
            }
        }
        gaps.forEach(Runnable::run);
        return !gaps.isEmpty();
    }

    /**
     * Whether the result is incomplete for want of what {@code gap} hides: where somebody holds such a fact, and it was held
     * against another environment, that was decided fact by fact.
     */
    private boolean required(Needed needed, SectionGroup group, AddressPattern gap) {
        return !allowed(needed, gap, group.key()) && !(paired(group) && held(needed, group, gap));
    }

    private boolean paired(SectionGroup group) {
        return run.pairs.held().stream()
                .anyMatch(pair -> group.environments().get(pair.one()).takesPart()
                        && group.environments().get(pair.other()).takesPart());
    }

    private boolean allowed(Needed needed, AddressPattern gap, SectionKey key) {
        return run.requirements.allows(needed.requirement.match().text())
                || run.requirements.allows(gap.text())
                || run.requirements.allows(key.text());
    }

    private boolean held(Needed needed, SectionGroup group, AddressPattern gap) {
        String opening = group.key().text() + "/";
        for (EnvironmentSections environment : group.environments()) {
            for (SectionVariant variant : environment.variants()) {
                Facts facts = variant.section().facts();
                for (int i = 0; i < facts.size(); i++) {
                    String address = opening + facts.path(i);
                    if (needed.whole.matches(address)
                            && gap.matches(address)
                            && run.filter.admits(group.key(), facts.path(i))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Names subjects an environment has and whose facts nobody anywhere could tell, so that no section speaks of them. */
    private boolean unlisted(Needed needed, int environment) {
        if (needed.subject.isEmpty() || !indexed(needed.probe)) {
            return false;
        }
        SectionKey index = SectionKey.of(needed.probe);
        String kind = run.fleet.subject(needed.probe, "").kind();
        boolean open = false;
        for (Subject subject : run.census.subjects()) {
            SectionKey key = SectionKey.of(needed.probe, subject.name());
            List<AlignedHost> bearers = run.census.bearers(subject, environment);
            List<AlignedHost> blind =
                    bearers.stream().filter(host -> !observed(host, index)).toList();
            if (subject.kind().equals(kind)
                    && needed.whole.canMatchIn(key)
                    && run.filter.admits(key)
                    && !blind.isEmpty()
                    && run.groups.stream().noneMatch(group -> group.key().equals(key))
                    && (needed.everyHost() || blind.size() == bearers.size())) {
                Silence silence = silence(blind, needed.probe);
                boolean required = !allowed(needed, AddressPattern.parse(key.text() + "/**"), key);
                run.gaps.other(environment, key.text(), silence.outcome(), silence.reason(), names(blind), 0, required);
                open = true;
            }
        }
        return open;
    }

    /** Whether the probe lists its subjects: only then does a subject without a section mean anything. */
    private boolean indexed(String probe) {
        SectionKey index = SectionKey.of(probe);
        for (int environment = 0; environment < run.environments.size(); environment++) {
            for (Crowd crowd : run.fleet.crowds(environment)) {
                if (crowd.sections().containsKey(index)) {
                    return run.catalogue.probe(probe).isPresent();
                }
            }
        }
        return false;
    }

    private static boolean observed(AlignedHost host, SectionKey key) {
        Section section = host.snapshot().sections().get(key);
        return section != null && section.outcome().observed();
    }

    /**
     * Names what no host of an environment was looked at for, not even by the index that would say there is none; or what any host
     * was not, where each must be.
     */
    private boolean neverLooked(Needed needed, int environment) {
        if (needed.probe.isEmpty()) {
            return false;
        }
        List<AlignedHost> hosts = run.fleet.hosts(environment);
        if (run.fleet.crowds(environment).stream().anyMatch(crowd -> looked(crowd, needed))) {
            hosts = needed.everyHost() ? failed(needed, environment) : List.of();
        }
        if (hosts.isEmpty()) {
            return false;
        }
        Silence silence = silence(hosts, needed.probe);
        String pattern = needed.requirement.match().text();
        boolean required = !run.requirements.allows(pattern);
        run.gaps.other(environment, pattern, silence.outcome(), silence.reason(), names(hosts), 0, required);
        return true;
    }

    /**
     * The hosts whose probe was asked and could not say which subjects it has, while nothing else told of them either: those that are
     * known of are gaps of their own.
     */
    private List<AlignedHost> failed(Needed needed, int environment) {
        if (needed.subject.isEmpty()) {
            return List.of();
        }
        SectionKey index = SectionKey.of(needed.probe);
        String kind = run.fleet.subject(needed.probe, "").kind();
        List<AlignedHost> failed = new ArrayList<>();
        for (AlignedHost host : run.fleet.hosts(environment)) {
            Section own = host.snapshot().sections().get(index);
            boolean known = run.census.indexes(kind).stream().anyMatch(other -> observed(host, other));
            if (own != null && own.outcome().fell() && !known) {
                failed.add(host);
            }
        }
        return failed;
    }

    private boolean looked(Crowd crowd, Needed needed) {
        SectionKey index = SectionKey.of(needed.probe);
        for (Section section : crowd.sections().values()) {
            SectionKey key = section.key();
            if (section.outcome().observed()
                    && (key.equals(index) || needed.whole.canMatchIn(run.fleet.canonical(key)))) {
                return true;
            }
        }
        return false;
    }

    private record Silence(Outcome outcome, String reason) {}

    /** How the probe fared on hosts where it told nothing: a failure before a mere absence. */
    private static Silence silence(List<AlignedHost> hosts, String probe) {
        Silence told = new Silence(Outcome.NOT_REQUESTED, NOWHERE);
        for (AlignedHost host : hosts) {
            for (Section section : host.snapshot().sections().values()) {
                if (section.key().probe().equals(probe) && section.outcome().fell()) {
                    told = new Silence(section.outcome(), section.reason().orElse(NOWHERE));
                }
            }
        }
        return told;
    }

    private static List<String> names(List<AlignedHost> hosts) {
        return hosts.stream().map(AlignedHost::name).toList();
    }

    private void nothing(Needed needed) {
        String pattern = needed.requirement.match().text();
        boolean required = !run.requirements.allows(pattern);
        for (int environment = 0; environment < run.environments.size(); environment++) {
            run.gaps.other(environment, pattern, Outcome.NOT_REQUESTED, NOTHING, List.of(), 0, required);
        }
        findings.add(new PolicyFinding(
                needed.requirement.origin().text(),
                "matchedNothing",
                "requirement of " + pattern + " matches no fact, so nothing was compared for it; correct or remove it"
                        + suggestion(needed)));
    }

    private String suggestion(Needed needed) {
        TreeSet<String> known = new TreeSet<>();
        for (SectionGroup group : run.groups) {
            if (group.key().probe().equals(needed.probe)) {
                group.key().subject().ifPresent(known::add);
            }
        }
        return known.contains(needed.subject) || needed.subject.indexOf('*') >= 0
                ? ""
                : Suggestion.nearest(needed.subject, known)
                        .map(near -> ": did you mean " + needed.probe + "[" + near + "]?")
                        .orElse("");
    }
}
