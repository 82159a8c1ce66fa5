package dev.leeway.agent.format.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The data source name of Go's driver for MySQL: {@code user:password@tcp(host:3306)/shop?parseTime=true}. */
final class GoSource {
    private static final Pattern PLACE =
            Pattern.compile("(?:tcp|tcp4|tcp6|unix)\\(([^()]{1,260})\\)/([^/?]*)(?:\\?.*)?");

    private GoSource() {}

    static Optional<Endpoint> of(String text) {
        int end = text.indexOf(")/");
        int at = text.lastIndexOf('@', Math.max(end, 0));
        Matcher place = PLACE.matcher(text.substring(at + 1));
        if (end < 0 || !place.matches()) {
            return Optional.empty();
        }
        String login = at < 0 ? "" : text.substring(0, at);
        int colon = login.indexOf(':');
        String user = colon < 0 ? login : login.substring(0, colon);
        return Server.of(place.group(1))
                .map(server -> Endpoint.served(Engine.MYSQL, List.of(server), Percent.decoded(place.group(2)), user));
    }
}
