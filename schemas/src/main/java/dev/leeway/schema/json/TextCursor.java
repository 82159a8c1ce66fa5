package dev.leeway.schema.json;

import java.nio.charset.StandardCharsets;

/**
 * Moves over JSON in bytes without taking it apart: finds where members and values begin and end.
 *
 * <p>It trusts the text to be JSON. Where that is wrong it ends up somewhere or nowhere, and whoever reads what it found has to find
 * out; it never leaves the text.
 */
final class TextCursor {
    private final byte[] text;
    private final int length;
    private int at;

    TextCursor(byte[] text, int length) {
        this.text = text;
        this.length = length;
    }

    /** Where it stands. */
    int at() {
        return at;
    }

    void moveTo(int place) {
        at = place;
    }

    /** The byte it stands on; 0 at the end. */
    int here() {
        return at < length ? text[at] : 0;
    }

    /** Passes over white space, and then over {@code wanted}; whether that was there. */
    boolean passes(char wanted) {
        skipSpace();
        boolean there = here() == wanted;
        at += there ? 1 : 0;
        return there;
    }

    void skipSpace() {
        while (at < length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
            at++;
        }
    }

    /** Passes over the name of a member and its colon, and gives the name as it is written; empty where there is none. */
    String name() {
        skipSpace();
        int start = at + 1;
        if (here() != '"' || !skipString()) {
            return "";
        }
        int end = at - 1;
        boolean named = passes(':');
        skipSpace();
        return named ? new String(text, start, end - start, StandardCharsets.UTF_8) : "";
    }

    /** Goes to the value of the member {@code wanted} of the object begun; whether it has one. */
    boolean toMember(String wanted) {
        do {
            String name = name();
            if (name.equals(wanted)) {
                return true;
            }
            if (name.isEmpty() || !skipValue()) {
                return false;
            }
        } while (passes(','));
        return false;
    }

    /** Passes over a value; whether it has an end. */
    boolean skipValue() {
        skipSpace();
        int first = here();
        if (first == '"') {
            return skipString();
        }
        if (first == '{' || first == '[') {
            return skipNested();
        }
        while (at < length && text[at] != ',' && text[at] != '}' && text[at] != ']') {
            at++;
        }
        return at < length;
    }

    private boolean skipNested() {
        int depth = 0;
        while (at < length) {
            byte b = text[at];
            if (b == '"') {
                if (!skipString()) {
                    return false;
                }
                continue;
            }
            at++;
            if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
                if (depth == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean skipString() {
        for (at++; at < length; at++) {
            if (text[at] == '\\') {
                at++;
            } else if (text[at] == '"') {
                at++;
                return true;
            }
        }
        return false;
    }
}
