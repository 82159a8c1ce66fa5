package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import org.junit.jupiter.api.Test;

class UnmetPatternsTest {
    private static Compared fleet() {
        return side("dev", host("a").section("env[shop-web]", "PAYMENT_API_KEY", "a", "REGION", "b"))
                .and("prod", host("b").section("env[shop-web]", "PAYMENT_API_KEY", "b", "REGION", "b"));
    }

    @Test
    void namesWhatWasToBeIgnoredAndIsNowhere() {
        assertThat(fleet().ignore("env[shop-web]/PAYMENT_APIKEY", "env[shop-web]/PAYMENT_APIKEY/**")
                        .report()
                        .notes())
                .contains("no snapshot holds a fact that --ignore 'env[shop-web]/PAYMENT_APIKEY' means; did you mean"
                        + " 'env[shop-web]/PAYMENT_API_KEY'?");
    }

    @Test
    void namesTheServiceThatWasProbablyMeant() {
        assertThat(fleet().only("env[shop-wbe]", "env[shop-wbe]/**", "env[shop-web]/REGION")
                        .report()
                        .notes())
                .containsExactly(
                        "no snapshot holds a fact that --only 'env[shop-wbe]' means; did you mean 'env[shop-web]'?");
    }

    @Test
    void namesTheGapThatWasToBeAllowedAndIsNowhere() {
        assertThat(fleet().allowUnknown("env[shop-wbe]", "env[shop-wbe]/**")
                        .report()
                        .notes())
                .containsExactly("no snapshot holds a fact that --allow-unknown 'env[shop-wbe]' means; did you mean"
                        + " 'env[shop-web]'?");
        assertThat(fleet().allowUnknown(
                                "jdk", "jdk/**", "jdk[*]", "jdk[*]/**", "snapshot[prod]", "env[shop-web]/REGION")
                        .report()
                        .notes())
                .as("what may be lacking another night")
                .isEmpty();
    }

    @Test
    void saysNothingOfPatternsThatMeetSomething() {
        assertThat(fleet().ignore("env[*]/REGION", "env[*]/REGION/**").report().notes())
                .isEmpty();
        assertThat(fleet().ignore("custom", "custom/**", "custom[*]", "custom[*]/**")
                        .report()
                        .notes())
                .as("a probe that nobody asked")
                .isEmpty();
        assertThat(fleet().only("env", "env/**", "env[*]", "env[*]/**").report().notes())
                .isEmpty();
    }
}
