package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Destinations;
import dev.leeway.collector.judge.DriftIds;
import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Groups findings by origin into causes, the gravest first. */
public final class CauseGrouping {
    /** Between unlike environments no more causes than a person reads. */
    private static final int FEW = 10;

    private final Map<String, String> causeOf = new HashMap<>();
    private final List<Cause> causes = new ArrayList<>();
    /** Ids of findings that others tell, each with the id of that. */
    private final Map<String, String> leads = new HashMap<>();

    /**
     * Groups {@code findings}.
     *
     * @param unlike pairs of environments, by name, whose hosts are of unlike kinds
     * @param together ids of findings that tell of one breach of isolation, to what they have in common
     * @param destinations where settings lead
     * @param roles what hosts of other roles hold
     * @param ranking their order
     */
    public CauseGrouping(
            List<Finding> findings,
            Set<List<String>> unlike,
            Map<String, String> together,
            Destinations destinations,
            OtherRoles roles,
            Ranking ranking) {
        Map<Origin, List<Finding>> groups = new LinkedHashMap<>();
        List<Finding> leading = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        findings.forEach(finding -> ids.add(finding.id()));
        for (Finding finding : findings) {
            // What another tells goes with that, wherever it goes, and says nothing of its own.
            Optional<String> lead = finding.judge().lead().filter(ids::contains);
            lead.ifPresent(id -> leads.put(finding.id(), id));
            if (lead.isEmpty()) {
                leading.add(finding);
            }
        }
        Origins origins = new Origins(leading, unlike, together, new Connections(leading, destinations));
        for (Finding finding : leading) {
            if (finding.disposition() != Disposition.WITHIN_LEEWAY) {
                add(groups, origins.of(finding), finding);
            }
        }
        groups = AlikeGroups.merged(groups);
        allowed(groups, leading, origins);
        if (groups.size() > FEW) {
            groups = fewer(groups, unlike);
        }
        List<Group> ordered = new ArrayList<>();
        groups.forEach((origin, members) -> ordered.add(new Group(origin, members)));
        AlikeSettings settings = new AlikeSettings(destinations);
        Map<String, List<String>> followers = new HashMap<>();
        for (Finding finding : findings) {
            if (leads.containsKey(finding.id())) {
                followers
                        .computeIfAbsent(leader(finding.id()), unused -> new ArrayList<>())
                        .add(finding.id());
            }
        }
        ranking.ordered(ordered).forEach(group -> make(group, settings, roles, followers));
    }

    private static void add(Map<Origin, List<Finding>> groups, Origin origin, Finding finding) {
        groups.computeIfAbsent(origin, unused -> new ArrayList<>()).add(finding);
    }

    /** What lies within leeway goes with an origin that is told anyway, and all the rest under one line. */
    private static void allowed(Map<Origin, List<Finding>> groups, List<Finding> findings, Origins origins) {
        Set<Origin> told = Set.copyOf(groups.keySet());
        for (Finding finding : findings) {
            if (finding.disposition() == Disposition.WITHIN_LEEWAY) {
                Origin own = origins.of(finding);
                add(groups, told.contains(own) ? own : new Origin(Origin.Kind.LEEWAY, ""), finding);
            }
        }
    }

    /** Gathers what is not grave between unlike environments, because their likeness was never claimed. */
    private static Map<Origin, List<Finding>> fewer(Map<Origin, List<Finding>> groups, Set<List<String>> unlike) {
        Map<Origin, List<Finding>> kept = new LinkedHashMap<>();
        Origin lesser = new Origin(Origin.Kind.LESSER, "");
        groups.forEach((origin, members) -> {
            boolean gathers = origin.kind() != Origin.Kind.LEEWAY
                    && origin.kind() != Origin.Kind.UNLIKE_HOSTS
                    && members.stream()
                            .allMatch(finding -> unlike.contains(finding.between())
                                    && !finding.severity().atLeast(Severity.HIGH));
            members.forEach(finding -> add(kept, gathers ? lesser : origin, finding));
        });
        return kept;
    }

    /** The finding that leads another, which may be led itself. */
    private String leader(String id) {
        String leader = id;
        // Nobody leads in a circle, but a mistake must not become one.
        for (int step = 0; step <= leads.size() && leads.containsKey(leader); step++) {
            leader = leads.getOrDefault(leader, leader);
        }
        return leader;
    }

    private void make(Group group, AlikeSettings settings, OtherRoles roles, Map<String, List<String>> followers) {
        String id = DriftIds.of(
                "cause", group.origin().kind().name(), group.origin().key());
        List<String> drifts = new ArrayList<>();
        for (Finding finding : group.members()) {
            drifts.add(finding.id());
            causeOf.put(finding.id(), id);
        }
        for (Finding finding : group.members()) {
            for (String follower : followers.getOrDefault(finding.id(), List.of())) {
                drifts.add(follower);
                causeOf.put(follower, id);
            }
        }
        String summary = whose(group, roles) + CauseSummary.of(group) + settings.beside(group);
        causes.add(new Cause(id, summary, group.severity(), group.disposition(), drifts));
    }

    /** The role of whose hosts alone the leading one is true; nothing for what is counted over many. */
    private static String whose(Group group, OtherRoles roles) {
        return switch (group.origin().kind()) {
            case SUBJECTS, UNLIKE_HOSTS, UNOBSERVED, LESSER, LEEWAY -> "";
            default -> roles.before(group.leading());
        };
    }

    /** The causes, the gravest first. */
    public List<Cause> causes() {
        return List.copyOf(causes);
    }

    /** The id of the cause a finding belongs to. */
    public String causeOf(Finding finding) {
        String cause = causeOf.get(finding.id());
        if (cause == null) {
            throw new IllegalArgumentException("drift " + finding.id() + " was not grouped");
        }
        return cause;
    }
}
