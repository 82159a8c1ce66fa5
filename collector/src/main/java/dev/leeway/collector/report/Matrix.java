package dev.leeway.collector.report;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.EnvironmentValue.Standing;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Causes down, environments across: what each holds of the fact that leads a cause. */
final class Matrix {
    private Matrix() {}

    /** How a cell is to be read, beside its text; never by colour alone. */
    enum Mark {
        NONE,
        /** Unlike what most environments hold. */
        ODD,
        /** Held by two environments that must not share it. */
        SHARED,
        /** Nobody looked, or could look. */
        UNKNOWN,
        /** The cause says nothing of this environment. */
        UNTOLD
    }

    /**
     * What one environment holds.
     *
     * @param texts one for each value its hosts hold, visible and brief; empty where it is {@link Mark#UNTOLD}
     * @param mark how to read them
     */
    record Cell(List<String> texts, Mark mark) {
        Cell {
            texts = List.copyOf(texts);
        }
    }

    /** The cells of {@code drift}, one for each environment of {@code report} in its order; texts of at most about {@code limit} characters. */
    static List<Cell> row(Report report, Drift drift, int limit) {
        List<String> texts = ValuesText.of(drift, limit);
        Optional<String> usual = usual(report, drift);
        List<Cell> cells = new ArrayList<>();
        for (ReportEnvironment environment : report.environments()) {
            List<Integer> places = places(drift, environment.name());
            List<String> own = new ArrayList<>();
            boolean unknown = false;
            for (int i : places) {
                EnvironmentValue value = drift.values().get(i);
                // Where hosts disagree it matters how many hold what.
                boolean counted = places.size() > 1 && value.count() > 0;
                own.add(texts.get(i) + (counted ? " (" + Quantity.of(value.count(), "host") + ")" : ""));
                unknown |= value.standing() == Standing.UNKNOWN;
            }
            cells.add(new Cell(own, mark(drift, environment.name(), own.isEmpty(), unknown, usual)));
        }
        return cells;
    }

    /** Where the values of {@code environment} stand among those of {@code drift}. */
    private static List<Integer> places(Drift drift, String environment) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < drift.values().size(); i++) {
            if (drift.values().get(i).environment().equals(environment)) {
                places.add(i);
            }
        }
        return places;
    }

    private static Mark mark(Drift drift, String environment, boolean untold, boolean unknown, Optional<String> usual) {
        if (untold) {
            return Mark.UNTOLD;
        }
        if (unknown) {
            return Mark.UNKNOWN;
        }
        if (drift.state() == DriftState.SHARED && drift.between().contains(environment)) {
            return Mark.SHARED;
        }
        boolean odd = usual.isPresent() && !held(drift, environment).equals(usual);
        return odd ? Mark.ODD : Mark.NONE;
    }

    /** What more environments hold than hold anything else; empty where there is no such thing or nobody can tell. */
    private static Optional<String> usual(Report report, Drift drift) {
        Map<String, Integer> counts = new HashMap<>();
        for (ReportEnvironment environment : report.environments()) {
            held(drift, environment.name()).ifPresent(text -> counts.merge(text, 1, Integer::sum));
        }
        int most = 1;
        Optional<String> usual = Optional.empty();
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                usual = Optional.of(entry.getKey());
            } else if (entry.getValue() == most) {
                usual = Optional.empty();
            }
        }
        return usual;
    }

    /** What tells the one thing all hosts of an environment hold from others; empty for several, for secrets and for what is not known. */
    private static Optional<String> held(Drift drift, String environment) {
        List<Integer> own = places(drift, environment);
        if (own.size() != 1 || drift.values().get(own.get(0)).standing() == Standing.UNKNOWN) {
            return Optional.empty();
        }
        Optional<Value> value = drift.values().get(own.get(0)).value();
        return value.isEmpty()
                ? Optional.of("absent")
                : switch (value.get().kind()) {
                    // Whether two of these are the same, their texts do not say.
                    case SECRET, WITHHELD -> Optional.empty();
                    default -> Optional.of(value.get().kind() + " " + ValueText.full(value.get()));
                };
    }
}
