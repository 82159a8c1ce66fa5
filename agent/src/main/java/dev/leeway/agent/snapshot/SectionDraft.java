package dev.leeway.agent.snapshot;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;

/** A section being recorded, with values as found; written by one thread, and never printed. */
final class SectionDraft implements SectionRecorder {
    /** Longer than any name a host has, and short enough to be read back. */
    private static final int MAX_PATH = 2048;

    /** What a path, its place in two tables and a value take besides their texts. */
    private static final long OF_FACT = 224;

    private static final long OF_PLACE = 96;
    private static final long OF_GAP = 128;
    private static final long OF_MEMBER = 64;

    /** What a text to be searched for takes besides itself, its stretches included and where all such texts are gathered. */
    private static final long OF_SECRET = 256;

    private final SnapshotLimits limits;
    private final LongPredicate room;
    private final BooleanSupplier abandoned;
    private final Runnable unsearchable;
    private final Map<FactPath, List<Observed>> facts = new LinkedHashMap<>();
    private final Map<FactPath, String> evidence = new TreeMap<>();
    private final Map<String, HostAccessException.Kind> uncovered = new TreeMap<>();
    private final Set<Observed.Guarded> concealed = new LinkedHashSet<>();
    private Optional<Outcome> ended = Optional.empty();
    private Optional<String> reason = Optional.empty();
    private long bytes;
    private long concealedBytes;
    private int leftOut;
    private boolean cramped;

    /**
     * Nothing recorded yet.
     *
     * @param room takes so many bytes of memory, or says that they are not there
     * @param abandoned whether nobody waits for this section any more
     * @param unsearchable told when there are more secrets to be searched for than there is room for
     */
    SectionDraft(SnapshotLimits limits, LongPredicate room, BooleanSupplier abandoned, Runnable unsearchable) {
        this.limits = limits;
        this.room = room;
        this.abandoned = abandoned;
        this.unsearchable = unsearchable;
    }

    @Override
    public SectionRecorder fact(FactPath path, Observed value) {
        Abandoned.check(abandoned);
        List<Observed> values = facts.get(path);
        if (ended.isPresent() || (values != null && values.contains(value))) {
            return this;
        }
        long size = path.text().length() + size(value);
        boolean full =
                bytes + size > limits.sectionBytes() || (values == null && facts.size() >= limits.sectionFacts());
        if (full || path.text().length() > MAX_PATH || !fits(OF_FACT + size + OF_MEMBER * members(value))) {
            leftOut++;
            return this;
        }
        bytes += size;
        if (values == null) {
            values = new ArrayList<>(1);
            facts.put(path, values);
        }
        values.add(value);
        return this;
    }

    @Override
    public SectionRecorder fact(FactPath path, Observed value, String source) {
        fact(path, value);
        if (facts.containsKey(path) && !evidence.containsKey(path) && fits(OF_PLACE + source.length())) {
            evidence.put(path, source);
        }
        return this;
    }

    private boolean fits(long memory) {
        boolean taken = room.test(memory);
        cramped |= !taken;
        return taken;
    }

    private static int members(Observed observed) {
        if (observed instanceof Observed.Arguments arguments) {
            return arguments.arguments().size();
        }
        Value value = observed instanceof Observed.Plain plain ? plain.value() : null;
        return value instanceof Value.SetOf set
                ? set.members().size()
                : value instanceof Value.ListOf list ? list.members().size() : 0;
    }

    private static long size(Observed observed) {
        if (observed instanceof Observed.Guarded guarded) {
            return guarded.text().length();
        }
        if (observed instanceof Observed.Arguments arguments) {
            return arguments.arguments().stream().mapToLong(String::length).sum();
        }
        if (observed instanceof Observed.Content content) {
            return content.bytes().length;
        }
        return ((Observed.Plain) observed).value().display().length();
    }

    @Override
    public SectionRecorder uncovered(String pattern, HostAccessException.Kind kind) {
        Abandoned.check(abandoned);
        if (ended.isPresent()) {
            return this;
        }
        boolean told = uncovered.containsKey(pattern);
        if (told || (uncovered.size() < limits.sectionFacts() && fits(OF_GAP + pattern.length()))) {
            uncovered.put(pattern, kind);
        } else {
            leftOut++;
        }
        return this;
    }

    @Override
    public SectionRecorder conceal(Observed.Guarded value) {
        Abandoned.check(abandoned);
        if (concealed.contains(value)) {
            return this;
        }
        long size = size(value);
        boolean full = concealedBytes + size > limits.sectionBytes() || concealed.size() >= limits.sectionFacts();
        if (full || !room.test(OF_SECRET + size + OF_MEMBER * value.secret().size())) {
            // Whoever tells of it cannot know any more what to look for.
            unsearchable.run();
            return this;
        }
        concealedBytes += size;
        concealed.add(value);
        return this;
    }

    @Override
    public void end(Outcome outcome, String why) {
        Abandoned.check(abandoned);
        ended = Optional.of(outcome);
        reason = Optional.of(why);
        facts.clear();
        evidence.clear();
        uncovered.clear();
        leftOut = 0;
    }

    /** What was found, by path in the order first recorded. */
    Map<FactPath, List<Observed>> facts() {
        return facts;
    }

    /** Where it was found. */
    Map<FactPath, String> evidence() {
        return evidence;
    }

    /** Patterns below the section that were not seen, and why. */
    Map<String, HostAccessException.Kind> uncovered() {
        return uncovered;
    }

    /** Texts with secrets in them that are to be searched for. */
    Set<Observed.Guarded> concealed() {
        return concealed;
    }

    /** The outcome the probe declared, if it did. */
    Optional<Outcome> ended() {
        return ended;
    }

    /** The reason the probe gave. */
    Optional<String> reason() {
        return reason;
    }

    /** Whether it was for want of memory that something did not fit. */
    boolean cramped() {
        return cramped;
    }

    /** How many facts did not fit. */
    int leftOut() {
        return leftOut;
    }
}
