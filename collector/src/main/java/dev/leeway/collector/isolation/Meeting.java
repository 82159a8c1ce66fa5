package dev.leeway.collector.isolation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

    /** The gravest of what {@code guest} has in common with any of {@code hosts}, itself what cannot be told. */
    static Optional<Meeting> gravest(SectionSite guest, List<SectionSite> hosts, List<Endpoint> endpoints) {
        return hosts.stream()
                .map(host -> new Meeting(guest, host, Kinship.of(guest, host), List.of()))
                .filter(meeting -> meeting.kinship() != Kinship.APART)
                .min(GRAVEST)
                .map(meeting -> meeting.travelled(endpoints));
    }

    private Meeting travelled(List<Endpoint> endpoints) {
        return oneServer() ? new Meeting(guest, host, kinship, Road.to(guest, host, endpoints)) : this;
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
            case ADDRESS_ALONE -> "server/address";
            default -> Kinship.IDENTIFIER;
        };
    }
}
