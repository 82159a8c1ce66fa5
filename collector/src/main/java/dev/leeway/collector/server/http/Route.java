package dev.leeway.collector.server.http;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One thing a collector does for those who ask: what is documented, checked and run comes from here and nowhere else.
 *
 * @param id one word that no other route has
 * @param method in capitals
 * @param path with variables in braces
 * @param rule who may
 * @param summary one sentence without its full stop
 * @param parameters of the query, with what each means
 * @param body what is sent; empty where nothing is
 * @param most bytes of what is sent, as far as the collector's own bound goes; 0 where nothing is
 * @param replies by status, with what each means; the media types of the good ones stand in {@code types}
 * @param types of what is answered, the usual one first
 * @param work that is done
 */
public record Route(
        String id,
        String method,
        String path,
        Rule rule,
        String summary,
        SortedMap<String, String> parameters,
        String body,
        long most,
        SortedMap<Integer, String> replies,
        List<String> types,
        Work work) {
    /** What a route does. */
    public interface Work {
        /**
         * Answers a request of someone who may ask.
         *
         * @return the answer, now or later
         * @throws RefusedException when there is none
         */
        CompletionStage<Answer> answer(Call call, Caller caller) throws RefusedException;
    }

    public Route {
        requireNonNull(id, "id is null");
        requireNonNull(method, "method is null");
        requireNonNull(path, "path is null");
        requireNonNull(rule, "a route without a rule is open to anybody: " + path);
        requireNonNull(summary, "summary is null");
        parameters = new TreeMap<>(parameters);
        requireNonNull(body, "body is null");
        replies = new TreeMap<>(replies);
        types = List.copyOf(types);
        requireNonNull(work, "work is null");
    }

    /** Whether it takes a body. */
    public boolean takesBody() {
        return !body.isEmpty();
    }

    /** The names of the variables in the path. */
    public List<String> variables() {
        List<String> names = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (segment.startsWith("{")) {
                names.add(segment.substring(1, segment.length() - 1));
            }
        }
        return names;
    }

    /** What the variables stand for in a path of these segments, decoded; null where it is another route's. */
    @Nullable Map<String, String> match(List<String> segments) {
        String[] own = path.split("/", -1);
        if (own.length != segments.size()) {
            return null;
        }
        Map<String, String> found = new TreeMap<>();
        for (int i = 0; i < own.length; i++) {
            String segment = segments.get(i);
            if (own[i].startsWith("{")) {
                if (segment.isEmpty()) {
                    return null;
                }
                found.put(own[i].substring(1, own[i].length() - 1), segment);
            } else if (!own[i].equals(segment)) {
                return null;
            }
        }
        return found;
    }
}
