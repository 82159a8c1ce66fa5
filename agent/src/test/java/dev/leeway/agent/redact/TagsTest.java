package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Same, different or missing can be told of a secret, and nothing else. */
class TagsTest {
    private static final String STRONG = "wR7pQx2ZtK9vLm4B";
    private static final RedactionRules RULES = RedactionRules.published();
    private static final FleetKey KEY = key("leeway-key-1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    private static final FleetKey NEXT = FleetKey.generate(new SecureRandom());
    private static final Redactor KEYED = Redactor.keyed(List.of(KEY), RULES);

    private static FleetKey key(String text) {
        try {
            return FleetKey.parse(text, "test").get(0);
        } catch (FleetKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Value.Secret secret(Redactor redactor, Observed observed) {
        Address address = new Address(SectionKey.of("env", "shop-web"), FactPath.of("FACT"));
        List<Disclosed> facts = redactor.disclose(address, observed);
        assertThat(facts).hasSize(1);
        return (Value.Secret) facts.get(0).value();
    }

    private static Value.Secret variable(Redactor redactor, String name, String text) {
        return secret(redactor, new Observed.Guarded("variable", name, text));
    }

    private static Value.Secret variable(String name, String text) {
        return variable(KEYED, name, text);
    }

    /** Computed with another program's HMAC, as docs/secrets.md describes the construction. */
    @Test
    void areTheSameForEverForOneKeyNameAndValue() {
        assertThat(variable("DB_PASSWORD", STRONG).tags())
                .extracting(SecretTag::text)
                .containsExactly("k-8275afbe:9Jfigx_6aho_oJ_4ak6YdDcMD7loU2vUOfri0mZRfyc");
    }

    @Test
    void areTheSameForOneVariableWhereverItsCopiesLie() {
        assertThat(variable("spring.datasource.password", STRONG))
                .isEqualTo(variable("SPRING_DATASOURCE_PASSWORD", STRONG));
    }

    @Test
    void differWhenTheValueDoes() {
        assertThat(variable("DB_PASSWORD", STRONG)).isNotEqualTo(variable("DB_PASSWORD", STRONG + " "));
    }

    @Test
    void doNotTellThatTwoNamesHoldOneValue() {
        assertThat(variable("DB_PASSWORD", STRONG).tags())
                .doesNotContainAnyElementsOf(variable("MAIL_PASSWORD", STRONG).tags());
    }

    @Test
    void doNotTellThatTwoClassesHoldOneValue() {
        Observed.Content content = new Observed.Content("file", "DB_PASSWORD", STRONG.getBytes(StandardCharsets.UTF_8));

        assertThat(secret(KEYED, content).tags())
                .isNotEmpty()
                .doesNotContainAnyElementsOf(variable("DB_PASSWORD", STRONG).tags());
    }

    @Test
    void doNotCompareUnderAnotherKey() {
        Value.Secret other = variable(Redactor.keyed(List.of(NEXT), RULES), "DB_PASSWORD", STRONG);

        assertThat(other.tags()).extracting(SecretTag::keyId).containsExactly(NEXT.id());
        assertThat(other.tags())
                .doesNotContainAnyElementsOf(variable("DB_PASSWORD", STRONG).tags());
    }

    @Test
    void areTwoDuringRotationAndEitherCompares() {
        Value.Secret both = variable(Redactor.keyed(List.of(NEXT, KEY), RULES), "DB_PASSWORD", STRONG);

        assertThat(both.tags())
                .hasSize(2)
                .containsAll(variable("DB_PASSWORD", STRONG).tags());
        assertThat(both.tags())
                .containsAll(variable(Redactor.keyed(List.of(NEXT), RULES), "DB_PASSWORD", STRONG)
                        .tags());
    }

    @Test
    void needOneKeyOrTwo() {
        assertThatIllegalArgumentException().isThrownBy(() -> Redactor.keyed(List.of(), RULES));
        assertThatIllegalArgumentException().isThrownBy(() -> Redactor.keyed(List.of(KEY, NEXT, KEY), RULES));
    }

    @Test
    void areOfOneLengthWhateverTheSecrets() {
        assertThat(variable("DB_PASSWORD", STRONG).tags().get(0).mac()).hasSize(43);
        assertThat(variable("DB_PASSWORD", STRONG.repeat(500)).tags().get(0).mac())
                .hasSize(43);
    }

    @Test
    void areGivenToContentOfAnyKindAndNotToNothing() {
        assertThat(secret(KEYED, new Observed.Content("config", "application.yml", new byte[] {1, 2, 3}))
                        .presence())
                .isEqualTo(Presence.TAGGED);
        assertThat(secret(KEYED, new Observed.Content("config", "application.yml", new byte[0]))
                        .presence())
                .isEqualTo(Presence.EMPTY);
        assertThat(secret(KEYED, new Observed.Content("file", "db_password", "1234".getBytes(StandardCharsets.UTF_8)))
                        .presence())
                .isEqualTo(Presence.LOW_ENTROPY);
    }

    @Test
    void areNotGivenWithoutAKey() {
        Redactor keyless = Redactor.keyless(RULES);

        assertThat(variable(keyless, "DB_PASSWORD", STRONG)).isEqualTo(Value.Secret.of(Presence.UNKEYED));
        assertThat(variable(keyless, "DB_PASSWORD", "1234")).isEqualTo(Value.Secret.of(Presence.UNKEYED));
        assertThat(variable(keyless, "DB_PASSWORD", "")).isEqualTo(Value.Secret.of(Presence.EMPTY));
        assertThat(variable(keyless, "DB_PASSWORD", "changeme")).isEqualTo(Value.Secret.of(Presence.PLACEHOLDER));
        assertThat(secret(keyless, new Observed.Content("config", "application.yml", new byte[] {1})))
                .isEqualTo(Value.Secret.of(Presence.UNKEYED));
    }

    @Test
    void standForTextsThatAreNeitherKnownToBeHarmlessNorLookSecretHoweverShort() {
        assertThat(variable("DB_USER", "app").presence()).isEqualTo(Presence.TAGGED);
        assertThat(variable("GREETING", "hello").presence()).isEqualTo(Presence.TAGGED);
        assertThat(variable("GREETING", "hello")).isNotEqualTo(variable("GREETING", "goodbye"));
    }
}
