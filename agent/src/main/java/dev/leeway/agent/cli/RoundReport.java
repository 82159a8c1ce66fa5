package dev.leeway.agent.cli;

import dev.leeway.agent.deliver.Membership;
import dev.leeway.agent.deliver.Spool;
import dev.leeway.agent.deliver.Waiting;
import dev.leeway.agent.deliver.http.Dispatch;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.snapshot.SpoolCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what came of a round, and what of it to end with. */
final class RoundReport {
    private final Console console;
    private final Membership membership;

    RoundReport(Console console, Membership membership) {
        this.console = console;
        this.membership = membership;
    }

    /**
     * The end of a round.
     *
     * @param seen what the snapshot of this round holds, in words
     * @param whole whether every probe answered
     * @param unkept whether that snapshot could not be kept
     */
    DeliveryRound.Ended of(String seen, boolean whole, boolean unkept, Dispatch.Outcome outcome, Spool spool) {
        for (String why : outcome.refused()) {
            remark("the collector will not have a snapshot, which is set aside: " + why);
        }
        if (outcome.damaged() > 0) {
            remark(Summary.number(outcome.damaged(), "waiting snapshot") + " could not be read back and set aside: "
                    + "look at the disk");
        }
        missing(spool.untold());
        if (outcome.trouble().isPresent()) {
            String why = outcome.trouble().get().line();
            if (unkept) {
                remark("not delivered: " + why);
                remark("the snapshot could not be kept either: make room on the disk of the state directory");
                return new DeliveryRound.Ended(ExitCodes.USAGE, why);
            }
            remark("not delivered: " + why + "; " + waiting(spool));
            return new DeliveryRound.Ended(ExitCodes.UNDELIVERED, why);
        }
        if (unkept) {
            remark("delivered without being kept before: make room on the disk of the state directory");
        }
        boolean own = outcome.delivered() > 0;
        int others = Math.max(0, outcome.delivered() - 1);
        String line = VisibleText.of((own ? "delivered" : "nothing delivered") + " to " + membership.collector() + ": "
                + seen + (others == 0 ? "" : ", and " + others + " that waited"));
        console.out().println(line);
        return new DeliveryRound.Ended(
                !own || !outcome.refused().isEmpty()
                        ? ExitCodes.UNDELIVERED
                        : whole ? ExitCodes.OK : ExitCodes.INCOMPLETE,
                line);
    }

    /** The end of a round that observed nothing. */
    DeliveryRound.Ended later(Dispatch.Outcome outcome, Spool spool) {
        for (String why : outcome.refused()) {
            remark("the collector will not have a snapshot, which is set aside: " + why);
        }
        if (outcome.trouble().isPresent()) {
            String why = outcome.trouble().get().line();
            remark("not delivered: " + why + "; " + waiting(spool));
            return new DeliveryRound.Ended(ExitCodes.UNDELIVERED, why);
        }
        String line = VisibleText.of("delivered to " + membership.collector() + ": "
                + Summary.number(outcome.delivered(), "snapshot") + " that waited");
        console.out().println(line);
        return new DeliveryRound.Ended(ExitCodes.OK, line);
    }

    private static String waiting(Spool spool) {
        List<Waiting> all = spool.waiting();
        return waiting(all.size(), all.stream().mapToLong(Waiting::bytes).sum());
    }

    /** {@code 3 snapshots wait (0.2 MiB)}, and below a tenth of that in KiB. */
    static String waiting(int count, long bytes) {
        return Summary.number(count, "snapshot")
                + (count == 1 ? " waits" : " wait")
                + (bytes < (1 << 20) / 10
                        ? String.format(Locale.ROOT, " (%.1f KiB)", (double) bytes / (1 << 10))
                        : String.format(Locale.ROOT, " (%.1f MiB)", (double) bytes / (1 << 20)));
    }

    private void missing(SpoolCounts counts) {
        List<String> parts = parts(counts);
        if (!parts.isEmpty()) {
            remark("will not arrive, and the next snapshot says so: " + String.join(", ", parts));
        }
    }

    /** What is missing, in words. */
    static List<String> parts(SpoolCounts counts) {
        List<String> parts = new ArrayList<>();
        add(parts, counts.coalesced(), "equal to the one before");
        add(parts, counts.dropped(), "dropped for want of room");
        add(parts, counts.damaged(), "damaged");
        add(parts, counts.refused(), "refused by the collector");
        return parts;
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private void remark(String line) {
        console.err().println(Main.NAME + ": " + VisibleText.of(line));
    }
}
