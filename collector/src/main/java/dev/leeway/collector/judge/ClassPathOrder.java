package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The order in which classes are searched: it decides something only where several archives hold one class, and only what
 * both sides have can stand in another order.
 */
final class ClassPathOrder {
    private static final String PATH = "classpath/order";
    private static final String DUPLICATES = "classpath/duplicate[";

    private ClassPathOrder() {}

    /** Whether the fact is such an order, and that it differs changes nothing about which class runs. */
    static boolean isHarmless(FactRow row, int one, int other) {
        if (!isOrder(row)) {
            return false;
        }
        boolean decides = row.hasBeside(one, DUPLICATES) || row.hasBeside(other, DUPLICATES);
        Optional<List<Value>> left = lone(row, one);
        Optional<List<Value>> right = lone(row, other);
        boolean sameOrder = left.isPresent()
                && right.isPresent()
                && shared(left.get(), right.get()).equals(shared(right.get(), left.get()));
        return !decides || (one != other && sameOrder);
    }

    private static boolean isOrder(FactRow row) {
        return row.path().equals(PATH) && Library.isDependency(row.address());
    }

    /** {@code a before b in staging, b before a in prod}, for the first two that change places. */
    static Optional<String> told(FactRow row, int one, int other, Environments environments) {
        Optional<List<Value>> left = isOrder(row) ? lone(row, one) : Optional.empty();
        Optional<List<Value>> right = isOrder(row) ? lone(row, other) : Optional.empty();
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        List<Value> first = shared(left.get(), right.get());
        List<Value> second = shared(right.get(), left.get());
        for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
            if (!first.get(i).equals(second.get(i))) {
                String a = Label.of(first.get(i));
                String b = Label.of(second.get(i));
                return Optional.of("the class path has " + a + " before " + b + " in " + environments.name(one) + ", "
                        + b + " before " + a + " in " + environments.name(other));
            }
        }
        return Optional.empty();
    }

    private static List<Value> shared(List<Value> order, List<Value> other) {
        List<Value> shared = new ArrayList<>(order);
        shared.retainAll(new HashSet<>(other));
        return shared;
    }

    /** The one order of an environment; empty where there are several. */
    private static Optional<List<Value>> lone(FactRow row, int environment) {
        List<Value> orders = row.beside(environment, PATH);
        return orders.size() == 1 && orders.get(0) instanceof Value.ListOf list
                ? Optional.of(list.members())
                : Optional.empty();
    }
}
