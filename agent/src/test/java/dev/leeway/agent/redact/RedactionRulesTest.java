package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.Address;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionRulesTest {
    private static String shown(RedactionRules rules, String name, String text) {
        return Redactor.keyless(rules)
                .disclose(Address.parse("env[shop-web]/X"), new Observed.Guarded("variable", name, text))
                .get(0)
                .value()
                .display();
    }

    @Test
    void showWhatAUserSaysIsHarmless() {
        RedactionRules rules = new RedactionRules(List.of("SHOP_*"), List.of());

        assertThat(shown(rules, "SHOP_GREETING", "hello there")).isEqualTo("hello there");
        assertThat(shown(rules, "shop.greeting", "hello there")).isEqualTo("hello there");
        assertThat(shown(rules, "GREETING", "hello there")).isEqualTo("(secret)");
    }

    @Test
    void believeASecretNameOnlyWhenItIsWrittenOutInFull() {
        assertThat(shown(new RedactionRules(List.of("*" + "_KEY"), List.of()), "GPG_KEY", "release team"))
                .isEqualTo("(secret)");
        assertThat(shown(new RedactionRules(List.of("GPG_KEY"), List.of()), "GPG_KEY", "release team"))
                .isEqualTo("release team");
    }

    @Test
    void haveANameThatOnlyEqualRulesHave() {
        RedactionRules rules = new RedactionRules(List.of("SHOP_*", "GREETING"), List.of("CODE"));

        assertThat(RedactionRules.published().id()).isEqualTo("published");
        assertThat(rules.id()).matches("published\\+[0-9a-f]{16}");
        assertThat(new RedactionRules(List.of("GREETING", "SHOP_*", "GREETING"), List.of("CODE")).id())
                .isEqualTo(rules.id());
        assertThat(new RedactionRules(List.of("SHOP_*"), List.of("CODE", "GREETING")).id())
                .isNotEqualTo(rules.id());
        assertThat(new RedactionRules(List.of("SHOP_*"), List.of("CODE")).id()).isNotEqualTo(rules.id());
    }

    @Test
    void neverShowTheShapeOfAKey() {
        RedactionRules rules = new RedactionRules(List.of("GPG_KEY", "SHOP_*"), List.of());

        assertThat(shown(rules, "SHOP_X", "ghp_wR7pQx2ZtK9vLm4BwR7pQx2ZtK9vLm4B1234"))
                .isEqualTo("(secret)");
        assertThat(shown(rules, "GPG_KEY", "password=hunter2")).isEqualTo("(secret)");
    }

    @Test
    void hideWhatAUserSaysIsSensitive() {
        RedactionRules rules = new RedactionRules(List.of("ACME_*"), List.of("ACME_*_CODE", "LOG_LEVEL"));

        assertThat(shown(rules, "ACME_DOOR_CODE", "8080")).isEqualTo("(secret)");
        assertThat(shown(rules, "LOG_LEVEL", "info")).isEqualTo("(secret)");
        assertThat(shown(rules, "ACME_NAME", "the door")).isEqualTo("the door");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "**", "shop_*", "SHOP-*", "SHOP ", "SHOP_[A-Z]"})
    void refuseWhatIsNoPattern(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedactionRules(List.of(pattern), List.of()))
                .withMessageContaining("is not a pattern of names");
    }
}
