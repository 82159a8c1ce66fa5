package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.RandomFleet;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one host withholds because of a neighbour is neither another value nor the same one, and the rest is compared as ever. */
class MadeOfASecretTest {
    private static final Value MADE = new Value.Withheld("made of a secret");
    private static final Value TAG = new Value.Secret(List.of(RandomFleet.tag(0, 1)), Presence.TAGGED);

    private static Report compare(Object staging, Object prod) {
        return side("staging", host("a").section("env[shop]", "LOG_LEVEL", staging, "MODE", "fast"))
                .and("prod", host("b").section("env[shop]", "LOG_LEVEL", prod, "MODE", "slow"))
                .report();
    }

    @Test
    void isNoDriftAgainstWhateverTheOtherTells() {
        for (Object other : List.of("debug", TAG, Value.Secret.of(Presence.LOW_ENTROPY), MADE)) {
            for (Report report : List.of(compare(MADE, other), compare(other, MADE))) {
                assertThat(lines(report))
                        .as(other.toString())
                        .singleElement()
                        .asString()
                        .startsWith("different env[shop]/MODE ");
                assertThat(report.coverage().notComparable()).isEqualTo(1);
                assertThat(report.coverage().gaps())
                        .extracting(Gap::reason)
                        .singleElement()
                        .asString()
                        .endsWith("made of a secret");
            }
        }
        assertThat(lines(compare("debug", "info"))).hasSize(2);
    }

    @Test
    void isNoDriftWhereTheOtherSideTookTheValueApart() {
        assertThat(lines(apart(MADE))).isEmpty();
        assertThat(lines(apart("x"))).isNotEmpty();
    }

    private static Report apart(Object staging) {
        return side("staging", host("a").section("env[shop]", "SHOP_URL", staging))
                .and("prod", host("b").section("env[shop]", "SHOP_URL/scheme", "http", "SHOP_URL/host", "db.internal"))
                .report();
    }
}
