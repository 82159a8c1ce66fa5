package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Observed.Guarded;
import dev.leeway.agent.spi.Observed.Stretch;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSecretsTest {
    private static final String DRAWN = "maple-lantern-orchid-copper-velvet";
    private static final Redactor PLAIN = Redactor.keyless(new RedactionRules(List.of("SHOWN_*"), List.of()));

    private static Redactor knowing(String name, String text, String secret) {
        int from = text.indexOf(secret);
        return PLAIN.knowing(
                List.of(new Guarded("variable", name, text, List.of(new Stretch(from, from + secret.length())))),
                List.of());
    }

    private static String told(Redactor redactor, Observed observed) {
        return told(redactor, "x", observed);
    }

    private static String told(Redactor redactor, String key, Observed observed) {
        return redactor.disclose(new Address(SectionKey.of("env", "shop"), FactPath.of("f", key)), observed).stream()
                .map(each -> each.path() + "=" + each.value().display())
                .collect(Collectors.joining(" "));
    }

    @Test
    void findsAnUnmistakableSecretAnywhere() {
        Redactor knowing = knowing("SHOWN_A", "x" + DRAWN, DRAWN);
        for (Observed observed : List.of(
                Observed.text("some/" + DRAWN + "/path"),
                new Guarded("variable", "SHOWN_B", "a " + DRAWN),
                new Observed.Plain(Value.SetOf.texts(List.of("a", DRAWN))),
                new Observed.Arguments(List.of("run", "--shown-zone=" + DRAWN)))) {
            assertThat(told(PLAIN, observed)).as("without").contains("maple");
            assertThat(told(knowing, observed)).as("with").doesNotContain("maple");
        }
        assertThat(told(knowing, DRAWN, Observed.flag(true)))
                .isEqualTo("f[(secret)]=(withheld: its name holds a secret)");
        assertThat(knowing.message("/srv/" + DRAWN + ".env:3")).isEqualTo("/srv/(secret).env:3");
        assertThat(told(knowing, Observed.text(DRAWN.substring(1)))).contains("aple");
    }

    @Test
    void findsAWordOnlyUnderItsOwnName() {
        Redactor knowing = knowing("SHOWN_A", "x-tigerlily", "tigerlily");
        for (String text : List.of("tigerlily", "x-tigerlily")) {
            assertThat(told(knowing, new Guarded("variable", "shown.a", text)))
                    .isEqualTo("f[x]=(withheld: made of a secret)");
            assertThat(told(knowing, new Guarded("variable", "SHOWN_B", text))).isEqualTo("f[x]=" + text);
            assertThat(told(knowing, Observed.text(text))).isEqualTo("f[x]=" + text);
        }
        assertThat(told(knowing, new Guarded("variable", "SHOWN_A", "tigerlily-garden")))
                .contains("garden");
        assertThat(told(knowing("SHOWN_A", "on", "on"), new Guarded("variable", "SHOWN_A", "on")))
                .as("too short")
                .isEqualTo("f[x]=on");
    }

    @Test
    void findsANumberOfAPortOrLimitWhateverItCounts() {
        Redactor knowing =
                PLAIN.knowing(List.of(new Guarded("port", "host-port", "47113", Stretch.whole("47113"))), List.of());
        assertThat(told(knowing, Observed.number(47113))).doesNotContain("47113");
        assertThat(told(knowing, Observed.size(47113))).doesNotContain("47113");
        assertThat(told(knowing, "47113", Observed.flag(true)))
                .isEqualTo("f[(secret)]=(withheld: its name holds a secret)");
        assertThat(told(knowing, Observed.number(47114))).contains("47114");
        assertThat(told(knowing, new Guarded("variable", "SHOWN_A", "47113"))).contains("47113");
    }

    @Test
    void withholdsWhatAHostItselfCallsAsHiddenNamesAreCalled() {
        for (Observed observed : List.of(
                Observed.flag(true), Observed.text("plain"), new Guarded("variable", "SHOWN_A", "https://db-1:80/x"))) {
            for (Redactor redactor : List.of(PLAIN, knowing("SHOWN_A", "x" + DRAWN, DRAWN))) {
                assertThat(told(redactor, "(secret)", observed))
                        .contains("f[(secret)]")
                        .doesNotContain("true", "plain", "db-1")
                        .contains("(withheld: its name holds a secret)");
            }
        }
    }

    @Test
    void learnsNothingFromWhereNothingStands() {
        Guarded unset = new Guarded("variable", "SHOWN_PATH", "/api", List.of(new Stretch(4, 4)));
        assertThat(PLAIN.knowing(List.of(unset), List.of())).isSameAs(PLAIN);
        assertThat(told(PLAIN, unset)).isEqualTo("f[x]=/api");
    }

    @Test
    void leavesTheWordsOfACommandBesideTheOneWithTheSecret() {
        String text = "PGPASSWORD=postgres psql -U postgres";
        Redactor knowing =
                PLAIN.knowing(List.of(new Guarded("variable", "rest", text, List.of(new Stretch(11, 19)))), List.of());
        assertThat(told(knowing, new Guarded("variable", "SHOWN_DB", "postgres")))
                .contains("postgres");
        assertThat(told(knowing, Observed.text("postgres"))).contains("postgres");
        assertThat(told(knowing, new Observed.Arguments(List.of("psql", "-U", "postgres"))))
                .contains("option[-U]=postgres");
        assertThat(told(knowing, new Observed.Arguments(List.of("PGPASSWORD=postgres"))))
                .doesNotContain("postgres");
    }

    @ParameterizedTest
    @CsvSource({
        "/bin/server --workers=20240917, 20240917, --workers=20240917",
        "/bin/server -w20240917, 20240917, -w20240917",
        "/bin/server --profile=tigerlily, tigerlily, --profile=tigerlily",
        "/bin/server --shown-zone tigerlily, tigerlily, tigerlily",
        "sh -c 'exec server --workers=20240917', 20240917, --workers=20240917",
        "/bin/server -Dworkers=20240917, 20240917, -Dworkers=20240917"
    })
    void findsTheArgumentsAShellMakesOfACommand(String text, String secret, String argument) {
        int from = text.indexOf(secret);
        Guarded command = new Guarded("variable", "rest", text, List.of(new Stretch(from, from + secret.length())));
        Observed arguments = new Observed.Arguments(List.of("/bin/server", "--shown-x", argument));
        assertThat(told(PLAIN, arguments)).contains(secret);
        assertThat(told(PLAIN.knowing(List.of(command), List.of()), arguments)).doesNotContain(secret);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://tigerlily.internal/x",
                "http://db.internal/x/tigerlily",
                "postgres://db.internal/tigerlily",
                "postgres://db.internal/x?shown_mode=tigerlily",
                "http://db.internal:47113/x",
                "-Dshown.workers=47113 -Dx=1",
                "-Dshown.zone=tigerlily -Dx=1",
                "--shown-zone=tigerlily -Dx=1",
            })
    void searchesWhatAValueWasTakenApartInto(String text) {
        Redactor knowing = PLAIN.knowing(
                List.of(
                        new Guarded("variable", "SHOWN_OPTS", "tigerlily", Stretch.whole("tigerlily")),
                        new Guarded("variable", "SHOWN_OPTS", "47113", Stretch.whole("47113"))),
                List.of());
        Guarded value = new Guarded("variable", "SHOWN_OPTS", text);
        assertThat(told(PLAIN, value)).containsAnyOf("tigerlily", "47113");
        assertThat(told(knowing, value)).doesNotContain("tigerlily").doesNotContain("47113");
    }

    @Test
    void searchesPartsForWhatIsNoWordWhateverTheirName() {
        String path = "/maple/lantern/orchid/copper/velvet";
        Redactor knowing = knowing("SHOWN_A", path, path);
        for (Observed observed : List.of(
                new Guarded("variable", "SHOWN_URL", "http://db.internal" + path),
                new Observed.Arguments(List.of("server", "--shown-place=" + path)))) {
            assertThat(told(PLAIN, observed)).contains("maple");
            assertThat(told(knowing, observed)).doesNotContain("maple");
        }
    }

    @Test
    void tagsNothingThatHoldsAWordAndKeepsTheTagsOfWhatNobodyGuesses() {
        Redactor keyed = Redactor.keyed(
                List.of(FleetKey.generate(new SecureRandom())), new RedactionRules(List.of("SHOWN_*"), List.of()));
        String pin = "https://db.internal/orders/created/4711";
        Guarded url = new Guarded("variable", "NOTE_URL", pin, List.of(new Stretch(pin.length() - 4, pin.length())));
        assertThat(told(keyed, url)).contains("x]/path=(withheld: made of a secret)", "host=db.internal");
        Guarded note = new Guarded("variable", "NOTE", "hello-4711", List.of(new Stretch(6, 10)));
        assertThat(told(keyed, new Guarded("variable", "NOTE", "hello-4711"))).isEqualTo("f[x]=(secret)");
        assertThat(told(keyed, note)).isEqualTo("f[x]=(withheld: made of a secret)");
        Guarded drawn = new Guarded("variable", "NOTE", "x " + DRAWN, List.of(new Stretch(2, 2 + DRAWN.length())));
        assertThat(told(keyed, drawn)).isEqualTo("f[x]=(secret)");
    }

    @Test
    void tellsNothingThatBeginsAsTooManySecretsDo() {
        List<Guarded> many = new ArrayList<>();
        for (int i = 0; i < 2 * KnownSecrets.MAX_ALIKE; i++) {
            String secret = DRAWN + "-" + i;
            many.add(new Guarded("variable", "SHOWN_" + i, secret, Stretch.whole(secret)));
        }
        Redactor knowing = PLAIN.knowing(many, List.of());
        assertThat(told(knowing, Observed.text("a/" + DRAWN + "-" + (many.size() - 1) + "/b")))
                .doesNotContain("maple");
        assertThat(knowing.message("at " + DRAWN + "-" + (many.size() - 1))).isEqualTo("at (secret)");
        assertThat(told(knowing, Observed.text("harbour"))).contains("harbour");
    }

    @Test
    void looksForFarMoreThanAProjectHas() {
        List<Guarded> many = drawn(5_000);
        Guarded last = many.get(many.size() - 1);
        assertThat(told(PLAIN, Observed.text("a/" + last.text()))).contains(last.text());
        assertThat(told(PLAIN.knowing(many, List.of()), Observed.text("a/" + last.text())))
                .isEqualTo("f[x]=(withheld: made of a secret)");
    }

    @Test
    void tellsNothingWhereThereAreTooManyToLookFor() {
        Redactor knowing = PLAIN.knowing(drawn(KnownSecrets.MAX + 1), List.of());
        for (Observed observed : List.of(
                Observed.text("harbour"),
                new Guarded("variable", "SHOWN_B", "harbour"),
                new Observed.Arguments(List.of("harbour")))) {
            assertThat(told(knowing, "harbour", observed))
                    .isEqualTo("f[(secret)]=(withheld: too many secrets to look for)");
        }
        assertThat(knowing.message("harbour")).isEqualTo("(secret)");
    }

    /** Secrets of words that nobody has, so that nothing but knowing them hides them. */
    private static List<Guarded> drawn(int number) {
        SplittableRandom random = new SplittableRandom(7);
        return Stream.generate(
                        () -> Stream.generate(() -> word(random)).limit(6).collect(Collectors.joining("-")))
                .filter(KnownSecrets::unmistakable)
                .limit(number)
                .map(secret -> new Guarded("variable", "SHOWN_A", secret, Stretch.whole(secret)))
                .toList();
    }

    private static String word(SplittableRandom random) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            word.append("bdlmnrst".charAt(random.nextInt(8))).append("aeio".charAt(random.nextInt(4)));
        }
        return word.toString();
    }

    @Test
    void learnsNoWordFromWhereNobodyWouldHaveToldIt() {
        Redactor url = knowing("SHOWN_URL", "postgres://app:shop@db.example.com/shop", "shop");
        assertThat(told(url, Observed.text("shop"))).contains("shop");
        assertThat(told(knowing("DB_PASSWORD", "postgres", "postgres"), Observed.text("postgres")))
                .contains("postgres");
    }

    @Test
    void withholdsWhatItsNameAndLookWouldHaveTold() {
        Guarded shown = new Guarded("variable", "SHOWN_A", DRAWN, Stretch.whole(DRAWN));
        assertThat(PLAIN.disclose(new Address(SectionKey.of("env", "shop"), FactPath.of("SHOWN_A")), shown))
                .singleElement()
                .satisfies(each -> assertThat(each.value()).isEqualTo(new Value.Withheld("made of a secret")));
    }

    @Test
    void judgesAVariableAloneWhereThatIsAskedFor() {
        Guarded secret = new Guarded("variable", "DB_PASSWORD", DRAWN);
        Guarded shown = new Guarded("variable", "SHOWN_A", DRAWN);
        assertThat(told(PLAIN.knowing(List.of(), List.of(secret, shown)), shown))
                .doesNotContain("maple");
        assertThat(told(PLAIN.judgingAlone().knowing(List.of(), List.of(secret, shown)), shown))
                .contains("maple");
    }
}
