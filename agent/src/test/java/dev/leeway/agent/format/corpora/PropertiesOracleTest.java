package dev.leeway.agent.format.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.settings.SettingsFormat;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of properties, read as {@link Properties} itself reads them. */
class PropertiesOracleTest {
    private static final Map<Object, Object> REFUSED = Map.of("(refused)", true);

    private static final String[] PIECES = {
        "a", "b.c", "=", ":", " ", "\t", "\f", "\n", "\r", "\r\n", "\\", "\\\\", "\\n", "\\u00e9", "\\u00G9", "\\u12",
        "#", "!", "é", "😀", "\\=", "\\:", "\\ ", "\\#", "\\\n", "\\\r\n", "\\\n  ", "value", "\\t", "\\f", "\\q", "\0",
        "\u00a0", "\u0085", "\u2028"
    };

    static List<String> edges() {
        return List.of(
                "",
                "\n\n",
                "a",
                "a=",
                "=a",
                ":",
                "a b c",
                "a = b",
                "a : b",
                "a\tb",
                "a\fb",
                "\fa=1",
                "a==b",
                "a=:b",
                "a =: b",
                "a= b ",
                "# a=1\n! b=2\nc=3",
                "a=1 # kept",
                "a=1\na=2",
                "a=1\r\nb=2\rc=3",
                "a=one\\\n   two\\\n\tthree",
                "a=one\\\r\n   two",
                "a\\\n b=1",
                "a=one\\\n\nb=2",
                "a=one\\\n# not a comment",
                "a=one\\\\\nb=2",
                "a=end\\",
                "\\",
                "a\\ b\\:c\\=d=1",
                "\\#a=1",
                "\\!a=1",
                "a=\\u00e9\\u4e2d\\uD83D\\uDE00",
                "a=\\u00E",
                "a=\\uzzzz",
                "\\u0061=1",
                "a=\\u005cn",
                "a=\\t\\n\\r\\f\\q",
                "a=\u00a0b",
                "   a   =   b",
                "a\\u003db=c",
                "a=1\n\\\nb=2",
                "a=1\\\n",
                "key.with.dots=x\nkey.with=y",
                "a=#1",
                "a!b=1",
                "a#b=1");
    }

    private static Map<Object, Object> ours(String text) {
        try {
            return new TreeMap<>((Map<?, ?>)
                    PlainTree.of(SettingsFormat.PROPERTIES.read(text).get(0)));
        } catch (MalformedException e) {
            assertThat(SuiteResult.placed(e)).isEmpty();
            return REFUSED;
        }
    }

    private static Map<Object, Object> theirs(String text) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
            return new TreeMap<>(properties);
        } catch (IllegalArgumentException e) {
            return REFUSED;
        }
    }

    @ParameterizedTest
    @MethodSource("edges")
    void readsWhatJavaReads(String text) throws IOException {
        assertThat(ours(text)).isEqualTo(theirs(text));
    }

    @Test
    void readsWhateverJavaReads() throws IOException {
        int compared = 0;
        for (int seed = 0; seed < Scale.cases(3_000); seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(25); i >= 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            Map<Object, Object> ours = ours(text.toString());
            // Java knows no lines that are withheld because they may be anything.
            if (!ours.containsKey("(secret)")) {
                assertThat(ours).as("seed %d: %s", seed, text).isEqualTo(theirs(text.toString()));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(Scale.cases(3_000) / 4);
    }
}
