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

    /**
     * What a request needs failed, the store say; to be told once for each time that it begins.
     *
     * @param route its id, by which a later answer shows that it is over
     * @param words what is wrong and what to do, without anything that somebody sent
     */
    void troubled(String route, String words);

    /** Something here is wrong that is no fault of who asked; said where the collector speaks. */
    void failed(Throwable failure);
}
