package dev.leeway.agent.format.toml;

import dev.leeway.agent.format.MalformedException;

/** A place in a TOML text, and what can be read at it: keys, strings, blanks and comments. */
final class TomlCursor {
    private static final char NOTHING = '\0';
    private static final char DELETE = 0x7F;

    private final String text;
    private int at;
    private int line = 1;

    TomlCursor(String text) {
        this.text = text;
    }

    int line() {
        return line;
    }

    MalformedException fault(String expected) {
        return new MalformedException("line " + line + ": expected " + expected);
    }

    boolean isAt(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    boolean takes(char c) {
        if (isAt(c)) {
            next();
            return true;
        }
        return false;
    }

    void expect(char c) throws MalformedException {
        if (!takes(c)) {
            throw fault("'" + c + "'");
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : NOTHING;
    }

    private char next() {
        char c = text.charAt(at++);
        if (c == '\n') {
            line++;
        }
        return c;
    }

    void skipBlanks() {
        while (isAt(' ') || isAt('\t')) {
            at++;
        }
    }

    private void skipComment() throws MalformedException {
        if (isAt('#')) {
            while (at < text.length() && !isAtLineEnd()) {
                requirePrintable(text.charAt(at));
                at++;
            }
        }
    }

    private boolean isAtLineEnd() {
        return isAt('\n') || (isAt('\r') && at + 1 < text.length() && text.charAt(at + 1) == '\n');
    }

    private boolean takesLineEnd() {
        if (!isAtLineEnd()) {
            return false;
        }
        takes('\r');
        return takes('\n');
    }

    private void requirePrintable(char c) throws MalformedException {
        if ((c < ' ' && c != '\t') || c == DELETE) {
            throw fault("no control character");
        }
    }

    /** Passes over blanks, comments and line breaks; whether anything follows. */
    boolean toNextToken() throws MalformedException {
        while (at < text.length()) {
            skipBlanks();
            skipComment();
            if (!takesLineEnd()) {
                return at < text.length();
            }
        }
        return false;
    }

    void requireToken() throws MalformedException {
        if (!toNextToken()) {
            throw fault("more before the end");
        }
    }

    void expectEndOfLine() throws MalformedException {
        skipBlanks();
        skipComment();
        if (at < text.length() && !takesLineEnd()) {
            throw fault("the end of the line");
        }
    }

    /** One part of a key, quoted or bare. */
    String key() throws MalformedException {
        if (isAt('"') || isAt('\'')) {
            return string(next());
        }
        int start = at;
        while (isBare(peek())) {
            at++;
        }
        if (at == start) {
            throw fault("a key");
        }
        return text.substring(start, at);
    }

    private static boolean isBare(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    /** A string without its quotes, or a number, flag or date as written. */
    String scalar() throws MalformedException {
        char quote = peek();
        if (quote == '"' || quote == '\'') {
            next();
            if (text.startsWith(String.valueOf(quote).repeat(2), at)) {
                at += 2;
                return block(quote);
            }
            return string(quote);
        }
        int start = at;
        while (isBare(peek()) || "+.: ".indexOf(peek()) >= 0) {
            at++;
        }
        String literal = text.substring(start, at).strip();
        if (literal.isEmpty()) {
            throw fault("a value");
        }
        return literal;
    }

    private String string(char quote) throws MalformedException {
        StringBuilder out = new StringBuilder();
        while (!takes(quote)) {
            char c = taken();
            if (c == '\n' || c == '\r') {
                throw fault("the end of a string before the end of its line");
            }
            append(out, c, quote);
        }
        return out.toString();
    }

    private String block(char quote) throws MalformedException {
        String end = String.valueOf(quote).repeat(3);
        takesLineEnd();
        StringBuilder out = new StringBuilder();
        while (!text.startsWith(end, at)) {
            boolean ends = isAtLineEnd();
            char c = taken();
            if (ends) {
                out.append(c);
            } else if (c == '\\' && quote == '"' && continuesOnNextLine()) {
                toTextOnNextLine();
            } else {
                append(out, c, quote);
            }
        }
        at += 3;
        // Up to two quotes may stand right before the closing three.
        for (int i = 0; i < 2 && takes(quote); i++) {
            out.append(quote);
        }
        return out.toString();
    }

    private boolean continuesOnNextLine() {
        int i = at;
        while (i < text.length() && " \t\r".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i < text.length() && text.charAt(i) == '\n';
    }

    private void toTextOnNextLine() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            next();
        }
    }

    private char taken() throws MalformedException {
        if (at >= text.length()) {
            throw fault("the end of a string before the end");
        }
        return next();
    }

    private void append(StringBuilder out, char c, char quote) throws MalformedException {
        if (c == '\\' && quote == '"') {
            escaped(out);
        } else {
            requirePrintable(c);
            out.append(c);
        }
    }

    private void escaped(StringBuilder out) throws MalformedException {
        char c = taken();
        switch (c) {
            case '"', '\\' -> out.append(c);
            case 'b' -> out.append('\b');
            case 't' -> out.append('\t');
            case 'n' -> out.append('\n');
            case 'f' -> out.append('\f');
            case 'r' -> out.append('\r');
            case 'e' -> out.append('\u001b');
            case 'x' -> out.appendCodePoint(point(2));
            case 'u' -> out.appendCodePoint(point(4));
            case 'U' -> out.appendCodePoint(point(8));
            default -> throw fault("a known escape");
        }
    }

    private int point(int digits) throws MalformedException {
        long point = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(taken(), 16);
            if (digit < 0) {
                throw fault("hexadecimal digits");
            }
            point = point << 4 | digit;
        }
        if (point > Character.MAX_CODE_POINT
                || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            throw fault("a Unicode character");
        }
        return (int) point;
    }
}
