package dev.leeway.collector.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.RandomFleet;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValueLikenessTest {
    private static final Value TAGGED = tagged(0, 1);
    private static final Value UNKEYED = Value.Secret.of(Presence.UNKEYED);
    private static final Value LOW = Value.Secret.of(Presence.LOW_ENTROPY);
    private static final Value EMPTY = Value.Secret.of(Presence.EMPTY);
    private static final Value PLACEHOLDER = Value.Secret.of(Presence.PLACEHOLDER);
    private static final Value CLEAR = new Value.Text("clear");
    private static final Value OTHER = new Value.Text("other");
    /** What agents write where only a neighbour's value says that something is a secret. */
    private static final Value MADE = new Value.Withheld("made of a secret");

    private static Value tagged(int key, int content) {
        return new Value.Secret(List.of(RandomFleet.tag(key, content)), Presence.TAGGED);
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                Arguments.of(TAGGED, tagged(0, 1), Likeness.SAME),
                Arguments.of(TAGGED, tagged(0, 2), Likeness.DIFFERENT),
                Arguments.of(TAGGED, tagged(1, 1), Likeness.NOT_COMPARABLE),
                Arguments.of(TAGGED, UNKEYED, Likeness.SAME_PRESENCE),
                Arguments.of(TAGGED, LOW, Likeness.DIFFERENT),
                Arguments.of(TAGGED, EMPTY, Likeness.DIFFERENT),
                Arguments.of(TAGGED, PLACEHOLDER, Likeness.DIFFERENT),
                Arguments.of(TAGGED, CLEAR, Likeness.NOT_COMPARABLE),
                Arguments.of(UNKEYED, UNKEYED, Likeness.SAME_PRESENCE),
                Arguments.of(UNKEYED, LOW, Likeness.SAME_PRESENCE),
                Arguments.of(UNKEYED, EMPTY, Likeness.DIFFERENT),
                Arguments.of(UNKEYED, PLACEHOLDER, Likeness.DIFFERENT),
                Arguments.of(UNKEYED, CLEAR, Likeness.NOT_COMPARABLE),
                Arguments.of(LOW, LOW, Likeness.SAME_PRESENCE),
                Arguments.of(LOW, EMPTY, Likeness.DIFFERENT),
                Arguments.of(EMPTY, EMPTY, Likeness.SAME),
                Arguments.of(EMPTY, PLACEHOLDER, Likeness.DIFFERENT),
                Arguments.of(EMPTY, CLEAR, Likeness.DIFFERENT),
                Arguments.of(EMPTY, new Value.Text(""), Likeness.SAME),
                Arguments.of(PLACEHOLDER, PLACEHOLDER, Likeness.SAME_PRESENCE),
                Arguments.of(new Value.Withheld("long"), new Value.Withheld("long"), Likeness.NOT_COMPARABLE),
                Arguments.of(new Value.Withheld("long"), CLEAR, Likeness.NOT_COMPARABLE),
                Arguments.of(MADE, CLEAR, Likeness.NOT_COMPARABLE),
                Arguments.of(MADE, MADE, Likeness.NOT_COMPARABLE),
                Arguments.of(MADE, TAGGED, Likeness.NOT_COMPARABLE),
                Arguments.of(MADE, LOW, Likeness.NOT_COMPARABLE),
                Arguments.of(MADE, EMPTY, Likeness.NOT_COMPARABLE),
                Arguments.of(set(MADE), set(CLEAR, OTHER), Likeness.NOT_COMPARABLE),
                Arguments.of(set(MADE, CLEAR), set(CLEAR, OTHER), Likeness.NOT_COMPARABLE),
                Arguments.of(list(MADE, CLEAR), list(OTHER, CLEAR), Likeness.NOT_COMPARABLE),
                Arguments.of(CLEAR, Value.Numeric.of(1), Likeness.DIFFERENT),
                Arguments.of(set(TAGGED, CLEAR), set(CLEAR, tagged(0, 1)), Likeness.SAME),
                Arguments.of(set(TAGGED, CLEAR), set(CLEAR, tagged(0, 2)), Likeness.DIFFERENT),
                Arguments.of(set(TAGGED, CLEAR), set(CLEAR, tagged(1, 1)), Likeness.NOT_COMPARABLE),
                Arguments.of(set(TAGGED, tagged(0, 2)), set(UNKEYED), Likeness.NOT_COMPARABLE),
                Arguments.of(set(TAGGED), set(UNKEYED), Likeness.SAME_PRESENCE),
                Arguments.of(set(TAGGED, CLEAR), set(UNKEYED), Likeness.DIFFERENT),
                Arguments.of(list(TAGGED, CLEAR), list(UNKEYED, CLEAR), Likeness.SAME_PRESENCE),
                Arguments.of(list(TAGGED, CLEAR), list(tagged(1, 1), new Value.Text("x")), Likeness.DIFFERENT),
                Arguments.of(list(CLEAR), list(CLEAR, CLEAR), Likeness.DIFFERENT));
    }

    private static Value set(Value... members) {
        return new Value.SetOf(List.of(members));
    }

    private static Value list(Value... members) {
        return new Value.ListOf(List.of(members));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void tellsHowTwoValuesStandToEachOther(Value one, Value other, Likeness expected) {
        assertThat(ValueLikeness.of(one, other)).isEqualTo(expected);
        assertThat(ValueLikeness.of(other, one)).isEqualTo(expected);
    }

    @Test
    void isTheSameBothWaysForAnyTwoValues() {
        RandomFleet values = new RandomFleet(11);
        for (int i = 0; i < 20_000; i++) {
            Value one = values.value(1);
            Value other = values.value(1);
            assertThat(ValueLikeness.of(one, other)).as(one + " " + other).isEqualTo(ValueLikeness.of(other, one));
            Likeness byText = ValueLikeness.ofDisclosedByText(one, other);
            assertThat(ValueLikeness.ofDisclosedByText(other, one))
                    .as(one + " " + other)
                    .isEqualTo(byText);
            assertThat(ValueLikeness.ofDisclosedByText(one, one)).isEqualTo(ValueLikeness.of(one, one));
        }
    }
}
