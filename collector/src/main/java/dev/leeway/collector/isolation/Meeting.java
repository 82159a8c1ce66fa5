package dev.leeway.collector.isolation;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Facts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A database of one environment that may be on a server of another's.
 *
 * @param guest the database of the environment that has no business there
 * @param host the database of the environment whose server it is
 * @param kinship of their servers
 * @param roads that services of the guest's environment have there
 */
record Meeting(SectionSite guest, SectionSite host, Kinship kinship, List<Road> roads) {
    private static final Comparator<Meeting> GRAVEST = Comparator.comparing(Meeting::kinship)
            .thenComparing(meeting -> !meeting.oneDatabase())
            .thenComparing(meeting -> meeting.host().label())
            .thenComparing(meeting -> meeting.host().section().id());

    Meeting {
        roads = List.copyOf(roads);
    }

    /**
     * The gravest of what {@code guest} has in common with any of {@code hosts}, and of each other one what cannot be told. Where it is
     * known on whose server it is, nothing else is left to be told.
     */
    static List<Meeting> of(SectionSite guest, List<SectionSite> hosts, List<Endpoint> endpoints) {
        List<Meeting> all = hosts.stream()
                .map(host -> new Meeting(guest, host, Kinship.of(guest, host), List.of()))
                .filter(meeting -> meeting.kinship() != Kinship.APART)
                .sorted(GRAVEST)
                .toList();
        List<Meeting> told = new ArrayList<>();
        for (Meeting meeting : all) {
            if (told.isEmpty()) {
                told.add(meeting.travelled(endpoints));
            } else if (meeting.kinship() == Kinship.UNKNOWN && !told.get(0).oneServer()) {
                told.add(meeting);
            }
        }
        return told;
    }

    private Meeting travelled(List<Endpoint> endpoints) {
        return oneServer() ? new Meeting(guest, host, kinship, Road.to(guest, host, endpoints)) : this;
    }

    /** Whether two looks were at one database of one server. */
    static boolean isOne(SectionSite one, SectionSite other) {
        Meeting meeting = new Meeting(one, other, Kinship.of(one, other), List.of());
        return meeting.oneServer() && meeting.oneDatabase();
    }

    /** Services of the guest's environment that use this very database, with the roles by which they log in. */
    SortedMap<String, SortedSet<String>> users() {
        SortedMap<String, SortedSet<String>> users = new TreeMap<>();
        Facts facts = guest.section().facts();
        for (int i = 0; i < facts.size(); i++) {
            String path = facts.path(i);
            if (path.startsWith("used-by[")) {
                FactPath.parse(path)
                        .segments()
                        .get(0)
                        .key()
                        .ifPresent(service -> users.put(service, guest.texts(path)));
            }
        }
        return users;
    }

    boolean oneServer() {
        return kinship == Kinship.ONE_INSTANCE || kinship == Kinship.ONE_ADDRESS;
    }

    boolean oneDatabase() {
        return guest.text("server/database").equals(host.text("server/database"));
    }

    /** The fact that says so. */
    String path() {
        return switch (kinship) {
            case ONE_INSTANCE -> Kinship.INSTANCE;
            case ADDRESS_ALONE -> Kinship.ADDRESS;
            default -> Kinship.IDENTIFIER;
        };
    }
}
