package dev.leeway.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.Generated;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonInTest {
    private static final ReadingLimits LIMITS = new ReadingLimits(100_000, 10, 4, 20_000, 10_000, 30);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"a\":NaN}         | 1:9 (/a)    | NaN or an infinity",
                "{\"a\":-Infinity}   | 1:15 (/a)   | NaN or an infinity",
                "[01]                | 1:3 (/0)    | a number with leading zeros",
                "[-x]                | 1:3 (/0)    | a number with leading zeros or without digits",
                "[1.]                | 1:3 (/0)    | a number with leading zeros or without digits",
                "[+1]                | 1:3 (/0)    | a number with leading zeros or without digits",
                "[.5]                | 1:2 (/0)    | expected a value",
                "[1,]                | 1:4 (/1)    | expected a value",
                "{\"a\":}            | 1:6 (/a)    | expected a value",
                "[truth]             | 1:2 (/0)    | expected a value",
                "{\"a\":1,}          | 1:8 (/a)    | expected a key in double quotes",
                "{'a':1}             | 1:2         | expected a key in double quotes",
                "{\"a\" 1}           | 1:6 (/a)    | expected a colon",
                "{\"a\":1 \"b\":2}   | 1:8 (/a)    | expected a comma, or the end of the object or array",
                "[1 2]               | 1:4 (/1)    | expected a comma, or the end of the object or array",
                "{\"a\":[1}          | 1:8 (/a/0)  | a closing bracket that fits no opening one",
                "[/**/1]             | 1:2         | a comment, which JSON does not have",
                "[\"\\x\"]           | 1:4 (/0)    | an unknown escape in a text",
                "[\"\\u12g4\"]       | 1:7 (/0)    | an unknown escape in a text",
                "[\"\\ud800\"]       | 1:2 (/0)    | half of a surrogate pair",
                "{\"\\udc00\":1}     | 1:9         | half of a surrogate pair",
                "{\"\\ud800x\":1}    | 1:9         | half of a surrogate pair",
                "{\"a\":1,\"a\":2}   | 1:11 (/a)   | the same key twice",
                "[1]]                | 1:4         | more after the end of the document",
                "[1]x                | 1:4         | more after the end of the document",
                "[1                  | 1:3 (/0)    | ends too early",
                "{\"a\":{\"b~/\":\"x | 1:15 (/a/b~0~1) | ends too early",
                "[[[[[               | 1:6 (/0/0/0/0) | nested deeper than 4 levels",
            })
    void namesThePlaceWhatIsWrongAndTheNextStep(String json, String place, String problem) {
        assertThat(complaint(json))
                .startsWith("x.json:" + place + ": " + problem)
                .contains("; ");
    }

    @Test
    void countsLinesAndColumnsInCharacters() {
        assertThat(complaint("{\"\u00E9\u20AC\":\n  \"\uD83D\uDE00\u20AC\" nope}"))
                .startsWith("x.json:2:9 (/\u00E9\u20AC): ");
    }

    @Test
    void standsAtTheByteThatIsNotUtf8() {
        for (byte[] wrong : List.of(
                new byte[] {(byte) 0xC0, (byte) 0x80},
                new byte[] {(byte) 0xE0, (byte) 0x80, (byte) 0x80},
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0xBD, (byte) 0xED, (byte) 0xB8, (byte) 0x80},
                new byte[] {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
                new byte[] {(byte) 0xFF},
                new byte[] {(byte) 0xE2, (byte) 0x82})) {
            byte[] json = ("[\n" + " ".repeat(20_000) + "\"ab??????\"]").getBytes(StandardCharsets.UTF_8);
            System.arraycopy(wrong, 0, json, 20_005, wrong.length);

            assertThat(complaint(new ByteArrayInputStream(json)))
                    .isEqualTo("x.json:2:20004 (/0): not UTF-8; save it as UTF-8, or fetch it again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32"})
    void guessesNoOtherEncoding(String charset) throws Exception {
        byte[] json = "[\"text\"]".getBytes(charset);

        assertThat(complaint(new ByteArrayInputStream(json))).startsWith("x.json:1:");
    }

    @Test
    void repeatsNothingOfTheDocumentButKeys() {
        for (String json :
                List.of("[hunter2]", "[\"hunter2\\x\"]", "[1hunter2]", "[hunter2", "[\"hunter2", "{hunter2:1}")) {
            assertThat(complaint(json)).doesNotContain("hunter2").doesNotContain("REDACTED");
        }
        assertThat(complaint("[\"comment\":expecting comma]")).contains("expected a comma");
        assertThat(complaint("[comment]")).contains("expected a value");
    }

    @Test
    void acceptsWhatJustKeepsTheLimits() {
        String longest =
                "{\"" + "k".repeat(10_000) + "\":[[[\"" + "\u20AC".repeat(20_000) + "\"," + "9".repeat(100) + "]]]}";

        assertThatCode(() -> skip(in(longest))).doesNotThrowAnyException();
        assertThatCode(() -> skip(in("[" + "1,".repeat(27) + "1]"))).doesNotThrowAnyException();
    }

    @Test
    void refusesWhatPassesALimitEvenWhereNobodyLooks() {
        assertThat(complaint("{\"" + "k".repeat(10_001) + "\":1}")).contains("a key longer than 10000 characters");
        assertThat(complaint("[\"" + "\u20AC".repeat(20_001) + "\"]")).contains("longer than 20000 characters");
        assertThat(complaint("[" + "9".repeat(101) + "]")).contains("a number longer than 100 digits");
        assertThat(complaint("[0." + "9".repeat(101) + "]")).contains("a number longer than 100 digits");
        assertThat(complaint("[" + "1,".repeat(28) + "1]")).contains("more than 30 keys, values and closing brackets");
        assertThat(complaint("[" + " ".repeat(100_000) + "]")).contains("longer than 100000 bytes");
    }

    @Test
    void readsOrRefusesWithAPlaceWhateverBecameOfADocument() {
        Generated generated = new Generated(30);
        byte[] some = "{}[]\",:\\u0d8123456789-+.eEtrfnNI \n\u00E9\u0001".getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] json = Documents.written(generated.snapshot()).getBytes(StandardCharsets.UTF_8);
            json = Arrays.copyOf(json, 1 + generated.below(json.length));
            for (int changes = generated.below(4); changes > 0; changes--) {
                json[generated.below(json.length)] = some[generated.below(some.length)];
            }

            try {
                SnapshotJson.read(new ByteArrayInputStream(json), "x.json");
            } catch (FormatException e) {
                assertThat(e).hasMessageMatching("x\\.json:\\d+:\\d+( \\(/.*\\))?: .+; .+");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1_500);
    }

    @Test
    void leavesTheStreamOpen() throws Exception {
        Closing in = new Closing("[1]");

        skip(in);
        assertThatThrownBy(() -> skip(in)).hasMessageContaining("empty");
        assertThat(in.closed).isFalse();
    }

    private static String complaint(String json) {
        return complaint(in(json));
    }

    private static String complaint(InputStream in) {
        try {
            skip(in);
            return "was read";
        } catch (FormatException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void skip(InputStream stream) throws FormatException {
        JsonIn in = new JsonIn(stream, "x.json", LIMITS);
        in.start();
        in.skip();
        in.end();
    }

    private static InputStream in(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Knows whether it was closed. */
    private static final class Closing extends ByteArrayInputStream {
        private boolean closed;

        Closing(String json) {
            super(json.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
