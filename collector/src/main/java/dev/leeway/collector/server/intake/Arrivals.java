package dev.leeway.collector.server.intake;

import dev.leeway.collector.identity.Agent;
import dev.leeway.schema.json.DeliveryAnswer.Fate;

/** Is told what became of deliveries; must not block. */
public interface Arrivals {
    /** One delivery was answered. */
    void answered(Fate fate);

    /** A group was stored, which took so long. */
    void committed(int stored, long nanos);

    /** One key is used by two machines. */
    void cloned(Agent agent);

    /** The store failed, or does again what it should. */
    void store(boolean works, String message);
}
