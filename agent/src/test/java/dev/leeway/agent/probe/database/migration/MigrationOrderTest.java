package dev.leeway.agent.probe.database.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MigrationOrderTest {
    @Test
    void comparesNumbersAsNumbersAndTheRestAsText() {
        List<String> sorted = List.of("0001_initial", "0002_add", "0010_add", "0010_add_b", "20240101120000");
        List<String> mixed = new ArrayList<>(sorted);
        Collections.shuffle(mixed, new Random(1));

        mixed.sort(MigrationOrder.BY_NAME);

        assertThat(mixed).isEqualTo(sorted);
        assertThat(MigrationOrder.BY_NAME.compare("1.10", "1.9")).isPositive();
        assertThat(MigrationOrder.BY_NAME.compare("9", "123456789012345678901234567890"))
                .isNegative();
        assertThat(MigrationOrder.BY_NAME.compare("a", "a")).isZero();
    }
}
