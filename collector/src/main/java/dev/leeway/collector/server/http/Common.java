package dev.leeway.collector.server.http;

import java.util.SortedMap;
import java.util.TreeMap;

/** What every route may answer besides its own, by its rule. */
public final class Common {
    private Common() {}

    /** Statuses and what they mean. */
    public static SortedMap<Integer, String> replies(Route route) {
        SortedMap<Integer, String> replies = new TreeMap<>();
        replies.put(400, "the request cannot be understood");
        if (route.rule() != Rule.ANYONE) {
            replies.put(429, "too often within a minute; Retry-After says when to come back");
            replies.put(503, "too much at once, or the store fails; Retry-After says when to come back");
            replies.put(507, "the store has no room");
        }
        if (route.rule().personal() || route.rule() == Rule.AGENT) {
            replies.put(401, "who asks is not known");
        }
        if (route.rule() != Rule.ANYONE && route.rule() != Rule.READER) {
            replies.put(403, "who asks may not");
        }
        if (route.takesBody()) {
            replies.put(408, "the body did not arrive in time");
            replies.put(413, "the body is too large");
        }
        replies.putAll(route.replies());
        return replies;
    }
}
