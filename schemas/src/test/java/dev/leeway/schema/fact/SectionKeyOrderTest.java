package dev.leeway.schema.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SectionKeyOrderTest {
    private static final String LETTERS = "ab-09.[]/%*{}\"\\ \u00e9\ud83d\ude00\ud83d";

    @Test
    void isThatOfTheTexts() {
        Random random = new Random(5);
        List<SectionKey> keys = new ArrayList<>();
        for (String probe : List.of("env", "env-2", "en")) {
            keys.add(SectionKey.of(probe));
            for (int i = 0; i < 150; i++) {
                StringBuilder subject = new StringBuilder();
                for (int length = 1 + random.nextInt(4); length > 0; length--) {
                    subject.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
                }
                keys.add(SectionKey.of(probe, subject.toString()));
            }
        }
        for (SectionKey one : keys) {
            for (SectionKey other : keys) {
                int expected = one.equals(other) ? 0 : one.text().compareTo(other.text());
                assertThat(Integer.signum(one.compareTo(other)))
                        .as(one + " and " + other)
                        .isEqualTo(Integer.signum(expected));
            }
        }
    }
}
