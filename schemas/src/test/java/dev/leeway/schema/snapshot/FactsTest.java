package dev.leeway.schema.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.Generated;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FactsTest {
    @Test
    void areTheSameInWhateverOrderTheyArrive() {
        Generated generated = new Generated(6);
        for (int round = 0; round < 200; round++) {
            Map<FactPath, Value> map = new HashMap<>();
            for (int i = generated.below(20); i > 0; i--) {
                map.put(generated.path(), generated.value());
            }
            List<Map.Entry<FactPath, Value>> shuffled = new ArrayList<>(map.entrySet());
            Collections.shuffle(shuffled, new Random(round));
            Facts.Builder builder = new Facts.Builder();
            shuffled.forEach(fact -> builder.add(fact.getKey().text(), fact.getValue()));

            Facts facts = builder.build();

            assertThat(facts).isEqualTo(Facts.of(map)).hasSameHashCodeAs(Facts.of(map));
            for (int i = 1; i < facts.size(); i++) {
                assertThat(facts.path(i - 1)).isLessThan(facts.path(i));
            }
            map.forEach((path, value) -> assertThat(facts.find(path)).contains(value));
        }
    }

    @Test
    void refuseAFactGivenTwice() {
        Facts.Builder builder = new Facts.Builder()
                .add("a", new Value.Text("1"))
                .add("b", new Value.Text("2"))
                .add("a", new Value.Text("3"));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'a'");
    }

    @Test
    void findNothingWhereThereIsNothing() {
        assertThat(Facts.none().find(FactPath.of("a"))).isEmpty();
        assertThat(new Facts.Builder().build()).isEqualTo(Facts.none());
    }
}
