package dev.leeway.agent.redact;

/** The characters a kind of token is made of after its prefix. */
enum TokenAlphabet {
    /** Letters and digits. */
    ALNUM(""),
    /** Letters, digits and {@code _}. */
    WORD("_"),
    /** base64url. */
    URL64("_-"),
    /** base64. */
    BASE64("+/="),
    /** base64url in dotted parts. */
    DOTTED("_-.="),
    HEX("") {
        @Override
        boolean has(char c) {
            return Ascii.isHex(c);
        }
    },
    /** Capitals and digits. */
    CAPITALS("") {
        @Override
        boolean has(char c) {
            return Ascii.isUpper(c) || Ascii.isDigit(c);
        }
    },
    /** Whatever is not blank. */
    SOLID("") {
        @Override
        boolean has(char c) {
            return c > ' ' && c != '"' && c != '\'' && c < 0x7F;
        }
    };

    private final String extra;

    TokenAlphabet(String extra) {
        this.extra = extra;
    }

    boolean has(char c) {
        return Ascii.isAlphanumeric(c) || extra.indexOf(c) >= 0;
    }
}
