package dev.leeway.agent.deliver;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.SpoolCounts;
import dev.leeway.schema.wire.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What has become of the snapshots that do not wait any more.
 *
 * <p>Which files are about to go is written here together with their number, before they go: whenever the power fails, each counts once.
 *
 * @param acknowledged the highest sequence a collector acknowledged; 0 before the first
 * @param base sections of the snapshot {@code acknowledged} counts, on which deliveries build; empty before the first
 * @param missed all that will not arrive
 * @param told how much of that acknowledged snapshots have told
 * @param going snapshots whose files are to be removed
 * @param aside snapshots whose files are to be set aside
 */
public record Ledger(
        long acknowledged,
        Optional<Manifest> base,
        SpoolCounts missed,
        SpoolCounts told,
        SortedSet<Long> going,
        SortedSet<Long> aside) {
    /** Before the first snapshot. */
    public static final Ledger EMPTY = new Ledger(
            0,
            Optional.empty(),
            SpoolCounts.NONE,
            SpoolCounts.NONE,
            Collections.emptySortedSet(),
            Collections.emptySortedSet());

    private static final String MAGIC = "leeway/ledger/1";
    private static final String SUM = "sum ";

    public Ledger {
        requireNonNull(base, "base is null");
        requireNonNull(missed, "missed is null");
        requireNonNull(told, "told is null");
        going = Collections.unmodifiableSortedSet(new TreeSet<>(going));
        aside = Collections.unmodifiableSortedSet(new TreeSet<>(aside));
    }

    /** Likewise, with these files on their way. */
    Ledger moving(SortedSet<Long> leaving, SortedSet<Long> settingAside) {
        return new Ledger(acknowledged, base, missed, told, leaving, settingAside);
    }

    /** Likewise, with so much more that will not arrive. */
    Ledger missing(SpoolCounts more) {
        return new Ledger(acknowledged, base, missed.plus(more), told, going, aside);
    }

    /** Likewise, with one more that arrived; what is older than the newest that did leaves the base as it is. */
    Ledger arrived(Waiting arrived, Manifest manifest) {
        SpoolCounts covered = new SpoolCounts(
                Math.max(told.coalesced(), arrived.covered().coalesced()),
                Math.max(told.dropped(), arrived.covered().dropped()),
                Math.max(told.damaged(), arrived.covered().damaged()),
                Math.max(told.refused(), arrived.covered().refused()));
        // A backlog arrives with the newest first.
        boolean newer = arrived.sequence() > acknowledged;
        return new Ledger(
                newer ? arrived.sequence() : acknowledged,
                newer ? Optional.of(manifest) : base,
                missed,
                covered,
                going,
                aside);
    }

    /** As it lies in its file. */
    byte[] document() {
        StringBuilder text = new StringBuilder(MAGIC).append('\n');
        text.append(acknowledged).append('\n');
        text.append(line(missed)).append('\n').append(line(told)).append('\n');
        text.append(line(going)).append('\n').append(line(aside)).append('\n');
        base.ifPresent(known -> known.ids()
                .forEach((key, id) ->
                        text.append(key.text()).append('\t').append(id).append('\n')));
        text.append(base.isPresent() ? "known\n" : "nothing\n");
        String sum = SpoolFile.hex(text.toString().getBytes(StandardCharsets.UTF_8));
        return text.append(SUM).append(sum).append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String line(SpoolCounts counts) {
        return counts.coalesced() + " " + counts.dropped() + " " + counts.damaged() + " " + counts.refused();
    }

    private static String line(SortedSet<Long> sequences) {
        return sequences.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** Reads a file; empty when it is not as it was written. */
    static Optional<Ledger> read(byte[] document) {
        String text = new String(document, StandardCharsets.UTF_8);
        int sum = text.lastIndexOf(SUM);
        boolean sound = text.startsWith(MAGIC + "\n")
                && sum >= 0
                && text.substring(sum)
                        .equals(SUM + SpoolFile.hex(text.substring(0, sum).getBytes(StandardCharsets.UTF_8)) + "\n");
        return sound ? Optional.of(parse(text.substring(0, sum).split("\n", -1))) : Optional.empty();
    }

    /** What was summed was written here, and so has this shape. */
    private static Ledger parse(String[] lines) {
        SortedMap<SectionKey, String> ids = new TreeMap<>();
        boolean known = lines[lines.length - 2].equals("known");
        for (int i = 6; i < lines.length - 2; i++) {
            String[] section = lines[i].split("\t", 2);
            ids.put(SectionKey.parse(section[0]), section[1]);
        }
        return new Ledger(
                Long.parseLong(lines[1]),
                known ? Optional.of(new Manifest(ids)) : Optional.empty(),
                counts(lines[2]),
                counts(lines[3]),
                sequences(lines[4]),
                sequences(lines[5]));
    }

    private static SpoolCounts counts(String line) {
        String[] numbers = line.split(" ", -1);
        return new SpoolCounts(
                Long.parseLong(numbers[0]),
                Long.parseLong(numbers[1]),
                Long.parseLong(numbers[2]),
                Long.parseLong(numbers[3]));
    }

    private static SortedSet<Long> sequences(String line) {
        SortedSet<Long> sequences = new TreeSet<>();
        for (String number : line.split(" ", -1)) {
            if (!number.isEmpty()) {
                sequences.add(Long.parseLong(number));
            }
        }
        return sequences;
    }

    /** Whether nothing is left to be done. */
    boolean settled() {
        return going.isEmpty() && aside.isEmpty();
    }

    /** The sections of {@link #base}, for those who compare digests. */
    Optional<String> baseDigest() {
        return base.map(Manifest::digest);
    }
}
