package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Observed.Guarded;
import dev.leeway.agent.spi.Observed.Stretch;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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
        assertThat(told(knowing, DRAWN, Observed.flag(true))).isEqualTo("f[(secret)]=true");
        assertThat(knowing.message("/srv/" + DRAWN + ".env:3")).isEqualTo("/srv/(secret).env:3");
        assertThat(told(knowing, Observed.text(DRAWN.substring(1)))).contains("aple");
    }

    @Test
    void findsAWordOnlyWhereItIsAll() {
        Redactor knowing = knowing("SHOWN_A", "x-tigerlily", "tigerlily");
        assertThat(told(knowing, Observed.text("tigerlily"))).doesNotContain("tigerlily");
        assertThat(told(knowing, Observed.text("x-tigerlily"))).doesNotContain("tigerlily");
        assertThat(told(knowing, Observed.text("tigerlily-garden"))).contains("tigerlily");
        assertThat(knowing("SHOWN_A", "on", "on")).as("too short").isSameAs(PLAIN);
    }

    @Test
    void findsANumberWhateverItCounts() {
        Redactor knowing = knowing("SHOWN_A", "47113", "47113");
        assertThat(told(knowing, Observed.number(47113))).doesNotContain("47113");
        assertThat(told(knowing, Observed.size(47113))).doesNotContain("47113");
        assertThat(told(knowing, Observed.number(47114))).contains("47114");
    }

    @Test
    void learnsNoWordFromWhereNobodyWouldHaveToldIt() {
        Redactor url = knowing("SHOWN_URL", "postgres://app:shop@db.example.com/shop", "shop");
        assertThat(told(url, Observed.text("shop"))).contains("shop");
        assertThat(told(knowing("DB_PASSWORD", "postgres", "postgres"), Observed.text("postgres")))
                .contains("postgres");
    }

    @Test
    void tagsWhatItHidesAsTheSecretItIs() {
        Guarded shown = new Guarded("variable", "SHOWN_A", DRAWN, Stretch.whole(DRAWN));
        assertThat(PLAIN.disclose(new Address(SectionKey.of("env", "shop"), FactPath.of("SHOWN_A")), shown))
                .singleElement()
                .satisfies(each -> assertThat(each.value().kind()).isEqualTo(Value.Kind.SECRET));
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
