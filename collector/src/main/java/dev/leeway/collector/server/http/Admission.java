package dev.leeway.collector.server.http;

/** Tells who asks, and whether they may. */
public interface Admission {
    /**
     * Who asks.
     *
     * @throws RefusedException when nobody may who is not known, or who is known may not
     */
    Caller admit(Route route, Call call) throws RefusedException;
}
