package dev.leeway.collector.server.http;

import dev.leeway.schema.wire.Wire;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts a route into words, one after the other. */
public final class RouteWords {
    private static final long USUAL_BODY = 64L << 10;

    private final String method;
    private final String path;
    private final Rule rule;
    private final SortedMap<String, String> parameters = new TreeMap<>();
    private final SortedMap<Integer, String> replies = new TreeMap<>();
    private List<String> types = List.of(Wire.JSON);
    private String body = "";
    private long most;

    private RouteWords(String method, String path, Rule rule) {
        this.method = method;
        this.path = path;
        this.rule = rule;
    }

    /** A route, who may use it, and what it answers when all is well. */
    public static RouteWords route(String method, String path, Rule rule, int status, String meaning) {
        RouteWords words = new RouteWords(method, path, rule);
        words.replies.put(status, meaning);
        return words;
    }

    /** A parameter of its query. */
    public RouteWords parameter(String name, String meaning) {
        parameters.put(name, meaning);
        return this;
    }

    /** What it answers besides. */
    public RouteWords or(int status, String meaning) {
        replies.put(status, meaning);
        return this;
    }

    /** What is sent, of a few words' length. */
    public RouteWords body(String meaning) {
        return body(meaning, USUAL_BODY);
    }

    /** What is sent, and how many bytes of it at most. */
    public RouteWords body(String meaning, long bytes) {
        body = meaning;
        most = bytes;
        return this;
    }

    /** What it answers in, other than JSON. */
    public RouteWords types(List<String> others) {
        types = others;
        return this;
    }

    /** The route. */
    public Route does(String id, String summary, Route.Work work) {
        return new Route(id, method, path, rule, summary, parameters, body, most, replies, types, work);
    }
}
