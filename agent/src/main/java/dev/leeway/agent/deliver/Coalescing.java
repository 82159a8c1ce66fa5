package dev.leeway.agent.deliver;

import java.util.List;
import java.util.Optional;

/**
 * Which waiting snapshot goes when there is no room: first one that saw the same as the one taken right before it, so that only the time
 * at which it was taken is lost, the oldest such first; then the oldest. The newest never goes.
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
     * @param acknowledged the highest sequence a collector acknowledged
     * @param known digest of that one's manifest, where there is one
     */
    static Optional<Choice> next(List<Waiting> waiting, long acknowledged, Optional<String> known) {
        String last = "";
        long at = 0;
        for (Waiting each : waiting.subList(0, Math.max(0, waiting.size() - 1))) {
            // The newest arrive first, so that the collector may have what was taken between two that wait.
            boolean between = at < acknowledged && acknowledged < each.sequence();
            // What it repeats has to be told by another one still, or the state would go with it.
            if (each.repeats() && each.manifest().equals(between ? known.orElse("") : last)) {
                return Optional.of(new Choice(each.sequence(), true));
            }
            last = each.manifest();
            at = each.sequence();
        }
        return waiting.size() < 2
                ? Optional.empty()
                : Optional.of(new Choice(waiting.get(0).sequence(), false));
    }
}
