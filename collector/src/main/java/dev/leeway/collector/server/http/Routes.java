package dev.leeway.collector.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All routes of a collector. */
public final class Routes {
    private final List<Route> all;

    /**
     * These routes and no others.
     *
     * @throws IllegalArgumentException when two have one name or one place
     */
    public Routes(List<Route> all) {
        this.all = List.copyOf(all);
        Set<String> names = new HashSet<>();
        for (Route route : all) {
            if (!names.add(route.id()) || !names.add(route.method() + " " + route.path())) {
                throw new IllegalArgumentException("two routes " + route.id());
            }
        }
    }

    /** In the order of the table. */
    public List<Route> all() {
        return all;
    }

    /**
     * A route and what its variables stand for.
     *
     * @param path by the names of the variables
     */
    public record Found(Route route, Map<String, String> path) {}

    /**
     * The route of a request.
     *
     * @param path as sent, without its query
     * @throws RefusedException when there is none: 404, or 405 where other methods go there, or 400 where the path is no path
     */
    public Found find(String method, String path) throws RefusedException {
        List<String> segments = segments(path);
        String wanted = method.equals("HEAD") ? "GET" : method;
        Set<String> others = new TreeSet<>();
        for (Route route : all) {
            Map<String, String> found = route.match(segments);
            if (found != null && route.method().equals(wanted)) {
                return new Found(route, found);
            }
            if (found != null) {
                others.add(route.method());
            }
        }
        if (others.isEmpty()) {
            throw Problems.absent("nothing goes by that path");
        }
        throw new RefusedException(
                "method",
                new Problem(
                        405, "Not that way", "there is only " + String.join(", ", others), "use one of these methods"));
    }

    private static List<String> segments(String path) throws RefusedException {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            segments.add(decoded(segment.replace("+", "%2B")));
        }
        return segments;
    }

    /** The parameters of a query as sent. */
    static Map<String, String> parameters(@Nullable String query) throws RefusedException {
        Map<String, String> parameters = new TreeMap<>();
        if (query == null) {
            return parameters;
        }
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            String name = decoded(equals < 0 ? part : part.substring(0, equals));
            parameters.putIfAbsent(name, equals < 0 ? "" : decoded(part.substring(equals + 1)));
        }
        return parameters;
    }

    private static String decoded(String text) throws RefusedException {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problems.malformed("the address is not percent-encoded as it should be", "encode it anew");
        }
    }

    /** The route of that name. */
    public Optional<Route> named(String id) {
        return all.stream().filter(route -> route.id().equals(id)).findFirst();
    }
}
