package dev.leeway.collector.judge;

import dev.leeway.collector.compare.FactRow;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The order of a table's columns: a column that only one side has is told as such, and changes the order of no other. */
final class ColumnOrder {
    private ColumnOrder() {}

    /** Whether the fact is such an order, and what both sides have stands in one order. */
    static boolean isHarmless(FactRow row, int one, int other) {
        boolean order = row.path().endsWith("/column-order")
                && SchemaFact.of(row.address()).isPresent();
        if (!order || one == other) {
            return false;
        }
        Optional<List<Value>> left = lone(row, one);
        Optional<List<Value>> right = lone(row, other);
        return left.isPresent()
                && right.isPresent()
                && shared(left.get(), right.get()).equals(shared(right.get(), left.get()));
    }

    private static List<Value> shared(List<Value> order, List<Value> other) {
        List<Value> shared = new ArrayList<>(order);
        shared.retainAll(new HashSet<>(other));
        return shared;
    }

    private static Optional<List<Value>> lone(FactRow row, int environment) {
        List<Value> orders = row.beside(environment, row.path());
        return orders.size() == 1 && orders.get(0) instanceof Value.ListOf list
                ? Optional.of(list.members())
                : Optional.empty();
    }
}
