package dev.leeway.agent.redact;

/**
 * Finds {@code user:password@} in URLs, in multi-host forms and without a scheme, in one pass that keeps a place in the
 * text and never looks back.
 */
final class UserInfo {
    private static final int MAX_HOST = 512;

    private final String text;
    private final Spans spans;
    private int authority = -1;
    private boolean inAuthority;
    private boolean oddPort;
    private boolean clearHost;
    private boolean inQuery;
    private int chunk;
    private int colon = -1;

    private UserInfo(String text, Spans spans) {
        this.text = text;
        this.spans = spans;
    }

    static void mark(String text, Spans spans) {
        new UserInfo(text, spans).scan();
    }

    /** Index of the {@code @} that ends the user-info of the URL whose authority begins at {@code from}, or -1. */
    static int end(String text, int from) {
        UserInfo scan = new UserInfo(text, new Spans());
        scan.authority = from;
        scan.inAuthority = true;
        int end = -1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@' && (scan.inAuthority || scan.separates(i))) {
                end = i;
            } else if (c != '@') {
                scan.inUrl(i, c);
            }
        }
        return end;
    }

    private void scan() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>' || c == '`') {
                restart(i + 1);
            } else if (c == ':' && text.startsWith("://", i)) {
                authority = i + 3;
                inAuthority = true;
                oddPort = false;
                inQuery = false;
                i += 2;
            } else if (authority >= 0) {
                inUrl(i, c);
            } else {
                outside(i, c);
            }
        }
    }

    private void restart(int at) {
        authority = -1;
        chunk = at;
        colon = -1;
    }

    private void inUrl(int i, char c) {
        if (c == '@') {
            if (inAuthority || separates(i)) {
                spans.add(authority, i);
            }
        } else if (c == '/' || c == '?' || c == '#') {
            clearHost = inAuthority ? isClearHost(i) : clearHost;
            inAuthority = false;
            inQuery |= c != '/';
        } else if (c == ':' && inAuthority && i + 1 < text.length() && !Ascii.isDigit(text.charAt(i + 1))) {
            oddPort = true;
        }
    }

    /**
     * Whether an {@code @} after the authority still ends user-info, as when a password holds a slash; not where the
     * authority is a host beyond doubt, nor where it begins a segment ({@code /@scope}).
     */
    private boolean separates(int at) {
        if (oddPort) {
            return true;
        }
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        return !clearHost && !inQuery && text.charAt(at - 1) != '/' && Ascii.isAlphanumeric(next);
    }

    private boolean isClearHost(int end) {
        return end - authority <= MAX_HOST && Hosts.known(text.substring(authority, end));
    }

    private void outside(int i, char c) {
        if (c == '=' || c == '(') {
            restart(i + 1);
        } else if (c == ':' && colon < 0) {
            colon = i;
        } else if (c == '@' && colon >= 0 && i > colon + 1 && i + 1 < text.length()) {
            boolean digest = text.startsWith("sha256:", i + 1) || text.startsWith("sha512:", i + 1);
            boolean host = Ascii.isAlphanumeric(text.charAt(i + 1)) || text.startsWith("//", i + 1);
            if (host && !digest && !harmlessChunk()) {
                spans.add(chunk, i);
            }
        }
    }

    private boolean harmlessChunk() {
        return text.startsWith("mailto:", chunk) || text.startsWith("pkg:", chunk) || text.startsWith("npm:", chunk);
    }
}
