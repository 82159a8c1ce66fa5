package dev.leeway.agent.probe.dependency.found;

/** Where something was installed from, without what may be secret in it. */
public final class Location {
    private static final int LONGEST = 500;

    private Location() {}

    /**
     * The URL or path without user-info, query and fragment, and of at most 500 characters.
     *
     * <p>In the {@code user@host:path} form of Git the user goes too.
     */
    public static String of(String found) {
        String url = cut(cut(found.strip(), '#'), '?');
        int authority = url.indexOf("://");
        int start = authority < 0 ? 0 : authority + 3;
        int slash = url.indexOf('/', start);
        // A password may hold a slash that nobody encoded, so a later `@` before a host counts as well.
        int at = authority < 0 ? lastAt(url, slash) : url.lastIndexOf('@');
        if (at >= start && !isVersion(url, at, slash)) {
            url = url.substring(0, start) + url.substring(at + 1);
        }
        return url.length() > LONGEST ? url.substring(0, LONGEST) : url;
    }

    private static int lastAt(String url, int slash) {
        int at = url.lastIndexOf('@', slash < 0 ? url.length() : slash);
        return at > 0 && url.indexOf(':', at) > at ? at : -1;
    }

    /** Whether this {@code @} stands before a revision, as in {@code git+https://host/path@v1.0}. */
    private static boolean isVersion(String url, int at, int slash) {
        return slash >= 0 && at > slash && url.indexOf('/', at) < 0 && url.indexOf(':', at) < 0;
    }

    private static String cut(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }
}
