package dev.leeway.collector.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.leeway.collector.testing.RandomValues;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is found by marks is what would be found by holding each value against each; and many cost no more than each its own. */
class GroupIndexTest {
    private static final int ROUNDS = 3_000;
    private static final int MANY = 60_000;
    private static final Duration LONG = Duration.ofSeconds(30);

    private record Said(boolean parts, Value value, Value key) {
        ValueGroup group() {
            return new ValueGroup(value, key, parts, List.of("host"), Optional.empty());
        }
    }

    private static List<Said> said(Random random) {
        List<Said> said = new ArrayList<>();
        for (int i = random.nextInt(9); i >= 0; i--) {
            Value value = RandomValues.value(random, 2);
            Value key = random.nextInt(4) == 0 ? RandomValues.value(random, 2) : value;
            said.add(new Said(random.nextInt(5) == 0, value, key));
        }
        return said;
    }

    @Test
    void findsTheGroupThatOneByOneFinds() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            List<Said> groups = new ArrayList<>();
            GroupIndex<Said> index = new GroupIndex<>();
            for (Said one : said(new Random(seed))) {
                Said found = index.first(one.parts(), one.value(), one.key());
                Optional<Said> expected = groups.stream()
                        .filter(group -> group.parts() == one.parts()
                                && (ValueLikeness.of(group.value(), one.value()).same()
                                        || ValueLikeness.of(group.key(), one.key())
                                                .same()))
                        .findFirst();
                assertThat(Optional.ofNullable(found))
                        .as("seed %d, %s", seed, one)
                        .isEqualTo(expected);
                if (found == null) {
                    groups.add(one);
                    index.add(one, one.parts(), one.value(), one.key());
                }
            }
        }
    }

    @Test
    void comesAsCloseAsOneByOneComes() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            List<ValueGroup> earlier = said(random).stream().map(Said::group).toList();
            List<ValueGroup> later = said(random).stream().map(Said::group).toList();
            Likeness expected = Likeness.NOT_COMPARABLE;
            for (ValueGroup one : earlier) {
                for (ValueGroup other : later) {
                    Likeness likeness = one.likeness(other);
                    expected = likeness.compareTo(expected) < 0 ? likeness : expected;
                }
            }
            assertThat(Likenesses.best(earlier, later)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void takesNoLongerForManyThanEachTakes() {
        assertTimeoutPreemptively(LONG, () -> {
            for (int kind = 0; kind < 3; kind++) {
                List<ValueGroup> groups = new ArrayList<>();
                GroupIndex<Integer> index = new GroupIndex<>();
                for (int i = 0; i < 2 * MANY; i++) {
                    Value value = switch (kind) {
                        case 0 -> new Value.Size(i);
                        case 1 -> new Value.Secret(List.of(RandomValues.tag("k-0000", i)), Presence.TAGGED);
                        default -> new Value.ListOf(List.of(Value.Numeric.of(i)));
                    };
                    assertThat(index.first(false, value, value)).isNull();
                    index.add(i, false, value, value);
                    groups.add(new Said(false, value, value).group());
                }
                assertThat(Likenesses.best(groups.subList(0, MANY), groups.subList(MANY, 2 * MANY)))
                        .isEqualTo(Likeness.DIFFERENT);
            }
        });
    }
}
