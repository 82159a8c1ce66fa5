package dev.leeway.collector.digest;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One message, before it is written for mail, chat or machines.
 *
 * @param kind on what it is sent
 * @param asOf the moment it speaks of
 * @param headline the whole of it in one line, which is the subject of a mail
 * @param parts in the order in which they are told; none on a quiet night
 * @param remarks further sentences
 * @param link where there is more; empty for nowhere
 * @param delivery an id by which who gets it twice knows it again; empty where what it says is known again by itself
 * @param well whether it is of a night that knows of nothing at all: what is open or silent may be told before, but is not well
 */
public record Notice(
        Kind kind,
        Instant asOf,
        String headline,
        List<Part> parts,
        List<String> remarks,
        Optional<String> link,
        Optional<String> delivery,
        boolean well) {
    private static final String HEAD = "Head of the audit log: ";

    public Notice {
        requireNonNull(kind, "kind is null");
        requireNonNull(asOf, "asOf is null");
        requireNonNull(headline, "headline is null");
        requireNonNull(link, "link is null");
        requireNonNull(delivery, "delivery is null");
        parts = List.copyOf(parts);
        remarks = List.copyOf(remarks);
    }

    /** One of which nobody says that all is well. */
    Notice(Kind kind, Instant asOf, String headline, List<Part> parts, List<String> remarks, Optional<String> link) {
        this(kind, asOf, headline, parts, remarks, link, Optional.empty(), false);
    }

    /** On what a message is sent. */
    public enum Kind {
        NIGHTLY,
        ALERT,
        RESOLVED,
        DEADMAN,
        TEST;

        /** The name in JSON. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether there is nothing to tell but that; where the audit log ends is no news. */
    public boolean isQuiet() {
        return kind == Kind.NIGHTLY && parts.isEmpty() && remarks.stream().allMatch(remark -> remark.startsWith(HEAD));
    }

    /** The same with where the audit log ends, for people to keep. */
    public Notice headed(String head) {
        List<String> all = new ArrayList<>(remarks);
        all.add(HEAD + head);
        return new Notice(kind, asOf, headline, parts, all, link, delivery, well);
    }

    /** The same without what the moment of its sending adds: by that a night, or that none came, is known again when it is told twice. */
    public Notice lasting() {
        return new Notice(
                kind,
                kind == Kind.DEADMAN ? Instant.EPOCH : asOf,
                headline,
                parts,
                remarks.stream().filter(remark -> !remark.startsWith(HEAD)).toList(),
                link,
                delivery,
                well);
    }

    /** The same, by that id. */
    public Notice deliveredAs(Optional<String> id) {
        return new Notice(kind, asOf, headline, parts, remarks, link, id, well);
    }

    /** The same with a place to look for more. */
    public Notice linked(Optional<String> where) {
        return new Notice(kind, asOf, headline, parts, remarks, where, delivery, well);
    }

    /** The same with at most {@code most} things told of each part, the rest counted. */
    public Notice atMost(int most) {
        return new Notice(
                kind,
                asOf,
                headline,
                parts.stream().map(part -> part.atMost(most)).toList(),
                remarks,
                link,
                delivery,
                well);
    }
}
