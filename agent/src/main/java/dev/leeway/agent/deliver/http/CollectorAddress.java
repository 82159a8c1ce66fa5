package dev.leeway.agent.deliver.http;

import dev.leeway.schema.json.FormatException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Addresses that a collector may have: TLS anywhere, without it on this very machine alone. */
public final class CollectorAddress {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

    private CollectorAddress() {}

    /**
     * Reads an address.
     *
     * @param text such as {@code https://leeway.example:7411}
     * @throws FormatException when it is none, would send in clear over a network, or holds more than where the collector answers
     */
    public static URI of(String text) throws FormatException {
        URI address;
        try {
            address = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw refused(text, "is no address");
        }
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (address.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw refused(text, "is no address of a collector");
        }
        if (address.getRawUserInfo() != null) {
            throw new FormatException(
                    "URL", "", "holds a user or a password", "leave them out: a token is read from --token-file");
        }
        String path = String.valueOf(address.getRawPath());
        if (!(path.isEmpty() || path.equals("/"))
                || address.getRawQuery() != null
                || address.getRawFragment() != null) {
            throw refused(text, "has more than scheme, host and port");
        }
        if (scheme.equals("http") && !isLoopback(address)) {
            throw new FormatException(
                    "URL",
                    "",
                    "http would send in clear to another machine",
                    "use https://" + address.getRawAuthority()
                            + ", with --authority FILE for an authority of your own");
        }
        return URI.create(scheme + "://" + address.getRawAuthority().toLowerCase(Locale.ROOT));
    }

    private static boolean isLoopback(URI address) {
        return LOOPBACK.matcher(address.getHost().toLowerCase(Locale.ROOT)).matches();
    }

    private static FormatException refused(String text, String what) {
        return new FormatException(
                "URL", "", "'" + FormatException.shown(text) + "' " + what, "write https://leeway.example:7411");
    }
}
