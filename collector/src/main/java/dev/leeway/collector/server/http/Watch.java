package dev.leeway.collector.server.http;

/** Is told what became of requests, for counting; must not block. */
public interface Watch {
    /**
     * A request was answered.
     *
     * @param route its id, empty where there is none
     * @param status of the answer
     * @param bytes of the body that came in
     */
    void answered(String route, int status, long bytes);

    /** A request was refused for a reason that is one of few. */
    void refused(String reason);

    /** Something here is wrong that is no fault of who asked; said where the collector speaks. */
    void failed(Throwable failure);
}
