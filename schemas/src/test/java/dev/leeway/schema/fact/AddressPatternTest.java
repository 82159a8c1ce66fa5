package dev.leeway.schema.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.Generated;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPatternTest {
    @ParameterizedTest
    @CsvSource({
        "os/timezone, os/timezone, true",
        "os/*, os/timezone, true",
        "os/*, os/kernel/version, false",
        "os/**, os/kernel/version, true",
        "**, os/kernel/version, true",
        "**/version, os/kernel/version, true",
        "**/version, version, true",
        "**/version, os/kernel/version/x, false",
        "os/**/version, os/version, true",
        "os/**/a/**/b, os/x/a/y/a/z/b, true",
        "os/**/a/**/b, os/x/b/y/a/z/c, false",
        "env[*]/LOG_LEVEL, env[shop-web]/LOG_LEVEL, true",
        "env[*]/LOG_LEVEL, env/LOG_LEVEL, false",
        "env[shop-*]/*_LEVEL, env[shop-web]/LOG_LEVEL, true",
        "env[shop-*]/*_LEVEL, env[shop-web]/LOG_LEVELS, false",
        "package/deb[*ssl*]/version, package/deb[openssl3]/version, true",
        "env*/x, env[a]/x, true",
        "*/x, os/x, true",
        "env[a%2Fb]/x, env[a%2Fb]/x, true",
        "db[s]/table[*{!app.*}]/**, db[s]/table[app.orders]/rows, false",
        "db[s]/table[*{!app.*}]/**, db[s]/table[audit.log]/rows, true",
        "db[s]/table[*{!app.*}]/**, db[s]/view[audit.log]/kind, false",
        "db[s]/table[*{!app.*}{!*.tmp_*}]/*, db[s]/table[audit.tmp_1]/rows, false",
        "db[s]/table[*{!app.*}{!*.tmp_*}]/*, db[s]/table[audit.log]/rows, true",
        "**/table[a*{!ab}]/x, db[s]/table[abc]/x, true",
        "**/table[a*{!ab}]/x, db[s]/table[ab]/x, false",
        "env[*{!shop-web}]/**, env[shop-web]/A, false",
        "env[*{!%7Bself%7D}]/**, env[shop-web]/A, true"
    })
    void matchesAsDocumented(String pattern, String address, boolean matches) {
        assertThat(AddressPattern.parse(pattern).matches(address)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a//b",
                "/a",
                "a/",
                "a**/b",
                "a/**b",
                "a/***",
                "a[b",
                "a]b",
                "a[b]c",
                "[b]",
                "a[b][c]",
                "a/{host}",
                "a[b{!c}]",
                "a[*{!}]",
                "a[*{!c]",
                "a[*{!c}d]",
                "a[*{!{x}}]",
                "a{!b}",
                "a/*{!b}",
                "a/%2f",
                "a/%41",
                "a/\n"
            })
    void refusesWhatCouldNeverMatch(String pattern) {
        assertThatThrownBy(() -> AddressPattern.parse(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void matchesEveryAddressByItsOwnTextAndByItsOwnTextWithStars() {
        Generated generated = new Generated(2);
        for (int i = 0; i < 3_000; i++) {
            Address address = new Address(generated.key(), generated.path());
            String text = address.text();

            assertThat(AddressPattern.parse(text).matches(address)).isTrue();
            assertThat(AddressPattern.parse(text.replaceAll("\\[[^\\]]*\\]", "[*]"))
                            .matches(address))
                    .isTrue();
            assertThat(AddressPattern.parse(address.section().text() + "/**").matches(address))
                    .isTrue();
            assertThat(AddressPattern.parse(text.substring(0, text.lastIndexOf('/')) + "/*")
                            .matches(address))
                    .isTrue();
            assertThat(AddressPattern.parse(text + "/x").matches(address)).isFalse();
        }
    }

    @Test
    void agreesWithPlainBacktrackingOnShortTexts() {
        Generated generated = new Generated(3);
        String[] pieces = {"a", "b", "*", "**", "/"};
        for (int i = 0; i < 20_000; i++) {
            String pattern = joined(generated, pieces, 7);
            String address = joined(generated, new String[] {"a", "b", "/"}, 7);
            if (isPattern(pattern) && !address.isEmpty()) {
                assertThat(AddressPattern.parse(pattern).matches(address))
                        .as("%s on %s", pattern, address)
                        .isEqualTo(matches(pattern.split("/", -1), 0, address.split("/", -1), 0));
            }
        }
    }

    private static String joined(Generated generated, String[] pieces, int most) {
        StringBuilder text = new StringBuilder();
        for (int count = generated.below(most); count > 0; count--) {
            text.append(pieces[generated.below(pieces.length)]);
        }
        return text.toString();
    }

    private static boolean isPattern(String text) {
        try {
            AddressPattern.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean matches(String[] pattern, int p, String[] address, int a) {
        if (p == pattern.length) {
            return a == address.length;
        }
        if (pattern[p].equals("**")) {
            return matches(pattern, p + 1, address, a) || (a < address.length && matches(pattern, p, address, a + 1));
        }
        return a < address.length
                && address[a].matches(pattern[p].replace("*", ".*"))
                && matches(pattern, p + 1, address, a + 1);
    }

    @Test
    void takesNoLongerThanPatternTimesAddress() {
        AddressPattern stars = AddressPattern.parse("os/" + "*a".repeat(1_500) + "b");
        AddressPattern depths = AddressPattern.parse("**/a/".repeat(600) + "b");
        String letters = "os/" + "a".repeat(20_000);
        String segments = "a/".repeat(10_000) + "a";

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(stars.matches(letters)).isFalse();
            assertThat(depths.matches(segments)).isFalse();
        });
    }

    @Test
    void passesOverSectionsInWhichNothingCanMatch() {
        AddressPattern pattern = AddressPattern.parse("env[shop-*]/**");

        assertThat(pattern.canMatchIn(SectionKey.of("env", "shop-web"))).isTrue();
        assertThat(pattern.canMatchIn(SectionKey.of("env", "other"))).isFalse();
        assertThat(AddressPattern.parse("**/x").canMatchIn(SectionKey.of("os"))).isTrue();
    }
}
