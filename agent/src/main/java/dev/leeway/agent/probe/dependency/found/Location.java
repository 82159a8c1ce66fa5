package dev.leeway.agent.probe.dependency.found;

import java.util.regex.Pattern;

/** Where something was installed from, without what may be secret in it. */
public final class Location {
    private static final int LONGEST = 500;
    private static final Pattern HOST = Pattern.compile("[^:@]*|\\[[0-9A-Fa-f:.]+](?::\\d*)?");
    private static final Pattern HOST_AND_PORT = Pattern.compile("[^:@]*:\\d*");

    private static final Pattern TAG =
            Pattern.compile("(?:semver:)?[~^]?v?\\d{1,6}(?:\\.\\d{1,8}){0,3}(?:-(?:alpha|beta|rc)[.]?\\d{0,4})?");

    private Location() {}

    /**
     * The URL or path without user-info, query and fragment, and of at most 500 characters; a fragment that is a version, as
     * npm names the tag of a repository, stays.
     *
     * <p>In the {@code user@host:path} form of Git the user goes too. Where it is open whether an {@code @} ends a password
     * or begins a revision, all before it goes.
     */
    public static String of(String found) {
        String url = cut(cut(found.strip(), '#'), '?');
        int scheme = url.indexOf("://");
        String told = scheme < 0
                ? withoutUser(url)
                : url.substring(0, scheme + 3) + withoutUserInfo(url.substring(scheme + 3));
        String tag = told.endsWith("://") ? "" : tag(found.strip(), url);
        return (told.length() > LONGEST ? told.substring(0, LONGEST) : told) + tag;
    }

    /** What ends in a version holds no rest of a password: that would have its host behind it. */
    private static String tag(String found, String url) {
        String fragment = found.substring(Math.min(found.length(), found.indexOf('#') + 1));
        boolean told = found.indexOf('#') > 0 && url.indexOf('/', url.indexOf("://") + 3) > 0;
        return told && TAG.matcher(fragment).matches() ? "#" + fragment : "";
    }

    private static String withoutUser(String url) {
        int slash = url.indexOf('/');
        int at = url.lastIndexOf('@', slash < 0 ? url.length() : slash);
        boolean user = at > 0 && (url.indexOf(':', at) > at || url.lastIndexOf(':', at) >= 0);
        return user ? url.substring(at + 1) : url;
    }

    private static String withoutUserInfo(String rest) {
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash);
        int inPath = lastBeforeSlash(path);
        if (authority.indexOf('@') >= 0) {
            // A password may hold a slash that nobody encoded; then the host comes behind a later `@`.
            return inPath >= 0 ? path.substring(inPath + 1) : rest.substring(authority.lastIndexOf('@') + 1);
        }
        boolean host = HOST.matcher(authority).matches()
                || (HOST_AND_PORT.matcher(authority).matches() && inPath < 0);
        int last = rest.lastIndexOf('@');
        return host ? rest : last < 0 ? "" : rest.substring(last + 1);
    }

    /** The last {@code @} that has a slash behind it: what stands between could be a host. */
    private static int lastBeforeSlash(String path) {
        return path.lastIndexOf('@', path.lastIndexOf('/'));
    }

    private static String cut(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }
}
