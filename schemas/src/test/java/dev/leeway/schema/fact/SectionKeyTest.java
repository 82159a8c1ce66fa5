package dev.leeway.schema.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SectionKeyTest {
    /** Beside the bracket that ends a subject, in the order of characters, stand the backslash and the caret. */
    private static final List<String> SUBJECTS =
            List.of("a", "ab", "a\\", "a^", "a]", "a[", "a ", "a-b", "a%", "\u00e9", "\ud83d\ude00", "\uffee");

    @Test
    void comparesAsItsTextDoes() {
        for (String one : SUBJECTS) {
            for (String other : SUBJECTS) {
                for (String probe : List.of("env", "env-x", "envy")) {
                    SectionKey left = SectionKey.of("env", one);
                    SectionKey right = SectionKey.of(probe, other);
                    assertThat(Integer.signum(left.compareTo(right)))
                            .as(left + " with " + right)
                            .isEqualTo(Integer.signum(left.text().compareTo(right.text())));
                }
            }
            SectionKey own = SectionKey.of("env", one);
            assertThat(own.compareTo(SectionKey.of("env"))).isPositive();
            assertThat(SectionKey.of("env").compareTo(own)).isNegative();
        }
    }
}
