package dev.leeway.collector.isolation;

import dev.leeway.collector.compare.Likeness;
import dev.leeway.collector.compare.ValueLikeness;
import dev.leeway.schema.fact.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How the servers of two databases stand to each other. */
enum Kinship {
    /** One running server, by its instance. */
    ONE_INSTANCE,
    /** One server, by its identifier, address and port. */
    ONE_ADDRESS,
    /** One identifier, and nothing that tells the server from a copy. */
    UNTOLD,
    /** One address and port, and no identifiers that could be compared. */
    ADDRESS_ALONE,
    /** Two servers, one of them a copy of the other's files or following it. */
    COPY,
    /** Nothing to compare them by. */
    UNKNOWN,
    /** Two servers, or files that are no server. */
    APART;

    static final String IDENTIFIER = "server/identifier";
    static final String INSTANCE = "server/instance";
    static final String ADDRESS = "server/address";

    /** Clocks of hosts and servers differ by less. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    static Kinship of(SectionSite one, SectionSite other) {
        if (!hasIdentity(one) || !hasIdentity(other) || isH2BesideAnother(one, other)) {
            return APART;
        }
        Optional<Likeness> instance = likeness(one, other, INSTANCE);
        Optional<Likeness> identifier = likeness(one, other, IDENTIFIER);
        if (is(instance, Likeness.SAME)) {
            return ONE_INSTANCE;
        }
        if (is(identifier, Likeness.DIFFERENT)) {
            return APART;
        }
        Place place = Place.of(one, other);
        if (is(identifier, Likeness.SAME)) {
            boolean two = is(instance, Likeness.DIFFERENT) && ranAtOnce(one, other);
            return two || place == Place.OTHER ? COPY : place == Place.SAME ? ONE_ADDRESS : UNTOLD;
        }
        return place == Place.SAME ? ADDRESS_ALONE : UNKNOWN;
    }

    /** A database in a file says neither who it is nor that it could not say so. */
    static boolean hasIdentity(SectionSite site) {
        return site.value(IDENTIFIER).isPresent() || !site.covers(IDENTIFIER);
    }

    /** H2 has nothing to be known by, but is no server of another engine. */
    private static boolean isH2BesideAnother(SectionSite one, SectionSite other) {
        Optional<String> left = one.text("server/product");
        Optional<String> right = other.text("server/product");
        return left.isPresent()
                && right.isPresent()
                && left.get().equals("H2") != right.get().equals("H2");
    }

    private static Optional<Likeness> likeness(SectionSite one, SectionSite other, String path) {
        Optional<Value> left = one.value(path);
        Optional<Value> right = other.value(path);
        return left.isPresent() && right.isPresent()
                ? Optional.of(ValueLikeness.of(left.get(), right.get()))
                : Optional.empty();
    }

    private static boolean is(Optional<Likeness> likeness, Likeness wanted) {
        return likeness.filter(wanted::equals).isPresent();
    }

    /** Whether each was started before the other was looked at, so that neither is the other started anew. */
    private static boolean ranAtOnce(SectionSite one, SectionSite other) {
        Optional<Instant> left = started(one);
        Optional<Instant> right = started(other);
        return left.isPresent()
                && right.isPresent()
                && left.get().plus(SKEW).isBefore(other.seen())
                && right.get().plus(SKEW).isBefore(one.seen());
    }

    private static Optional<Instant> started(SectionSite site) {
        try {
            return site.text("server/started").map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private enum Place {
        SAME,
        OTHER,
        UNTOLD;

        static Place of(SectionSite one, SectionSite other) {
            Optional<String> left = one.serverAddress();
            Optional<String> right = other.serverAddress();
            if (left.isEmpty() || right.isEmpty()) {
                return UNTOLD;
            }
            boolean ports = one.texts("server/port").equals(other.texts("server/port"));
            return left.equals(right) && ports ? SAME : OTHER;
        }
    }
}
