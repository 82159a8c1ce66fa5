package dev.leeway.collector.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTextTest {
    private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

    @Test
    void readsHostsAndSteps() throws SelectorException {
        assertThat(SelectorText.parse("prod", NOW)).isEqualTo(new Selector.Back("prod", "prod", Optional.empty(), 0));
        assertThat(SelectorText.parse("prod/web-01", NOW))
                .isEqualTo(new Selector.Back("prod/web-01", "prod", Optional.of("web-01"), 0));
        assertThat(SelectorText.parse("prod~3", NOW))
                .isEqualTo(new Selector.Back("prod~3", "prod", Optional.empty(), 3));
        assertThat(SelectorText.parse("prod/web-01~", NOW))
                .isEqualTo(new Selector.Back("prod/web-01~", "prod", Optional.of("web-01"), 1));
        assertThat(SelectorText.parse("baseline:release-1.2", NOW))
                .isEqualTo(new Selector.Baseline("baseline:release-1.2", "release-1.2"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01, 2026-11-01T23:59:59.999Z",
        "2026-11-01T02:00:00Z, 2026-11-01T02:00:00Z",
        "2026-11-01T02:00:00+01:00, 2026-11-01T01:00:00Z",
        "now, 2026-03-31T12:00:00Z",
        "yesterday, 2026-03-30T12:00:00Z",
        "90.seconds.ago, 2026-03-31T11:58:30Z",
        "1.hour.ago, 2026-03-31T11:00:00Z",
        "3 days ago, 2026-03-28T12:00:00Z",
        "2.weeks.ago, 2026-03-17T12:00:00Z",
        "1.month.ago, 2026-02-28T12:00:00Z",
        "10.years.ago, 2016-03-31T12:00:00Z"
    })
    void readsMoments(String when, Instant moment) throws SelectorException {
        String text = "prod/web-01@{" + when + "}";
        assertThat(SelectorText.parse(text, NOW))
                .isEqualTo(new Selector.At(text, "prod", Optional.of("web-01"), moment));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1",
                "/web | 1",
                "prod/ | 6",
                "prod/a/b | 6",
                "prod~x | 6",
                "prod~1~2 | 6",
                "prod~-1 | 6",
                "prod~99999999 | 6",
                "prod@ | 5",
                "prod@{ | 5",
                "prod@{} | 7",
                "prod@{tomorrow} | 7",
                "prod@{2026-13-01} | 7",
                "prod@{2026-02-30} | 7",
                "prod@{1.fortnight.ago} | 7",
                "prod@{999999.years.ago.} | 7",
                "prod@{2026-11-01}~1 | 5",
                "'pr od' | 1",
                "baseline: | 10",
                "baseline:a/b | 10",
                "baseline:.a | 10",
                "base:line | 1"
            })
    void namesThePlaceOfWhatIsWrong(String text, int at) {
        assertThatThrownBy(() -> SelectorText.parse(text, NOW))
                .isInstanceOf(SelectorException.class)
                .hasMessageStartingWith(text + ": at character " + at + ": ");
    }

    @Test
    void failsInNoOtherWayWhateverIsTyped() {
        Random random = new Random(5);
        String alphabet = "prod/~@{}:.0129-baseline ago weeks\u0000\uD800";
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(i % 2 == 0 ? "prod" : "");
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(SelectorText.parse(text.toString(), NOW).text()).isEqualTo(text.toString());
                read++;
            } catch (SelectorException e) {
                assertThat(e).hasMessageContaining("at character");
            }
        }
        assertThat(read).isPositive();
    }
}
