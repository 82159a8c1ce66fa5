package dev.leeway.agent.redact;

import java.util.Set;

/** Recognises names of code where code is expected: main classes, and WSGI or ASGI applications. */
final class CodeNames {
    private static final Set<String> APPLICATIONS = Set.of(
            "app",
            "application",
            "asgi",
            "wsgi",
            "main",
            "server",
            "api",
            "create_app",
            "create_app()",
            "asgi_app",
            "wsgi_app");

    private CodeNames() {}

    /** {@code com.shop.web.Main}: packages in lower case, the class with a capital and a word's letters. */
    static boolean isClass(String text) {
        int dot = text.lastIndexOf('.');
        if (dot < 1 || dot == text.length() - 1 || !Ascii.isUpper(text.charAt(dot + 1))) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = i < dot
                    ? Ascii.isLower(c) || Ascii.isDigit(c) || c == '.' || c == '_'
                    : Ascii.isAlphanumeric(c) || c == '$' || i == dot;
            if (!fits) {
                return false;
            }
        }
        return text.indexOf("..") < 0 && !Randomness.shortKey(text.substring(dot + 1));
    }

    /** {@code shop.wsgi:application}. */
    static boolean isApplication(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || !APPLICATIONS.contains(text.substring(colon + 1))) {
            return false;
        }
        for (int i = 0; i < colon; i++) {
            char c = text.charAt(i);
            if (!Ascii.isLower(c) && c != '.' && c != '_') {
                return false;
            }
        }
        return true;
    }
}
