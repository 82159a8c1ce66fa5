package dev.leeway.collector.store.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
    /** Names that some system, or Git, takes for something else. */
    static final List<String> HOSTILE = List.of(
            "",
            " ",
            ".",
            "..",
            "...",
            "../..",
            "/",
            "/etc/passwd",
            "a/b",
            "a\\b",
            ".git",
            ".GIT",
            ".Git",
            ".gitmodules",
            "GIT~1",
            "git~1",
            "Git",
            "gIt",
            ".g\u200cit",
            "\u200c.git",
            ".git ",
            ".git.",
            ".git::$INDEX_ALLOCATION",
            "con",
            "CON",
            "nul.json",
            "NUL",
            "COM1",
            "com1.txt",
            "aux",
            "a.",
            "a ",
            "a..b",
            "a.lock",
            "A.LOCK",
            ".lock",
            "@",
            "@{",
            "a@{1}",
            "-",
            "-x",
            "--output=x",
            "_",
            "__",
            "%",
            "%%",
            "%2F",
            "a%2Fb",
            "%5F",
            "HEAD",
            "head",
            "host.json",
            "host",
            "refs/heads/x",
            "a:b",
            "a~1",
            "a^",
            "a?b",
            "a*b",
            "a[b]",
            "a|b",
            "a<b>",
            "a\"b",
            "a'b",
            "$(x)",
            "`x`",
            "a;b",
            "a&b",
            "a\nb",
            "a\rb",
            "a\tb",
            "\u0000",
            "a\u0000b",
            "\u001b[2J",
            "\u007f",
            "\u0085",
            "\u009b31m",
            "\u202e",
            "\ufeff",
            "\u2028",
            "\u00e9",
            "e\u0301",
            "\u00c9",
            "\u212b",
            "\u00e5",
            "stra\u00dfe",
            "strasse",
            "STRASSE",
            "\u0130",
            "i\u0307",
            "\u0131",
            "\uff0e\uff0e",
            "\uff0f",
            "\ud83d\ude00",
            "\u65e5\u672c",
            "NetworkManager",
            "networkmanager",
            "NETWORKMANAGER",
            "a=b",
            "a=8",
            "A",
            "A=8",
            "a==b",
            "x".repeat(120),
            "x".repeat(121),
            "X".repeat(121),
            "x".repeat(5_000),
            "x".repeat(4_999) + "y",
            "\u00e9".repeat(100),
            "a".repeat(79) + "\u00e9".repeat(60),
            "a".repeat(78) + "\u00e9".repeat(60));

    @ParameterizedTest
    @CsvSource({
        "web-01, web-01",
        "shop_web.v2, shop_web.v2",
        "user@host, user@host",
        "NetworkManager, NetworkManager=81",
        "WEB-01, WEB-01=e",
        "networkMANAGER, networkMANAGER=01fc",
        "docker.io/library/nginx:1.27, docker.io%2Flibrary%2Fnginx%3A1.27",
        "caf\u00e9, caf%C3%A9",
        ".git, %2Egit",
        "con, %63on",
        "a..b, a%2E.b",
        "a.lock, a%2Elock",
        "-x, %2Dx",
        "_, %5F",
    })
    void leavesOrdinaryNamesAsTheyAre(String name, String file) {
        assertThat(FileName.of(name)).isEqualTo(file);
    }

    @Test
    void hasANameForWhatHasNone() {
        assertThat(FileName.of(Optional.empty())).isEqualTo("_");
        assertThat(FileName.of("")).isEqualTo("%");
    }

    @Test
    void isSafeEverywhere() {
        for (String name : all()) {
            String file = FileName.of(name);
            assertThat(file)
                    .as(name)
                    .matches("[A-Za-z0-9_+,@.%=-]{1,152}")
                    .doesNotStartWith(".")
                    .doesNotStartWith("-")
                    .doesNotEndWith(".")
                    .doesNotEndWith(".lock")
                    .doesNotContain("..")
                    .isNotEqualTo("@");
            assertThat(file.toLowerCase(Locale.ROOT).split("\\.", 2)[0])
                    .doesNotMatch("con|prn|aux|nul|com[0-9]|lpt[0-9]");
        }
    }

    @Test
    void makesNoTwoNamesOneWhateverTheFileSystemFolds() {
        Map<String, String> known = new HashMap<>();
        for (String name : all()) {
            String folded = Normalizer.normalize(FileName.of(name), Normalizer.Form.NFKC)
                    .toLowerCase(Locale.ROOT);
            assertThat(known.getOrDefault(folded, name)).isEqualTo(name);
            known.put(folded, name);
        }
    }

    @Test
    void canBeReadBack() {
        for (String name : all()) {
            String file = FileName.of(name);
            if (!file.contains("==")) {
                assertThat(decoded(file)).isEqualTo(name);
            }
        }
    }

    /** As docs/mirror.md says. */
    private static String decoded(String file) {
        String name = file.equals("%") ? "" : file.replaceFirst("=[0-9a-f]+$", "");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < name.length(); i++) {
            boolean escape = name.charAt(i) == '%';
            bytes.write(escape ? Integer.parseInt(name.substring(i + 1, i + 3), 16) : name.charAt(i));
            i += escape ? 2 : 0;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static List<String> all() {
        List<String> all = new ArrayList<>(HOSTILE);
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int pieces = 1 + random.nextInt(4); pieces > 0; pieces--) {
                name.append(
                        random.nextBoolean()
                                ? HOSTILE.get(random.nextInt(HOSTILE.size() - 10))
                                : String.valueOf("aAbB.=%_-1".charAt(random.nextInt(10))));
            }
            all.add(name.toString());
        }
        return all;
    }
}
