package dev.leeway.collector.isolation;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.judge.Demands;
import dev.leeway.collector.judge.DriftIds;
import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.JudgedBy;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Explanation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Joins every database of one environment with every database of each other one. */
public final class Isolation {
    private final Environments environments;
    private final Demands demands;
    private final MeetingWords words;
    private final Sites sites;
    private final List<Endpoint> endpoints;
    private final Untraced untraced;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Unjudged> unjudged = new LinkedHashSet<>();
    private final Map<String, String> together = new TreeMap<>();
    private final List<Hub> hubs = new ArrayList<>();
    private final List<Same> same = new ArrayList<>();

    /** What is to be said of {@code fleet}. */
    public Isolation(Fleet fleet, Policy policy, Demands demands) {
        this.environments = fleet.environments();
        this.demands = demands;
        this.words = new MeetingWords(environments);
        this.sites = Sites.of(fleet);
        this.endpoints = Endpoint.of(sites.connections());
        this.untraced = new Untraced(policy, environments, sites);
        for (int one = 0; one < environments.size(); one++) {
            for (int other = one + 1; other < environments.size(); other++) {
                pair(one, other);
            }
        }
        for (SectionSite database : sites.databases()) {
            if (environments.isProduction(database.environment())) {
                strangers(new Strangers(policy, environments.production()).on(database));
            }
        }
    }

    /**
     * A database of which nobody can say whether it is on another environment's server, or a connection whether it leads there.
     *
     * @param environment where that is
     * @param address of the fact that would tell
     * @param hosts that looked
     * @param reason for people
     * @param drifts ids of the drifts there may be
     */
    public record Unjudged(int environment, Address address, List<String> hosts, String reason, List<String> drifts) {
        public Unjudged {
            hosts = List.copyOf(hosts);
            drifts = List.copyOf(drifts);
        }
    }

    /**
     * A database that is another environment's under a name that may be another.
     *
     * @param between the environments
     * @param name of it in one of them
     * @param told address of the finding that says so
     */
    public record Same(List<String> between, String name, Address told) {
        public Same {
            between = List.copyOf(between);
        }
    }

    /** A cause that others may belong to: services and endpoints by which it is told. */
    record Hub(String key, List<String> between, Set<String> roads) {}

    /** What is found, sorted by address. */
    public List<Finding> findings() {
        return findings.stream()
                .sorted((one, other) -> one.address().compareTo(other.address()))
                .toList();
    }

    /** Databases that both environments of a pair have, and know to be one. */
    public List<Same> same() {
        return List.copyOf(same);
    }

    /** What cannot be told. */
    public List<Unjudged> unjudged() {
        return List.copyOf(unjudged);
    }

    /** What findings of others have to do with these. */
    public Gathering gathering() {
        return new Gathering(environments, hubs, together);
    }

    /** Whose server it would be: production's, or else that of the later environment. */
    private void pair(int one, int other) {
        int host = environments.isProduction(one) ? one : other;
        int guest = host == one ? other : one;
        List<SectionSite> hosts = in(host);
        Map<Address, Set<String>> told = new HashMap<>();
        Set<String> travelled = new HashSet<>();
        List<Meeting> meetings = new ArrayList<>();
        for (SectionSite site : in(guest)) {
            meetings.addAll(Meeting.of(site, hosts, endpoints));
        }
        meetings.sort((left, right) -> left.kinship().compareTo(right.kinship()));
        for (Meeting meeting : meetings) {
            Address address = meeting.guest().address(meeting.path());
            // No rule is asked of addresses, which stand in for identifiers that cannot be compared.
            boolean stands = meeting.kinship() == Kinship.ADDRESS_ALONE;
            Address asked = stands ? meeting.guest().address(Kinship.IDENTIFIER) : address;
            Optional<Rule> rule = demands.apart(asked, one, other);
            if (rule.isEmpty()) {
                continue;
            }
            if (meeting.kinship() == Kinship.UNKNOWN || meeting.kinship() == Kinship.ADDRESS_ALONE) {
                unjudged.add(unjudged(meeting, one, other));
            }
            Set<String> toldOf = told.computeIfAbsent(address, each -> new HashSet<>());
            if (meeting.kinship() != Kinship.UNKNOWN
                    && toldOf.add(meeting.host().label())) {
                Finding finding = finding(meeting, address, rule.get(), one, other, toldOf.size() > 1);
                findings.add(finding);
                same.addAll(sameOf(meeting, finding));
                Set<String> roads = new LinkedHashSet<>();
                meeting.roads()
                        .forEach(road -> roads.add(Gathering.road(
                                road.endpoint().service(), road.endpoint().key())));
                travelled.addAll(roads);
                hub(finding, meeting.host(), meeting.kinship() == Kinship.COPY ? "copy" : "shared", roads);
            }
        }
        arrivals(one, other, guest, hosts, travelled);
    }

    /** Under each name, unless hosts of the environment mean several databases by it. */
    private List<Same> sameOf(Meeting meeting, Finding finding) {
        List<Same> names = new ArrayList<>();
        for (SectionSite site : meeting.oneServer() && meeting.oneDatabase()
                ? List.of(meeting.guest(), meeting.host())
                : List.<SectionSite>of()) {
            boolean alone = in(site.environment()).stream()
                    .filter(other -> other.name().equals(site.name()))
                    .allMatch(other -> other.equals(site) || Meeting.isOne(other, site));
            if (alone) {
                names.add(new Same(finding.between(), site.name(), finding.address()));
            }
        }
        return names;
    }

    /** Connections that show where they lead, though the environment's own agents log in nowhere. */
    private void arrivals(int one, int other, int guest, List<SectionSite> hosts, Set<String> travelled) {
        for (SectionSite host : hosts) {
            Optional<Rule> rule = demands.apart(host.address(Kinship.INSTANCE), one, other);
            for (Endpoint endpoint : endpoints) {
                String road = Gathering.road(endpoint.service(), endpoint.key());
                if (rule.isPresent()
                        && endpoint.site().environment() == guest
                        && endpoint.reaches(host)
                        && travelled.add(road)) {
                    Finding finding = arrival(endpoint, host, rule.get(), one, other);
                    findings.add(finding);
                    hub(finding, host, "shared", Set.of(road));
                }
            }
        }
        for (SectionSite host : hosts) {
            if (demands.apart(host.address(Kinship.INSTANCE), one, other).isPresent()) {
                untraced(guest, host, travelled, one, other);
            }
        }
    }

    /** Of a connection that is told to lead somewhere, nothing is left to ask. */
    private void untraced(int guest, SectionSite host, Set<String> travelled, int one, int other) {
        for (Endpoint endpoint : endpoints) {
            boolean asked = endpoint.site().environment() == guest
                    && !travelled.contains(Gathering.road(endpoint.service(), endpoint.key()));
            if (asked) {
                Address address = endpoint.site().address(endpoint.path("address"));
                untraced.reason(endpoint, host)
                        .ifPresent(reason -> unjudged.add(new Unjudged(
                                guest,
                                address,
                                endpoint.site().hosts(),
                                reason,
                                List.of(id(endpoint.site(), address, one, other)))));
            }
        }
    }

    private void hub(Finding finding, SectionSite host, String sort, Set<String> roads) {
        String key = String.join("|", finding.between()) + "|" + host.label() + "|" + sort;
        together.put(finding.id(), key);
        hubs.add(new Hub(key, finding.between(), roads));
    }

    private List<SectionSite> in(int environment) {
        return sites.databases().stream()
                .filter(site -> site.environment() == environment)
                .toList();
    }

    /** Hosts that call by one name what is on several servers have several findings there; the gravest has the name of the drift. */
    private Finding finding(Meeting meeting, Address address, Rule rule, int one, int other, boolean further) {
        Severity asked = rule.severity().orElse(Severity.CRITICAL);
        Severity severity = switch (meeting.kinship()) {
            // What a rule of the user asks of an identity it asks of a copy of it.
            case COPY -> rule.origin().shipped() ? lesser(asked, Severity.MEDIUM) : asked;
            case UNTOLD, ADDRESS_ALONE -> lesser(asked, Severity.HIGH);
            default -> asked;
        };
        Draft draft = shared(meeting.guest(), meeting.host(), address, meeting.path(), one, other);
        return (further ? draft.of(meeting.host()) : draft)
                .told(severity, words.of(meeting, rule), JudgedBy.of(rule.origin()));
    }

    private Finding arrival(Endpoint endpoint, SectionSite host, Rule rule, int one, int other) {
        Address address = endpoint.site().address(endpoint.path("address"));
        Explanation explanation = new ArrivalWords(environments).of(endpoint, host, rule);
        return shared(endpoint.site(), host, address, endpoint.path("address"), one, other)
                .told(rule.severity().orElse(Severity.CRITICAL), explanation, JudgedBy.of(rule.origin()));
    }

    private Draft shared(SectionSite guest, SectionSite host, Address address, String path, int one, int other) {
        List<String> between = List.of(environments.name(one), environments.name(other));
        boolean guestFirst = guest.environment() == one;
        String hostPath = address.section().probe().equals("database") ? path : "server/address";
        return new Draft(
                id(guest, address, one, other),
                address,
                guest.scope(),
                between,
                guestFirst
                        ? List.of(guest.reported(path), host.reported(hostPath))
                        : List.of(host.reported(hostPath), guest.reported(path)));
    }

    private String id(SectionSite guest, Address address, int one, int other) {
        return DriftIds.drift(guest.scope(), environments.unordered(List.of(one, other)), address, DriftState.SHARED);
    }

    /** The graver comes first. */
    private static Severity lesser(Severity one, Severity other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Unjudged unjudged(Meeting meeting, int one, int other) {
        SectionSite blind = meeting.guest().value(Kinship.IDENTIFIER).isEmpty() ? meeting.guest() : meeting.host();
        String why = blind.value(Kinship.IDENTIFIER).isEmpty()
                ? "the identifier of " + MeetingWords.label(blind) + " was not seen"
                : "identifiers are tagged with different fleet keys, or with none";
        List<String> drifts = new ArrayList<>();
        // Which fact told it the last time nobody knows any more.
        for (String path : List.of(Kinship.IDENTIFIER, Kinship.INSTANCE, Kinship.ADDRESS)) {
            String id = id(meeting.guest(), meeting.guest().address(path), one, other);
            drifts.add(id);
            drifts.add(DriftIds.of(id, meeting.host().label()));
        }
        return new Unjudged(
                meeting.guest().environment(),
                meeting.guest().address(Kinship.IDENTIFIER),
                meeting.guest().hosts(),
                "whether it is on a server of " + meeting.host().environmentName() + " could not be judged: " + why,
                drifts);
    }

    private void strangers(List<Strangers.Seen> seen) {
        for (Strangers.Seen stranger : seen) {
            String environment = stranger.site().environmentName();
            Finding drafted = new Draft(
                            DriftIds.drift(
                                    stranger.site().scope(),
                                    List.of(environment),
                                    stranger.address(),
                                    DriftState.UNEXPECTED),
                            stranger.address(),
                            stranger.site().scope(),
                            List.of(environment),
                            List.of(stranger.site()
                                    .reported(stranger.address().path().text())))
                    .unexpected(stranger.explanation());
            Finding finding = demands.judged(
                    drafted, List.of(stranger.address()), stranger.site().environment());
            findings.add(finding);
            if (finding.disposition() == Disposition.OPEN) {
                together.put(
                        finding.id(), environment + "|" + stranger.site().label() + "|strangers|" + stranger.whose());
            }
        }
    }
}
