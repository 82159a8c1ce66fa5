package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What decides is published, and what is published decides: {@code -Dgolden.update=true} writes the lists anew. */
class PublishedListsTest {
    private static final Path DOCUMENT = Path.of("../docs/secrets.md");
    private static final String BEGIN = "<!-- lists: begin -->\n";
    private static final String END = "<!-- lists: end -->\n";
    private static final int WIDTH = 118;

    private final StringBuilder out = new StringBuilder();

    @Test
    void standInTheDocumentationAsTheyAreInTheCode() throws IOException {
        String document = Files.readString(DOCUMENT, StandardCharsets.UTF_8);
        String lists = lists();
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(DOCUMENT, document.substring(0, begin) + lists + document.substring(end));
            return;
        }

        assertThat(document.substring(begin, end)).isEqualTo(lists);
    }

    private String lists() {
        section("Names that hold secrets");
        list("Anywhere in a name, case and separators ignored:", SensitiveWords.ANYWHERE);
        list("As a word of a name:", SensitiveWords.WORDS);
        list("At the end of a word:", SensitiveWords.ENDINGS);
        list("Words that end so and mean something else:", SensitiveWords.NOT_ENDINGS);
        section("Names that only speak about a secret");
        SensitiveWords.ABOUT.forEach((kind, words) -> list("Last word, shown when " + promised(kind) + ":", words));
        list("First word, shown when it is yes or no:", SensitiveWords.SWITCHES);
        list("First word, shown when it is a count:", SensitiveWords.COUNTS);
        list("Whole names, shown when it is a path:", SensitiveWords.PLACES);
        section("Words of values that speak of secrets");
        list("Wherever they stand in a word:", SecretContent.INSIDE);
        list("As a word, or where `pass` begins or ends one:", SecretContent.WORDS);
        list("Words that begin so mean something else:", SecretContent.HARMLESS);
        section("Harmless names");
        line("`*_X` also covers `X` alone; numbers at the end of a name are passed over.");
        for (HarmlessNames.Look look : HarmlessNames.Look.values()) {
            list(
                    "Shown when the value is " + look.title() + ":",
                    HarmlessNames.PUBLISHED.getOrDefault(look, List.of()));
        }
        section("Enumerations");
        list("Names of environments, beside those of the second list below:", EnvironmentNames.WORDS);
        list("What may stand beside them, with `-`, `_`, `.` or `/` between:", EnvironmentNames.BESIDE);
        KnownWords.LISTS.forEach(list -> list(list.title() + ":", list.words()));
        list("Charsets, hyphens and underscores ignored:", Locales.CHARSETS);
        line(
                "Languages are those of ISO 639 with two letters, countries those of ISO 3166, time zones the names of the IANA"
                        + " database.");
        line("");
        list("Domains by which a host is known, beside countries':", Hosts.DOMAINS);
        list("Endings by which a file is known:", Places.EXTENSIONS);
        section("Options");
        list("Variables whose last word says that they hold options:", OptionString.NAMES);
        section("Placeholders");
        list("Whole values:", Placeholders.WHOLE);
        list("Beginnings:", Placeholders.BEGINNINGS);
        list("Ends:", Placeholders.ENDS);
        section("Tokens known by their beginning");
        tokens();
        return out.toString();
    }

    private static String promised(NameJudgement kind) {
        return switch (kind) {
            case ABOUT_COUNT -> "it is a count";
            case ABOUT_SWITCH -> "it is yes or no";
            case ABOUT_PLACE -> "it is a path";
            case ABOUT_ENDPOINT -> "it is a host or a URL without login";
            case ABOUT_METHOD -> "it is a word of an enumeration";
            case NEUTRAL, SECRET -> throw new IllegalStateException("a name that speaks of nothing");
        };
    }

    private void section(String title) {
        line("\n### " + title + "\n");
    }

    private void list(String title, Collection<String> words) {
        line(title);
        line("");
        StringBuilder line = new StringBuilder();
        for (String word : new TreeSet<>(words)) {
            String coded = "`" + word.strip() + "`";
            if (line.length() + coded.length() >= WIDTH) {
                line(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(coded);
        }
        line(line.toString());
        line("");
    }

    private void tokens() {
        Map<String, List<String>> byIssuer = new LinkedHashMap<>();
        TokenShapes.ALL.forEach(shape -> byIssuer.computeIfAbsent(shape.issuer(), unused -> new ArrayList<>())
                .add("`" + shape.prefix().strip() + "`"));
        line("| of | beginning |");
        line("|---|---|");
        byIssuer.forEach((issuer, prefixes) -> line("| " + issuer + " | " + String.join(" ", prefixes) + " |"));
        line(
                "\nBeside these: key blocks (`-----BEGIN`), `Basic`, `Bearer` and other authorisation values, bot tokens of Telegram,"
                        + " keys of Mailchimp,\nand payment cards by issuer, length and check digit.");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
