package dev.leeway.agent.testing;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One section as a probe recorded it. */
public final class RecordedSection implements SectionRecorder {
    private final SortedMap<FactPath, List<Observed>> facts = new TreeMap<>();
    private final SortedMap<FactPath, String> evidence = new TreeMap<>();
    private final List<Observed.Guarded> concealed = new ArrayList<>();
    private final SortedSet<String> uncovered = new TreeSet<>();
    private Optional<Outcome> ended = Optional.empty();
    private Optional<String> reason = Optional.empty();

    @Override
    public SectionRecorder fact(FactPath path, Observed value) {
        List<Observed> values = facts.computeIfAbsent(path, each -> new ArrayList<>());
        if (values.stream().noneMatch(known -> text(known).equals(text(value)))) {
            values.add(value);
        }
        return this;
    }

    @Override
    public SectionRecorder fact(FactPath path, Observed value, String source) {
        evidence.putIfAbsent(path, source);
        return fact(path, value);
    }

    @Override
    public SectionRecorder uncovered(String pattern, HostAccessException.Kind kind) {
        uncovered.add(pattern + " " + kind.text());
        return this;
    }

    @Override
    public SectionRecorder conceal(Observed.Guarded value) {
        concealed.add(value);
        return this;
    }

    /** What was said to hold a secret, in the order said. */
    public List<Observed.Guarded> concealed() {
        return List.copyOf(concealed);
    }

    @Override
    public void end(Outcome outcome, String why) {
        ended = Optional.of(outcome);
        reason = Optional.of(why);
        facts.clear();
        evidence.clear();
    }

    /** The texts of every path recorded, sorted. */
    public List<String> paths() {
        return facts.keySet().stream().map(FactPath::text).toList();
    }

    /** Everything recorded at {@code path}, in the order recorded. */
    public List<Observed> observed(String path) {
        return facts.getOrDefault(FactPath.parse(path), List.of());
    }

    /** The harmless value at {@code path}, several as a set; empty when there is none. */
    public Optional<Value> value(String path) {
        List<Value> values = observed(path).stream()
                .map(each -> ((Observed.Plain) each).value())
                .toList();
        return switch (values.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(values.get(0));
            default -> Optional.of(new Value.SetOf(values));
        };
    }

    /** {@link #value} as a person reads it. */
    public Optional<String> shown(String path) {
        return value(path).map(Value::display);
    }

    /** Where the value at {@code path} was found. */
    public Optional<String> evidence(String path) {
        return Optional.ofNullable(evidence.get(FactPath.parse(path)));
    }

    /** What was not seen, as {@code "pattern reason"}, sorted. */
    public List<String> uncovered() {
        return List.copyOf(uncovered);
    }

    /** How the section stands. */
    public Outcome outcome() {
        return ended.orElse(uncovered.isEmpty() ? Outcome.COLLECTED : Outcome.PARTIAL);
    }

    /** Why it was ended. */
    public Optional<String> reason() {
        return reason;
    }

    /** An observed value as text, guarded ones included: tests must see what a log may not. */
    private static String text(Observed observed) {
        if (observed instanceof Observed.Guarded guarded) {
            return guarded.tagClass() + " " + guarded.name() + "=" + guarded.text();
        }
        if (observed instanceof Observed.Arguments arguments) {
            return arguments.arguments().toString();
        }
        if (observed instanceof Observed.Content content) {
            return content.tagClass() + " " + content.name() + "#" + Arrays.hashCode(content.bytes());
        }
        return observed.toString();
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(
                "  " + outcome().text() + reason.map(why -> ": " + why).orElse("") + "\n");
        facts.forEach((path, values) -> out.append("  ")
                .append(path)
                .append(" = ")
                .append(values.stream().map(RecordedSection::text).sorted().toList())
                .append(evidence.containsKey(path) ? "  (" + evidence.get(path) + ")" : "")
                .append('\n'));
        uncovered.forEach(each -> out.append("  uncovered ").append(each).append('\n'));
        return out.toString();
    }
}
