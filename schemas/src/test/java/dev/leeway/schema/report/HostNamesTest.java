package dev.leeway.schema.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HostNamesTest {
    private static HostNames roll(int size) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            names.add("web-" + i);
        }
        return HostNames.of(names);
    }

    /** Some of a roll: few, many, none or all. */
    private static HostNames some(HostNames roll, Random random) {
        BitSet places = new BitSet();
        int share = List.of(0, 1, 20, 900, 1_000).get(random.nextInt(5));
        for (int i = 0; i < roll.size(); i++) {
            places.set(i, random.nextInt(1_000) < share);
        }
        return HostNames.among(roll, places);
    }

    @Test
    void areAListLikeAnyOther() {
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            HostNames names = some(roll(1 + random.nextInt(200)), random);
            List<String> plain = new ArrayList<>(names);
            assertThat(names).isEqualTo(plain).hasSameHashCodeAs(plain).isSorted();
            assertThat(plain).isEqualTo(names);
            for (int place = 0; place < plain.size(); place++) {
                assertThat(names.get(place)).isEqualTo(plain.get(place));
                assertThat(names.contains(plain.get(place))).isTrue();
            }
            assertThat(names.contains("db-1")).isFalse();
            assertThat(names.first(3)).isEqualTo(plain.subList(0, Math.min(3, plain.size())));
            assertThat(HostNames.of(plain)).isEqualTo(names);
            assertThat(HostNames.of(plain).mark()).isEqualTo(names.mark());
        }
    }

    @Test
    void joinAndPartAsSetsDoWhateverRollTheyAreOf() {
        Random random = new Random(2);
        for (int i = 0; i < 300; i++) {
            HostNames roll = roll(1 + random.nextInt(200));
            HostNames one = some(roll, random);
            HostNames other = some(random.nextBoolean() ? roll : roll(1 + random.nextInt(200)), random);
            TreeSet<String> both = new TreeSet<>(one);
            both.addAll(other);
            TreeSet<String> rest = new TreeSet<>(one);
            rest.removeAll(other);
            assertThat(HostNames.union(List.of(one, other))).isEqualTo(List.copyOf(both));
            assertThat(HostNames.union(List.of(other, one, one))).isEqualTo(List.copyOf(both));
            assertThat(one.without(other)).isEqualTo(List.copyOf(rest));
        }
        assertThat(HostNames.union(List.of())).isEmpty();
    }

    @Test
    void haveOneMarkForOneListOnly() {
        HostNames roll = roll(400);
        TreeSet<String> marks = new TreeSet<>();
        for (int left = 0; left < 400; left++) {
            BitSet places = new BitSet();
            places.set(0, 400);
            places.clear(left);
            marks.add(HostNames.among(roll, places).mark());
        }
        assertThat(marks).hasSize(400);
    }
}
