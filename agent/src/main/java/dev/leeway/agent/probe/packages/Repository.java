package dev.leeway.agent.probe.packages;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * A place packages are taken from.
 *
 * @param manager {@code apt}, {@code dnf} or {@code apk}
 * @param name stable across hosts: the repository's id, or {@code host/suite} without user, password or path
 * @param uri as configured
 * @param parts components or channels, joined by blanks; empty where it has none
 * @param evidence file it was configured in
 */
record Repository(String manager, String name, String uri, String parts, String evidence) {
    /** The host of a repository's address in lower case; the scheme of one that has no host. */
    static Optional<String> hostOf(String uri) {
        try {
            URI parsed = new URI(uri);
            if (parsed.getHost() != null) {
                return Optional.of(parsed.getHost().toLowerCase(Locale.ROOT));
            }
            return Optional.ofNullable(parsed.getScheme()).map(scheme -> scheme.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
