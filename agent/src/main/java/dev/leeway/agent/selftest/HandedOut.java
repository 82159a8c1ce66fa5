package dev.leeway.agent.selftest;

import java.nio.charset.StandardCharsets;

/**
 * Everything that the trees of one made-up host gave away: contents, names, targets of links. A planted secret that is not
 * among it was never read, and that it did not come out proves nothing.
 */
final class HandedOut {
    private final StringBuilder text = new StringBuilder();

    synchronized void out(CharSequence given) {
        text.append(given).append('\n');
    }

    synchronized byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
