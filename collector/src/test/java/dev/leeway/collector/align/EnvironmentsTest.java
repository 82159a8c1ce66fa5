package dev.leeway.collector.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.collector.source.PolicyReader;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentsTest {
    private static final Policy SHIPPED = PolicyReader.shipped();

    @Test
    void putsEnvironmentsInPromotionOrderUnderCanonicalNames() {
        Environments environments = Environments.of(SHIPPED, List.of("production", "Stage", "local"));

        assertThat(environments.names()).containsExactly("dev", "staging", "prod");
        assertThat(environments.reference()).isEqualTo(2);
        assertThat(environments.find("PRD")).contains(2);
        assertThat(environments.spellings(0)).containsExactlyInAnyOrder("dev", "development", "local");
    }

    @Test
    void putsWhatThePolicyDoesNotListFirstAndAsGiven() {
        Environments environments = Environments.of(SHIPPED, List.of("prod", "zoe", "anna", "dev"));

        assertThat(environments.names()).containsExactly("zoe", "anna", "dev", "prod");
        assertThat(environments.listed(1)).isFalse();
        assertThat(environments.listed(2)).isTrue();
    }

    @Test
    void refusesOneEnvironmentTwice() {
        assertThatThrownBy(() -> Environments.of(SHIPPED, List.of("prd", "production")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'prod'");
    }

    @Test
    void findsProductionUnderAnyName() throws FormatException {
        assertThat(production("environments: [lab, live]")).isEqualTo("live");
        assertThat(production("environments: [lab, live, archive]\nreference: live"))
                .isEqualTo("live");
        assertThat(production("environments: [lab, {name: main, aliases: [prod]}, archive]"))
                .isEqualTo("main");
    }

    private static String production(String yaml) throws FormatException {
        return Environments.of(PolicyReader.read(yaml, "leeway.yaml"), List.of("lab"))
                .production();
    }
}
