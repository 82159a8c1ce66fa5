package dev.leeway.collector.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.compare.Likeness;
import dev.leeway.collector.compare.ValueGroup;
import dev.leeway.collector.compare.ValueLikeness;
import dev.leeway.collector.testing.RandomValues;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CommonGroundTest {
    private static List<Value> members(Value value) {
        if (value instanceof Value.SetOf set) {
            return set.members();
        }
        return value instanceof Value.ListOf list ? list.members() : List.of(value);
    }

    private static boolean haveInCommon(Value one, Value other) {
        return ValueLikeness.of(one, other) == Likeness.SAME
                || members(one).stream()
                        .anyMatch(each -> members(other).stream()
                                .anyMatch(member -> ValueLikeness.of(each, member) == Likeness.SAME));
    }

    @Test
    void missesNothingThatTwoHaveInCommon() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<ValueGroup> groups = new ArrayList<>();
            for (int i = random.nextInt(9); i >= 0; i--) {
                Value value = RandomValues.value(random, 2);
                groups.add(new ValueGroup(value, value, false, List.of("host"), Optional.empty()));
            }
            CommonGround ground = new CommonGround(groups);
            Value asked = RandomValues.value(random, 2);
            List<ValueGroup> expected = groups.stream()
                    .filter(group -> haveInCommon(group.value(), asked))
                    .toList();
            assertThat(ground.with(asked)).as("seed %d", seed).containsAll(expected);
        }
    }

    @Test
    void leavesOutWhatHasNothingInCommon() {
        Value one = new Value.Text("one");
        Value other = new Value.Text("other");
        ValueGroup group = new ValueGroup(one, one, false, List.of("host"), Optional.empty());
        assertThat(new CommonGround(List.of(group)).with(other)).isEmpty();
        assertThat(new CommonGround(List.of(group)).with(new Value.SetOf(List.of(one, other))))
                .containsExactly(group);
    }
}
