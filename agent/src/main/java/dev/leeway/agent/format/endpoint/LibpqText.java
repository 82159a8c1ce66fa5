package dev.leeway.agent.format.endpoint;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The {@code key=value} words of libpq: {@code host=db-1 port=5432 dbname=shop user=app password='...'}. */
final class LibpqText {
    private static final Set<String> KEPT = Set.of("host", "hostaddr", "port", "dbname", "user");

    private final String text;
    private int at;

    private LibpqText(String text) {
        this.text = text;
    }

    static Optional<Endpoint> of(String text) {
        boolean speaks = text.contains("dbname") || text.startsWith("host") || text.contains(" host");
        return speaks ? new LibpqText(text).words().flatMap(LibpqText::endpoint) : Optional.empty();
    }

    private static Optional<Endpoint> endpoint(Map<String, String> words) {
        if (!words.containsKey("host") && !words.containsKey("hostaddr") && !words.containsKey("dbname")) {
            return Optional.empty();
        }
        String ports = words.getOrDefault("port", "");
        // Where both are written the name is for certificates only; it stays, as what people call the place.
        return ServerParts.servers(words.getOrDefault("host", ""), ports)
                .flatMap(named -> ServerParts.servers(words.getOrDefault("hostaddr", ""), ports)
                        .map(addressed -> Stream.concat(named.stream(), addressed.stream())
                                .distinct()
                                .toList()))
                .map(servers -> Endpoint.served(
                        Engine.POSTGRESQL, servers, words.getOrDefault("dbname", ""), words.getOrDefault("user", "")));
    }

    /** The words that are kept; empty when anything else stands between them. */
    private Optional<Map<String, String>> words() {
        Map<String, String> words = new TreeMap<>();
        while (skipBlanks()) {
            int sign = text.indexOf('=', at);
            String key = sign < 0 ? "" : text.substring(at, sign).strip();
            if (!key.matches("[a-z_]{2,30}")) {
                return Optional.empty();
            }
            at = sign + 1;
            skipBlanks();
            String value = value();
            if (KEPT.contains(key)) {
                words.put(key, value);
            }
        }
        return Optional.of(words);
    }

    private boolean skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private String value() {
        StringBuilder value = new StringBuilder();
        boolean quoted = at < text.length() && text.charAt(at) == '\'';
        at += quoted ? 1 : 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (quoted ? c == '\'' : Character.isWhitespace(c)) {
                break;
            }
            value.append(c == '\\' && at < text.length() ? text.charAt(at++) : c);
        }
        return value.toString();
    }
}
