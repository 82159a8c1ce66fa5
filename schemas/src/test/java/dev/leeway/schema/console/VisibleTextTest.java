package dev.leeway.schema.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTextTest {
    @ParameterizedTest
    @CsvSource({
        "001B, <U+001B>",
        "000A, <U+000A>",
        "007F, <U+007F>",
        "009B, <U+009B>",
        "00A0, <U+00A0>",
        "200B, <U+200B>",
        "202E, <U+202E>",
        "2066, <U+2066>",
        "FEFF, <U+FEFF>",
        "E0041, <U+E0041>",
        "D800, <U+D800>",
    })
    void writesOutWhatCannotBeSeen(String codePoint, String shown) {
        String hidden = new String(Character.toChars(Integer.parseInt(codePoint, 16)));
        assertThat(VisibleText.of("a" + hidden + "b")).isEqualTo("a" + shown + "b");
    }

    @Test
    void leavesWhatCanBeSeenAsItIs() {
        String text = "Größe 漢字 é 😀 a/b[c] \\ \"x\"";
        assertThat(VisibleText.of(text)).isEqualTo(text);
    }

    @Test
    void knowsEveryCharacterTheRuntimeCallsAControlOrFormat() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            int type = Character.getType(c);
            boolean unseen = type == Character.CONTROL
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE
                    || type == Character.PRIVATE_USE
                    || (type == Character.SPACE_SEPARATOR && c != ' ')
                    || (type == Character.FORMAT && !visibleFormat(c));
            if (unseen) {
                assertThat(VisibleText.hidden(c)).as("U+%04X", c).isTrue();
            }
        }
    }

    /** Signs of Arabic, Syriac, Kaithi and hieroglyphs that are drawn around what follows. */
    private static boolean visibleFormat(int c) {
        return (c >= 0x600 && c <= 0x605)
                || c == 0x6DD
                || c == 0x70F
                || (c >= 0x890 && c <= 0x891)
                || c == 0x8E2
                || c == 0x110BD
                || c == 0x110CD
                || (c >= 0x13430 && c <= 0x1343F);
    }
}
