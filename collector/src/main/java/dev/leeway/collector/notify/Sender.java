package dev.leeway.collector.notify;

import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.digest.Notice;

/** Hands one message over to where its channel leads. */
interface Sender {
    /**
     * Sends.
     *
     * @param channel whose target this sender knows how to reach
     * @throws NotSentException when it did not arrive, or nobody knows whether it did
     */
    void send(NotifyChannel channel, Notice notice) throws NotSentException;
}
