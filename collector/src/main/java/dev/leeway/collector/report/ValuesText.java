package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.EnvironmentValue.Standing;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The values of one drift, each as a text that can be told from the others of the same drift. */
final class ValuesText {
    /** How much of two long values that begin alike is shown before they part. */
    private static final int LEAD = 20;

    /** A line tells so many values; where there are more, it says so. */
    private static final int MOST_PARTS = 8;

    private final Drift drift;
    private final List<EnvironmentValue> values;
    private final int limit;

    private ValuesText(Drift drift, int limit) {
        this.drift = drift;
        this.values = drift.values();
        this.limit = limit;
    }

    /** One text for each value of {@code drift}, in its order, each of at most about {@code limit} characters. */
    static List<String> of(Drift drift, int limit) {
        return new ValuesText(drift, limit).texts();
    }

    /** All of {@code drift} in one line: {@code debug in dev · info in staging and prod}. */
    static String line(Drift drift, int limit) {
        return new ValuesText(drift, limit).line();
    }

    /** {@code dev, staging and prod}. */
    static String and(List<String> names) {
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    private String line() {
        List<String> texts = texts();
        List<String> parts = new ArrayList<>();
        boolean[] told = new boolean[values.size()];
        for (int i = 0; i < values.size(); i++) {
            if (told[i]) {
                continue;
            }
            if (parts.size() == MOST_PARTS) {
                parts.add("and " + Quantity.of(untold(told), "more value"));
                break;
            }
            List<String> places = new ArrayList<>();
            for (int j = i; j < values.size(); j++) {
                if (j == i || toldAsOne(values.get(i), values.get(j))) {
                    told[j] = true;
                    places.add(place(values.get(j)));
                }
            }
            parts.add(texts.get(i) + " in " + and(places));
        }
        return String.join(" · ", parts);
    }

    private static int untold(boolean[] told) {
        int untold = 0;
        for (boolean done : told) {
            untold += done ? 0 : 1;
        }
        return untold;
    }

    /** Secrets look alike whether they are the same or not: but for those shared, each environment keeps its own entry. */
    private boolean toldAsOne(EnvironmentValue left, EnvironmentValue right) {
        boolean alike = left.standing() == right.standing() && left.value().equals(right.value());
        boolean shared = drift.state() == DriftState.SHARED
                && drift.between().contains(left.environment())
                && drift.between().contains(right.environment());
        return alike && (!secret(left) || shared);
    }

    private static boolean secret(EnvironmentValue value) {
        return value.value().isPresent() && value.value().get().kind() == Value.Kind.SECRET;
    }

    /** Whether two values are of one fact: those of an invariant say which fact each is of, the drift's own first. */
    private boolean ofOneFact(EnvironmentValue value, EnvironmentValue other) {
        boolean several = drift.state() == DriftState.BROKEN
                && values.get(0)
                        .evidence()
                        .filter(drift.address().text()::equals)
                        .isPresent();
        return !several || value.evidence().equals(other.evidence());
    }

    private String place(EnvironmentValue value) {
        int hosts = 0;
        int entries = 0;
        for (EnvironmentValue other : values) {
            if (other.environment().equals(value.environment()) && ofOneFact(value, other)) {
                hosts += other.count();
                entries++;
            }
        }
        String environment = VisibleText.of(value.environment());
        if (entries < 2) {
            return environment;
        }
        return value.count() == 1
                ? environment + " on " + VisibleText.of(value.hosts().get(0))
                : environment + " on " + Quantity.grouped(value.count()) + " of " + Quantity.of(hosts, "host");
    }

    private List<String> texts() {
        List<Value.SetOf> sets = sets();
        if (sets.size() > 1) {
            SetDelta delta = new SetDelta(sets, limit / 2);
            return each(value -> delta.text((Value.SetOf) value));
        }
        List<String> whole = each(ValueText::full);
        if (lookAlike(whole, false)) {
            whole = each(ValueText::withKind);
        } else if (lookAlike(whole, true)) {
            whole = each(ValueText::spelledOut);
        }
        List<String> brief = new ArrayList<>(whole);
        brief.replaceAll(text -> ValueText.shortened(text, limit));
        return lookAlike(brief, false) ? fromWhereTheyPart(whole) : brief;
    }

    private List<String> each(Function<Value, String> text) {
        List<String> texts = new ArrayList<>(values.size());
        for (EnvironmentValue value : values) {
            texts.add(value.value().map(text).orElseGet(() -> standing(value.standing())));
        }
        return texts;
    }

    private static String standing(Standing standing) {
        return switch (standing) {
            case PRESENT -> "present";
            case MISSING -> "absent";
            case UNKNOWN -> "unknown";
        };
    }

    /** The sets among the values, when all that are present are sets and one of them is long; else none. */
    private List<Value.SetOf> sets() {
        List<Value.SetOf> sets = new ArrayList<>();
        boolean tooLong = false;
        for (EnvironmentValue value : values) {
            if (value.value().isEmpty()) {
                continue;
            }
            if (!(value.value().get() instanceof Value.SetOf set)) {
                return List.of();
            }
            sets.add(set);
            tooLong |= ValueText.full(set).length() > limit;
        }
        return tooLong ? sets : List.of();
    }

    /** Whether two different values would be read as one; with {@code toTheEye}, as far as the eye can tell. */
    private boolean lookAlike(List<String> texts, boolean toTheEye) {
        Map<String, Optional<Value>> byLook = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            Optional<Value> value = values.get(i).value();
            Optional<Value> other = byLook.putIfAbsent(looks(texts.get(i), toTheEye), value);
            if (other != null && !secret(values.get(i)) && !other.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static String looks(String text, boolean toTheEye) {
        return toTheEye ? Normalizer.normalize(text, Normalizer.Form.NFKC) : text;
    }

    /** Long values that begin alike are shown from a little before the place where they part. */
    private List<String> fromWhereTheyPart(List<String> whole) {
        int from = Math.max(0, shared(whole) - LEAD);
        List<String> texts = new ArrayList<>(whole.size());
        for (String text : whole) {
            boolean isLong = text.length() > limit && from > 0;
            texts.add(
                    isLong
                            ? "(" + Quantity.of(from, "character") + " alike) ..."
                                    + ValueText.shortened(text.substring(from), limit)
                            : ValueText.shortened(text, limit));
        }
        return texts;
    }

    private int shared(List<String> whole) {
        String first = "";
        int shared = 0;
        boolean started = false;
        for (String text : whole) {
            if (text.length() <= limit) {
                continue;
            }
            if (!started) {
                first = text;
                shared = text.length();
                started = true;
            }
            int i = 0;
            int end = Math.min(shared, text.length());
            while (i < end && first.charAt(i) == text.charAt(i)) {
                i++;
            }
            shared = i;
        }
        return shared;
    }
}
