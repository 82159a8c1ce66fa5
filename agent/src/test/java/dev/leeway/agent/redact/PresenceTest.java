package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceTest {
    private static final Redactor KEYED =
            Redactor.keyed(List.of(FleetKey.generate(new SecureRandom())), RedactionRules.published());

    private static Presence of(String name, String text) {
        List<Disclosed> facts =
                KEYED.disclose(Address.parse("env[shop-web]/FACT"), new Observed.Guarded("variable", name, text));
        return ((Value.Secret) facts.get(0).value()).presence();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234", "0000", "20241231", "password", "Passw0rd!", "hunter2", "letmein", "qwerty123",
                        "aaaaaaaaaaaaaaaa", "secret",
                "Summer2024!", "admin", "abcdefgh", "12345678901234", "s3cr3t", "welcome1", "P@ssw0rd", "true", "test",
                        "4111111111111111",
                "aHVudGVyMg==", "70617373776f7264", "monkey", "changemenow", "shop", "shop-prod"
            })
    void isAllThatIsToldOfWhatCouldBeGuessed(String text) {
        assertThat(of("DB_PASSWORD", text)).isIn(Presence.LOW_ENTROPY, Presence.PLACEHOLDER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wR7pQx2ZtK9vLm4B",
                "k8fJ2nQzX1",
                "b3c1f2a0-5d4e-4f3a-9b2c-1d0e9f8a7b6c",
                "0f8a7b6c5d4e3f2a1b0c",
                "xkqzvwjpmtrgbnhs",
                "correct horse battery staple lantern",
                "ghp_wR7pQx2ZtK9vLm4BwR7pQx2ZtK9vLm4B1234",
                "T!9x#Lq2&Vz7"
            })
    void isTaggedWhereItCouldNot(String text) {
        assertThat(of("DB_PASSWORD", text)).isEqualTo(Presence.TAGGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changeme",
                "CHANGE_ME",
                "change-me",
                "<password>",
                "<your-password>",
                "${DB_PASSWORD}",
                "$DB_PASSWORD",
                "{{ db_password }}",
                "xxx",
                "XXXXXXXX",
                "****",
                "...",
                "TODO",
                "tbd",
                "your-key-here",
                "your_api_key",
                "example",
                "null",
                "none",
                "undefined",
                "placeholder",
                "replace-this",
                "insert_token_here",
                "AKIAIOSFODNN7EXAMPLEKEY",
                "%DB_PASSWORD%",
                "__DB_PASSWORD__",
                "changeit",
                "'changeme'",
                "\"todo\"",
                "[redacted]"
            })
    void saysWhenAValueOnlyHoldsAPlace(String text) {
        assertThat(of("DB_PASSWORD", text)).isEqualTo(Presence.PLACEHOLDER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${DB_PASSWORD:-wR7pQx2ZtK9vLm4B}",
                "$ecretwR7pQx2ZtK9v",
                "<wR7pQx2ZtK9vLm4Bz>",
                "examplewR7pQx2ZtK9vLm4B"
            })
    void doesNotTakeASecretForAPlace(String text) {
        assertThat(of("DB_PASSWORD", text)).isEqualTo(Presence.TAGGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void saysWhenThereIsNothing(String text) {
        assertThat(of("DB_PASSWORD", text)).isEqualTo(Presence.EMPTY);
    }
}
