package dev.leeway.collector.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.AddressPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternCoverTest {
    private static boolean covers(String wide, String narrow) {
        return PatternCover.covers(AddressPattern.parse(wide), AddressPattern.parse(narrow));
    }

    @ParameterizedTest
    @CsvSource({
        "**, os/x, true",
        "os/**, os/*/x, true",
        "os/**, os/**, true",
        "os/*, os/**, false",
        "env[*]/X, env[shop]/X, true",
        "env[shop]/X, env[*]/X, false",
        "env[*]/*, env[a*]/*_B, true",
        "env[*]/*_B, env[a*]/*, false",
        "**/x, a/**/x, true",
        "a/**/x, **/x, false",
        "t[*{!a}], t[b], false",
        "t[*], t[*{!a}], true",
        "t[*{!a}], t[*{!a}], true"
    })
    void tellsWhetherOneMatchesWhateverTheOtherDoes(String wide, String narrow, boolean covered) {
        assertThat(covers(wide, narrow)).isEqualTo(covered);
    }

    @Test
    void neverSaysSoWrongly() {
        Random random = new Random(7);
        int covered = 0;
        for (int i = 0; i < 200_000; i++) {
            AddressPattern wide = AddressPattern.parse(pattern(random, true));
            AddressPattern narrow = AddressPattern.parse(pattern(random, true));
            if (PatternCover.covers(wide, narrow)) {
                covered++;
                for (int j = 0; j < 5; j++) {
                    String address = pattern(random, false);
                    assertThat(!narrow.matches(address) || wide.matches(address))
                            .as("%s over %s at %s", wide, narrow, address)
                            .isTrue();
                }
            }
        }
        assertThat(covered).isGreaterThan(1_000);
    }

    private static String pattern(Random random, boolean wild) {
        List<String> segments = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String word = List.of("a", "ab", "b").get(random.nextInt(3));
            segments.add(
                    switch (random.nextInt(wild ? 7 : 2)) {
                        case 0 -> word;
                        case 1 -> "a[" + word + "]";
                        case 2 -> "**";
                        case 3 -> "*";
                        case 4 -> "a[*]";
                        case 5 -> "a[*{!" + word + "}]";
                        default -> word + "*";
                    });
        }
        return String.join("/", segments);
    }
}
