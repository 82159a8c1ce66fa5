package dev.leeway.schema.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.Generated;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {
    private static final SecretTag TAG = SecretTag.parse("k-7f3a:" + "m".repeat(43));

    @Test
    void ordersTotallyAndAgreesWithEquality() {
        Generated generated = new Generated(4);
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            values.add(generated.value());
        }
        for (Value left : values) {
            for (Value right : values) {
                int order = ValueOrder.INSTANCE.compare(left, right);

                assertThat(order == 0).isEqualTo(left.equals(right));
                assertThat(Integer.signum(ValueOrder.INSTANCE.compare(right, left)))
                        .isEqualTo(-Integer.signum(order));
            }
        }
        List<Value> sorted = values.stream().sorted(ValueOrder.INSTANCE).toList();
        Collections.shuffle(values, new Random(5));
        assertThat(values.stream().sorted(ValueOrder.INSTANCE).toList()).isEqualTo(sorted);
    }

    @Test
    void keepsTheOrderOfKindsThatSetsInStoredSnapshotsHave() {
        assertThat(Value.Kind.values())
                .containsExactly(
                        Value.Kind.TEXT,
                        Value.Kind.NUMBER,
                        Value.Kind.FLAG,
                        Value.Kind.VERSION,
                        Value.Kind.SIZE,
                        Value.Kind.DURATION,
                        Value.Kind.SET,
                        Value.Kind.LIST,
                        Value.Kind.SECRET,
                        Value.Kind.WITHHELD);
    }

    @Test
    void sortsAndMergesTheMembersOfASet() {
        assertThat(Value.SetOf.texts(List.of("b", "a", "b"))).isEqualTo(Value.SetOf.texts(List.of("a", "b")));
        assertThat(Value.ListOf.texts(List.of("b", "a"))).isNotEqualTo(Value.ListOf.texts(List.of("a", "b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1.000", "100e-2", "0.1e1"})
    void takesNumbersOfOneAmountForOne(String text) {
        assertThat(new Value.Numeric(new BigDecimal(text))).isEqualTo(Value.Numeric.of(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e100", "-1e100", "1e-100", "0e99999"})
    void keepsNumbersWhosePlainFormCanBeReadBack(String text) {
        Value.Numeric number = new Value.Numeric(new BigDecimal(text));

        assertThat(new Value.Numeric(new BigDecimal(number.number().toPlainString())))
                .isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e101", "1e-101", "1e2147483647"})
    void refusesNumbersThatCouldNotBeComputedWith(String text) {
        assertThatThrownBy(() -> new Value.Numeric(new BigDecimal(text))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNumbersOfManyDigits() {
        assertThatThrownBy(() -> new Value.Numeric(new BigDecimal("1".repeat(101))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsNoTagInAnyText() {
        Value.Secret secret = new Value.Secret(List.of(TAG), Presence.TAGGED);

        assertThat(secret.display()).doesNotContain("7f3a").doesNotContain("mmm");
        assertThat(new Value.SetOf(List.of(secret)).display()).doesNotContain("7f3a");
    }

    @Test
    void losesTheTagsOfMembersToo() {
        Value.Secret secret = new Value.Secret(List.of(TAG), Presence.TAGGED);
        Value nested = new Value.ListOf(List.of(new Value.SetOf(List.of(secret)), new Value.Text("x")));

        assertThat(nested.withoutTags())
                .isEqualTo(new Value.ListOf(
                        List.of(new Value.SetOf(List.of(Value.Secret.of(Presence.TAGGED))), new Value.Text("x"))));
    }

    @Test
    void showsSizesInTheLargestUnitThatDividesThem() {
        assertThat(new Value.Size(0).display()).isEqualTo("0 B");
        assertThat(new Value.Size(1025).display()).isEqualTo("1025 B");
        assertThat(new Value.Size(512L << 20).display()).isEqualTo("512 MiB");
    }
}
