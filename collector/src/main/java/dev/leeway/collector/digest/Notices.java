package dev.leeway.collector.digest;

import dev.leeway.collector.digest.Part.Sort;
import dev.leeway.collector.report.Quantity;
import dev.leeway.schema.fact.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages that tell of no night. */
public final class Notices {
    private Notices() {}

    /** Breaches that are new, or still there after a while; empty where there is none. */
    public static Optional<Notice> alert(List<Item> fresh, List<Item> again, Instant asOf) {
        if (fresh.isEmpty() && again.isEmpty()) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        add(parts, Sort.NEW, fresh);
        add(parts, Sort.OPEN, again);
        Item first = fresh.isEmpty() ? again.get(0) : fresh.get(0);
        String head = first.severity().map(Severity::text).orElse("alert") + ": " + first.text();
        return Optional.of(notice(Notice.Kind.ALERT, asOf, more(head, fresh.size() + again.size()), parts, List.of()));
    }

    /** Breaches that are over; empty where there is none. */
    public static Optional<Notice> resolved(List<Item> over, Instant asOf) {
        if (over.isEmpty()) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        add(parts, Sort.RESOLVED, over);
        return Optional.of(notice(
                Notice.Kind.RESOLVED, asOf, more("resolved: " + over.get(0).text(), over.size()), parts, List.of()));
    }

    /**
     * That a nightly report did not come; empty while none is overdue.
     *
     * @param last the moment the last one spoke of, or, where there never was one, since when one is waited for
     * @param reported whether there ever was one
     * @param due when one was due last
     * @param grace how late one may be
     */
    public static Optional<Notice> overdue(Instant last, boolean reported, Instant due, Duration grace, Instant now) {
        if (!last.isBefore(due) || now.isBefore(due.plus(grace))) {
            return Optional.empty();
        }
        String since = reported ? "no nightly report since " + Quantity.moment(last) : "no nightly report yet";
        return Optional.of(notice(
                Notice.Kind.DEADMAN,
                now,
                since + "; one was due " + Quantity.moment(due),
                List.of(),
                List.of(
                        "Until it comes nobody knows of drift. Look whether the collector runs, what it logged, and whether it"
                                + " reaches its store.")));
    }

    /** A message that says nothing but that it arrived. */
    public static Notice test(String channel, Instant now) {
        return notice(
                Notice.Kind.TEST,
                now,
                "test of the channel " + channel,
                List.of(),
                List.of("This was sent by leeway notify test at " + Quantity.moment(now)
                        + ". Nothing is the matter, and nothing is to be done."));
    }

    private static void add(List<Part> parts, Sort sort, List<Item> items) {
        if (!items.isEmpty()) {
            parts.add(Part.of(
                    sort, items.size(), items.stream().limit(Digest.MOST).toList()));
        }
    }

    private static String more(String head, int count) {
        return count == 1 ? head : head + " and " + Quantity.grouped(count - 1) + " more";
    }

    private static Notice notice(
            Notice.Kind kind, Instant asOf, String headline, List<Part> parts, List<String> remarks) {
        return new Notice(kind, asOf, headline, parts, remarks, Optional.empty());
    }
}
