package dev.leeway.collector.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {
    @Test
    void coversTheWholeOfAText() {
        assertThat(TextPattern.of("a|b").matches("a")).isTrue();
        assertThat(TextPattern.of("a|b").matches("ab")).isFalse();
    }

    @Test
    void takesNoLongerForExpressionsThatMakeOthersGoBackForEver() {
        String text = "a".repeat(20_000) + "!";
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(TextPattern.of("(a+)+").matches(text)).isFalse();
            assertThat(TextPattern.of("(a|a)*b").matches(text)).isFalse();
            assertThat(TextPattern.of("(.*)(.*)(.*)x").matches(text)).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{100}){100}){100}",
                "(?:(?:x{1000}){1000}){1000}",
                "([a-z]{1,900}){0,900}",
                "(((a{30}){30}){30})",
                "(a)\\1",
                "a(?=b)",
                "[",
                "a{5000}"
            })
    void refusesWhatCannotBeBounded(String expression) {
        assertThat(TextPattern.complaint(expression)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
                "[0-9a-f]{64}(,[0-9a-f]{64}){0,9}",
                "[]{}(]{2}\\{a\\}",
                "\\(\\d{4}\\)[^]]{3}",
                "a{,5}"
            })
    void acceptsWhatPeopleWrite(String expression) {
        assertThat(TextPattern.complaint(expression)).isEmpty();
    }

    @Test
    void quotesTexts() {
        String text = "a.b\\E(c";
        assertThat(TextPattern.of(TextPattern.quoted(text)).matches(text)).isTrue();
        assertThat(TextPattern.of(TextPattern.quoted("a.b")).matches("axb")).isFalse();
    }
}
