package dev.leeway.agent.probe.database.sql;

/**
 * One word of SQL.
 *
 * @param kind what it is
 * @param text as written
 */
public record SqlToken(Kind kind, String text) {
    /** What a word of SQL is. */
    public enum Kind {
        /** A name or a word of the language. */
        WORD,
        /** A name in quotes. */
        QUOTED,
        NUMBER,
        /** A text somebody wrote, quotes included. */
        LITERAL,
        SIGN
    }

    /** Whether this is that sign. */
    public boolean is(char sign) {
        return kind == Kind.SIGN && text.length() == 1 && text.charAt(0) == sign;
    }

    /** Whether this is that word of the language, given in lower case. */
    public boolean is(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** Whether this names something. */
    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** The name as the catalogue has it, quotes taken off. */
    public String name() {
        return kind == Kind.QUOTED ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }
}
