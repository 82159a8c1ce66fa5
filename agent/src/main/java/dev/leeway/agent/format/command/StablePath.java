package dev.leeway.agent.format.command;

import java.util.regex.Pattern;

/** Takes out of paths and arguments what is made up anew at each start or deployment. */
public final class StablePath {
    /** {@code /tmp/tmp.Xy12ab34}, {@code /tmp/elasticsearch-1234567890123}: a name no person chose. */
    private static final Pattern TEMPORARY = Pattern.compile(
            "((?:/var)?/tmp|/dev/shm|/run/user/\\d+)/(?:[^/\\s:;,=\"']*\\d{5,}[^/\\s:;,=\"']*|tmp[._-]?\\w{6,}"
                    + "|[^/\\s:;,=\"']*[._-](?=\\w*\\d)(?=\\w*[A-Za-z])\\w{8,})");

    private static final Pattern STORE = Pattern.compile("/nix/store/[0-9a-z]{32}-");
    private static final Pattern SNAP = Pattern.compile("/snap/([^/]+)/x?\\d+(?=/|$)");
    private static final Pattern RELEASE = Pattern.compile("/releases/(?:\\d{8,17}|[0-9a-f]{7,64})(?=/|$)");

    private StablePath() {}

    /** The text with such names replaced by what they are: {@code /tmp/{temporary}}. */
    public static String of(String text) {
        if (text.indexOf('/') < 0) {
            return text;
        }
        String stable = TEMPORARY.matcher(text).replaceAll("$1/{temporary}");
        stable = STORE.matcher(stable).replaceAll("/nix/store/{hash}-");
        stable = SNAP.matcher(stable).replaceAll("/snap/$1/{revision}");
        return RELEASE.matcher(stable).replaceAll("/releases/{release}");
    }
}
