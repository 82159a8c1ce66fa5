package dev.leeway.agent.format.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** URLs of the web and of whatever else has a scheme, a host and perhaps a port. */
final class OtherUrls {
    private static final Pattern URL = Pattern.compile(
            "([A-Za-z][A-Za-z0-9+.-]{1,30})://(?:[^/?#\\s]*@)?([^/?#@\\s]{1,260})(?:[/?#].*)?", Pattern.DOTALL);

    private OtherUrls() {}

    /** Where it leads; empty for anything but a URL as a whole, and for those of known engines. */
    static Optional<Endpoint> of(String text) {
        Matcher url = URL.matcher(text);
        if (!url.matches() || EndpointText.looksLike(text)) {
            return Optional.empty();
        }
        OptionalInt usual = port(url.group(1).toLowerCase(Locale.ROOT));
        return Server.of(Percent.decoded(url.group(2)))
                .map(server -> new Endpoint(
                        Optional.empty(),
                        List.of(server.on(usual)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static OptionalInt port(String scheme) {
        return switch (scheme) {
            case "http", "ws" -> OptionalInt.of(80);
            case "https", "wss" -> OptionalInt.of(443);
            case "ssh", "sftp", "git+ssh" -> OptionalInt.of(22);
            case "ftp" -> OptionalInt.of(21);
            case "ldap" -> OptionalInt.of(389);
            case "ldaps" -> OptionalInt.of(636);
            default -> OptionalInt.empty();
        };
    }
}
