package dev.leeway.agent.probe.dependency.python;

import java.util.Locale;

/** Names of Python projects in the one spelling in which they compare. */
public final class PythonName {
    private PythonName() {}

    /** Lower case, runs of {@code -}, {@code _} and {@code .} one {@code -} (PEP 503). */
    public static String normalised(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (char c : name.strip().toLowerCase(Locale.ROOT).toCharArray()) {
            boolean separator = c == '-' || c == '_' || c == '.';
            if (!separator) {
                out.append(c);
            } else if (out.length() == 0 || out.charAt(out.length() - 1) != '-') {
                out.append('-');
            }
        }
        return out.toString();
    }

    /** Whether {@code name} can be a project's: letters, digits, {@code . _ -}, and neither end a separator (PEP 508). */
    public static boolean isValid(String name) {
        if (name.isEmpty() || name.length() > 200) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            boolean inner = i > 0 && i < name.length() - 1;
            if (!plain && !(inner && (c == '-' || c == '_' || c == '.'))) {
                return false;
            }
        }
        return true;
    }
}
