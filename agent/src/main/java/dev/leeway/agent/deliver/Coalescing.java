package dev.leeway.agent.deliver;

import java.util.List;
import java.util.Optional;

/**
 * Which waiting snapshot goes when there is no room: first one that saw the same as the one before it, so that only the time at which
 * it was taken is lost, the oldest such first; then the oldest. The newest never goes.
 */
final class Coalescing {
    private Coalescing() {}

    /**
     * The one that goes.
     *
     * @param sequence of it
     * @param equal whether the one before it saw the same
     */
    record Choice(long sequence, boolean equal) {}

    /**
     * What goes next; empty when only the newest is left.
     *
     * @param waiting in the order of their sequence
     * @param before digest of the manifest the collector acknowledged right before the first of them, if that is so
     */
    static Optional<Choice> next(List<Waiting> waiting, Optional<String> before) {
        String last = before.orElse("");
        for (Waiting each : waiting.subList(0, Math.max(0, waiting.size() - 1))) {
            if (each.manifest().equals(last)) {
                return Optional.of(new Choice(each.sequence(), true));
            }
            last = each.manifest();
        }
        return waiting.size() < 2
                ? Optional.empty()
                : Optional.of(new Choice(waiting.get(0).sequence(), false));
    }
}
