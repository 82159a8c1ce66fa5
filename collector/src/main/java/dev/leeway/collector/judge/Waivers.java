package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Reach;
import dev.leeway.schema.policy.Waiver;
import dev.leeway.schema.report.Concern;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.PolicyFinding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applies waivers to open findings and notices which of them have served their time. */
public final class Waivers {
    /** A waiver that ends within so many days is announced. */
    private static final long SOON = 14;

    private final List<Bound> waivers = new ArrayList<>();
    private final Overlay overlay;
    private final HostRoles roles;
    private final LocalDate today;
    private final Environments environments;
    private final Owners owners;

    /**
     * The waivers of {@code policy}.
     *
     * @param asOf decides, by its date in UTC, which of them hold: the last day is included
     */
    public Waivers(Policy policy, Fleet fleet, Instant asOf) {
        this.overlay = new Overlay(policy);
        this.owners = new Owners(policy);
        this.roles = new HostRoles(fleet);
        this.today = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        this.environments = fleet.environments();
        for (Waiver waiver : policy.waivers()) {
            waivers.add(new Bound(waiver, new Between(waiver.between(), environments)));
        }
    }

    private static final class Bound {
        private final Waiver waiver;
        private final Between between;
        private final Set<Concern> concerns = new LinkedHashSet<>();
        private int matched;

        Bound(Waiver waiver, Between between) {
            this.waiver = waiver;
            this.between = between;
        }
    }

    /** The findings, with those waived that a waiver still holding accepts; the later waiver speaks. */
    public List<Finding> apply(List<Finding> findings) {
        if (waivers.isEmpty()) {
            return findings;
        }
        List<Finding> applied = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            applied.add(finding.disposition() == Disposition.OPEN ? apply(finding) : finding);
        }
        return applied;
    }

    private Finding apply(Finding finding) {
        Finding result = finding;
        for (Bound bound : waivers) {
            if (accepts(bound, finding)) {
                bound.matched++;
                Optional<String> owner = owners.of(finding.scope(), finding.address());
                bound.concerns.add(new Concern(finding.between(), owner, Optional.empty()));
                if (!expired(bound.waiver)) {
                    result = finding.waived(bound.waiver);
                } else if (result.disposition() == Disposition.OPEN) {
                    LocalDate until = bound.waiver.until();
                    boolean later = result.waivedUntil().filter(until::isBefore).isEmpty();
                    result = later ? result.lapsed(until) : result;
                }
            }
        }
        return result;
    }

    private boolean accepts(Bound bound, Finding finding) {
        if (bound.waiver
                .drift()
                .filter(prefix -> !finding.id().startsWith(prefix))
                .isPresent()) {
            return false;
        }
        Reach reach = bound.waiver.reach();
        return covers(bound.between, finding.between())
                && bound.waiver.match().matches(finding.address())
                && reach.asks(finding.address().section().probe())
                && reach.reaches(finding.severity())
                && (reach.roles().isEmpty() || HostRoles.within(reach, roles(finding)));
    }

    private Set<String> roles(Finding finding) {
        Set<String> told = new HashSet<>();
        for (EnvironmentValue value : finding.values()) {
            int environment = environments.names().indexOf(value.environment());
            if (finding.between().contains(value.environment()) && environment >= 0) {
                told.addAll(roles.of(environment, value.hosts()));
            }
        }
        return told;
    }

    private boolean covers(Between between, List<String> names) {
        return between.speaksOf(
                names.stream().map(environments.names()::indexOf).toList());
    }

    private boolean expired(Waiver waiver) {
        return waiver.until().isBefore(today);
    }

    /**
     * What is to be said about waivers, in their order.
     *
     * @param sight tells whether the facts a waiver is about exist, and were seen, at all
     */
    public List<PolicyFinding> findings(PolicySight sight) {
        List<PolicyFinding> findings = new ArrayList<>();
        for (Bound bound : waivers) {
            if (bound.between.inPlay(environments.size())) {
                add(findings, bound, sight);
            }
        }
        return findings;
    }

    private void add(List<PolicyFinding> findings, Bound bound, PolicySight sight) {
        Waiver waiver = bound.waiver;
        Optional<Waiver> over = overlay.of(waiver);
        Optional<String> strange = roles.none(waiver.reach());
        String what = "waiver of " + told(waiver);
        long daysLeft = ChronoUnit.DAYS.between(today, waiver.until());
        if (expired(waiver)) {
            String effect = bound.matched == 0
                    ? "nothing it waived is open: remove it"
                    : "what it waived is open again (" + bound.matched + ")";
            findings.add(ending(bound, "expired", what + " ended on " + waiver.until() + "; " + effect));
        } else if (strange.isPresent()) {
            String why = ": no host has the role " + strange.get() + "; correct or remove it";
            findings.add(finding(waiver, "matchedNothing", what + why));
        } else if (over.isPresent()) {
            String why = " does nothing that a later one does not do as long ("
                    + over.get().origin().text() + ")";
            findings.add(finding(waiver, "overlaid", what + why + "; remove it"));
        } else if (bound.matched > 0) {
            if (daysLeft <= SOON) {
                String when = daysLeft == 0 ? "today" : "in " + daysLeft + (daysLeft == 1 ? " day" : " days");
                findings.add(ending(bound, "expiresSoon", what + " ends " + when + ", on " + waiver.until()));
            }
        } else if (sight.exists(waiver.match(), waiver.reach())) {
            if (!sight.everywhere(waiver.match(), bound.between)) {
                return;
            }
            findings.add(finding(waiver, "differenceGone", what + ": nothing it accepts is open; remove it"));
        } else if (sight.complete(waiver.match(), waiver.reach())) {
            findings.add(finding(waiver, "matchedNothing", what + " matches no fact; correct or remove it"));
        }
    }

    /** What it accepts, in a few words. */
    private static String told(Waiver waiver) {
        boolean everything = waiver.match().text().equals("**");
        String probes = waiver.reach().probes().isEmpty()
                ? ""
                : " of " + String.join(", ", waiver.reach().probes());
        return everything && waiver.drift().isPresent()
                ? "drift " + waiver.drift().get()
                : waiver.match().text() + probes;
    }

    /** Its end is news for those whose drifts it accepts, or, where it accepts none any more, for those of the environments it speaks of. */
    private PolicyFinding ending(Bound bound, String kind, String message) {
        Waiver waiver = bound.waiver;
        List<Concern> concerns = new ArrayList<>(bound.concerns);
        if (concerns.isEmpty()) {
            concerns.add(new Concern(named(waiver), Optional.empty(), Optional.empty()));
        }
        concerns.sort(Comparator.comparing((Concern concern) -> String.join(",", concern.between()))
                .thenComparing(concern -> concern.owner().orElse("")));
        LocalDate began = kind.equals("expired")
                ? waiver.until().plusDays(1)
                : waiver.until().minusDays(SOON);
        return new PolicyFinding(
                waiver.origin().text(),
                kind,
                message,
                Optional.of(told(waiver) + " between " + String.join(" and ", waiver.between()) + " until "
                        + waiver.until()),
                Optional.of(began.atStartOfDay(ZoneOffset.UTC).toInstant()),
                concerns);
    }

    /** The environments it names; none where it names groups of them. */
    private List<String> named(Waiver waiver) {
        List<String> named = waiver.between().stream()
                .flatMap(name -> environments.find(name).map(environments::name).stream())
                .toList();
        return named.size() == waiver.between().size() ? named : List.of();
    }

    private static PolicyFinding finding(Waiver waiver, String kind, String message) {
        return new PolicyFinding(waiver.origin().text(), kind, message);
    }
}
