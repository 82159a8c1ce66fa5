package dev.leeway.collector.report;

import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Long sets told by what they do not share: {@code {140 shared members and letsencrypt-x1, 3 more}}. */
final class SetDelta {
    private static final int FEW = 5;

    private final Set<Value> shared;
    private final int memberLimit;

    /** The delta of {@code sets}, showing at most about {@code memberLimit} characters of a member. */
    SetDelta(List<Value.SetOf> sets, int memberLimit) {
        this.shared = new HashSet<>(sets.get(0).members());
        for (Value.SetOf set : sets) {
            shared.retainAll(new HashSet<>(set.members()));
        }
        this.memberLimit = memberLimit;
    }

    /** What {@code set} has beside the shared members. */
    String text(Value.SetOf set) {
        List<String> own = new ArrayList<>();
        int more = 0;
        for (Value member : set.members()) {
            if (shared.contains(member)) {
                continue;
            }
            if (own.size() < FEW) {
                own.add(ValueText.brief(member, memberLimit));
            } else {
                more++;
            }
        }
        if (more > 0) {
            own.add(Quantity.grouped(more) + " more");
        }
        String common = Quantity.of(shared.size(), "shared member");
        return "{" + common + (own.isEmpty() ? ", no other" : " and " + String.join(", ", own)) + "}";
    }
}
