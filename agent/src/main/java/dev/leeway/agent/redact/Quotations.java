package dev.leeway.agent.redact;

/** Hides what messages quote between double quotes, as the JDK's do of what they could not read. */
final class Quotations {
    private static final String WITHHELD = "(withheld)";

    private Quotations() {}

    /** {@code text} with every quotation hidden that is not known to be harmless. */
    static String mask(String text) {
        int open = text.indexOf('"');
        if (open < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int shown = 0;
        while (open >= 0) {
            int close = text.indexOf('"', open + 1);
            int end = close < 0 ? text.length() : close;
            String quoted = text.substring(open + 1, end);
            out.append(text, shown, open + 1).append(SafeValues.known(quoted) || quoted.isEmpty() ? quoted : WITHHELD);
            shown = end;
            open = close < 0 ? -1 : text.indexOf('"', close + 1);
        }
        return out.append(text, shown, text.length()).toString();
    }
}
