package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.Tally;
import dev.leeway.collector.compare.ValueGroup;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Holds libraries against each other by what runs, where that is known not to be what is installed: it serves the users. */
final class WhatRuns {
    private static final String VERSION = "/version";

    private WhatRuns() {}

    /** How the versions of two environments stand: by what runs where all hosts of one tell it, else by what is installed. */
    static Versions versions(FactRow row, Environments environments, int one, int other) {
        Tally left = row.tally(one).orElseThrow();
        Tally right = row.tally(other).orElseThrow();
        Versions installed = Versions.between(environments, one, left, other, right);
        if (!tellsVersion(row)) {
            return installed;
        }
        Optional<Value> runsHere = row.everywhereBeside(one, running(row));
        Optional<Value> runsThere = row.everywhereBeside(other, running(row));
        if (runsHere.isEmpty() && runsThere.isEmpty()) {
            return installed;
        }
        Optional<Value> here = runsHere.or(() -> lone(left));
        Optional<Value> there = runsThere.or(() -> lone(right));
        if (here.isEmpty() || there.isEmpty()) {
            return installed;
        }
        return here.equals(there)
                ? installed.level()
                : Versions.between(environments, one, here.get(), other, there.get());
    }

    private static Optional<Value> lone(Tally tally) {
        List<ValueGroup> groups = tally.consensus().groups();
        return groups.size() == 1 ? Optional.of(groups.get(0).value()) : Optional.empty();
    }

    private static boolean tellsVersion(FactRow row) {
        return Library.of(row.address()).filter(Library::tellsVersion).isPresent();
    }

    private static String running(FactRow row) {
        return row.path().substring(0, row.path().length() - VERSION.length()) + "/running";
    }

    /** {@code ; what runs is 1.4.0 in prod}; empty where what is installed runs, as far as is known. */
    static String told(FactRow row, Environments environments, int one, int other) {
        if (!tellsVersion(row)) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        for (int environment : new int[] {one, other}) {
            TreeSet<String> running = new TreeSet<>();
            row.beside(environment, running(row)).forEach(value -> running.add(Label.of(value)));
            if (!running.isEmpty()) {
                boolean everywhere =
                        row.everywhereBeside(environment, running(row)).isPresent();
                parts.add(String.join(" and ", running) + " in " + (everywhere ? "" : "part of ")
                        + environments.name(environment));
            }
        }
        return parts.isEmpty() ? "" : "; what runs is " + String.join(", ", parts);
    }
}
