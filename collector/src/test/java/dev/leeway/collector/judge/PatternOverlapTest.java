package dev.leeway.collector.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.AddressPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternOverlapTest {
    @ParameterizedTest
    @CsvSource({
        "env[shop]/A, env[shop]/A, true",
        "env[shop]/A, env[shop]/B, false",
        "env[*]/A, env[shop]/*, true",
        "env[a*]/A, env[*b]/A, true",
        "env[a*]/A, env[b*]/A, false",
        "env[shop]/**, env[shop]/x/y, true",
        "env[shop]/**, env[shop]/**, true",
        "env[shop]/**, env/service[shop], false",
        "**, env[shop]/A, true",
        "**/A, env[shop]/**, true",
        "**/A, env[shop]/B, false",
        "**/A/**, env[shop]/**/B, true",
        "os/*, os/a/b, false",
        "os/**/z, os/a/b/z, true",
        "os/L*, os/LOG_*, true",
        "os/**, os, true",
        "d[s]/t[*{!*.tmp_*}]/**, d[s]/t[*.tmp_*]/**, false",
        "d[s]/t[*{!*.tmp_*}]/**, d[s]/t[app.tmp_1]/rows, false",
        "d[s]/t[*{!app.*}]/**, d[s]/t[*{!b.*}]/**, true",
        "d[s]/t[*{!app.*}]/**, d[*]/*[*]/rows, true",
        "d[*]/**, d[s]/t[*{!app.*}]/**, true",
    })
    void tellsWhetherSomeAddressMatchesBoth(String one, String other, boolean meets) {
        AddressPattern left = AddressPattern.parse(one);
        AddressPattern right = AddressPattern.parse(other);

        assertThat(PatternOverlap.exists(left, right)).isEqualTo(meets);
        assertThat(PatternOverlap.exists(right, left)).isEqualTo(meets);
    }

    @Test
    void answersForHostilePatternsInTime() {
        AddressPattern one = AddressPattern.parse("a*".repeat(1000) + "/" + "**/".repeat(200) + "x");
        AddressPattern other = AddressPattern.parse("*a".repeat(1000) + "/" + "**/b/".repeat(100) + "y");

        assertThat(PatternOverlap.exists(one, other)).isFalse();
    }
}
