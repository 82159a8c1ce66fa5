package dev.leeway.collector.server.http;

import java.util.concurrent.ThreadLocalRandom;

/** The refusals that more than one place speaks. */
public final class Problems {
    private static final int SOON = 5;
    private static final int MINUTE = 60;

    private Problems() {}

    /** Nobody is told more than that: whether a name, a token or a signature was wrong is not said. */
    public static RefusedException unknown(String reason) {
        return new RefusedException(
                reason,
                new Problem(
                        401,
                        "Not authenticated",
                        "",
                        "people send a token (Authorization: Bearer ...; leeway token create --person NAME), agents join"
                                + " first (leeway-agent join)"));
    }

    /** Known, and not allowed. */
    public static RefusedException forbidden(String detail, String next) {
        return new RefusedException("forbidden", new Problem(403, "Not allowed", detail, next));
    }

    /** There is nothing of that name, or nothing the caller may see. */
    public static RefusedException absent(String what) {
        return new RefusedException("absent", new Problem(404, "Not there", what, "/openapi.json lists what there is"));
    }

    /** The request says something that cannot be. */
    public static RefusedException malformed(String detail, String next) {
        return new RefusedException("malformed", new Problem(400, "Not understood", detail, next));
    }

    /** It contradicts what is there. */
    public static RefusedException conflicting(String detail, String next) {
        return new RefusedException("conflict", new Problem(409, "Contradicts what is there", detail, next));
    }

    /** A body beyond what is taken. */
    public static RefusedException tooLarge(String detail) {
        return new RefusedException(
                "too-large",
                new Problem(
                        413,
                        "Too large",
                        detail,
                        "send less at once; limits.body in the collector's configuration says how much of a snapshot it"
                                + " takes"));
    }

    /** Too much at once for this collector; nothing of the request was done. */
    public static RefusedException busy(String reason) {
        return new RefusedException(
                reason,
                new Problem(503, "Busy", "nothing was stored", "send it again after the time in Retry-After", soon()));
    }

    /** Too often for one sender. */
    public static RefusedException tooOften() {
        int seconds = 1 + ThreadLocalRandom.current().nextInt(MINUTE);
        return new RefusedException(
                "too-often",
                new Problem(
                        429,
                        "Too many requests",
                        "nothing was stored",
                        "send it again after the time in Retry-After, and less often",
                        seconds));
    }

    /** The store does not answer. */
    public static RefusedException storeFails(String detail, Throwable cause) {
        return new RefusedException(
                "store",
                new Problem(
                        503,
                        "The store fails",
                        detail,
                        "nothing has to be done here; the collector's own messages say what is wrong",
                        soon()),
                cause);
    }

    /** The store has no room. */
    public static RefusedException storeFull(String detail, Throwable cause) {
        return new RefusedException(
                "store-full",
                new Problem(507, "No room in the store", detail, "make room on the collector's disk", MINUTE + soon()),
                cause);
    }

    /** Something here is wrong; what, only the collector's own messages say. */
    public static RefusedException internal() {
        return new RefusedException(
                "internal",
                new Problem(500, "Internal error", "", "tell whoever runs this collector; its messages say more"));
    }

    /** Spread, so that those who were refused together do not come back together. */
    private static int soon() {
        return SOON + ThreadLocalRandom.current().nextInt(3 * SOON);
    }
}
