package dev.leeway.agent.host.git;

import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.transport.URIish;

/** Where remotes lead, written in one way and without whoever logs in there. */
final class Remotes {
    private static final int MAX_URL = 2_000;

    private Remotes() {}

    static SortedMap<String, String> of(Map<String, String> urls) {
        SortedMap<String, String> remotes = new TreeMap<>();
        urls.forEach((name, url) -> plain(url).ifPresent(each -> remotes.put(name, each)));
        return remotes;
    }

    /** {@code git@host:team/shop.git} as {@code ssh://host/team/shop.git}; a directory as {@code file:///srv/shop.git}. */
    static Optional<String> plain(String url) {
        // What runs a program to get at a repository says anything; it is told as nothing.
        if (url.length() > MAX_URL || url.startsWith("-") || url.contains("::")) {
            return Optional.empty();
        }
        try {
            URIish parsed = new URIish(url);
            String path = Optional.ofNullable(parsed.getPath()).orElse("").replaceFirst("[?#].*$", "");
            // A password with a sign of its own in it, or cut off at one, is taken for a port that is none and then for
            // a path.
            if (path.indexOf(':') >= 0 || path.indexOf('@') >= 0) {
                return Optional.empty();
            }
            if (parsed.getHost() == null) {
                return Optional.of("file://" + (path.startsWith("/") ? path : "/" + path));
            }
            String scheme =
                    Optional.ofNullable(parsed.getScheme()).orElse("ssh").toLowerCase(Locale.ROOT);
            String port = parsed.getPort() > 0 ? ":" + parsed.getPort() : "";
            String host = parsed.getHost().toLowerCase(Locale.ROOT);
            return Optional.of(scheme + "://" + host + port + (path.startsWith("/") ? path : "/" + path));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
