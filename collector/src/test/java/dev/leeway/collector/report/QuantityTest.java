package dev.leeway.collector.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "7 | 7",
                "999 | 999",
                "1000 | 1,000",
                "4212 | 4,212",
                "1234567 | 1,234,567",
                "-1234 | -1,234"
            })
    void groupsDigitsByThousands(long number, String shown) {
        assertThat(Quantity.grouped(number)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, now",
        "PT59S, now",
        "PT60S, 1 minute ago",
        "PT119M, 119 minutes ago",
        "PT2H, 2 hours ago",
        "PT47H59M, 47 hours ago",
        "PT48H, 2 days ago",
        "PT-30M, 30 minutes ahead",
    })
    void tellsAgesInWholeUnits(Duration age, String shown) {
        Instant asOf = Instant.parse("2026-11-20T08:00:00Z");
        assertThat(Quantity.ago(asOf.minus(age), asOf)).isEqualTo(shown);
    }

    @Test
    void tellsMomentsInUtc() {
        assertThat(Quantity.moment(Instant.parse("2026-01-02T03:04:59.9Z"))).isEqualTo("2026-01-02 03:04 UTC");
        assertThat(Quantity.day(Instant.parse("2026-11-20T23:59:59Z"), 90)).isEqualTo("2027-02-18");
    }

    @Test
    void tellsSharesInTenthsOfAPercent() {
        assertThat(Quantity.percent(978)).isEqualTo("97.8 %");
        assertThat(Quantity.percent(1000)).isEqualTo("100.0 %");
        assertThat(Quantity.percent(5)).isEqualTo("0.5 %");
    }
}
