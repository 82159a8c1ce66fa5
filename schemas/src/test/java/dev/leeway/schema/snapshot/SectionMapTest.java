package dev.leeway.schema.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.Sections;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SectionMapTest {
    private static Section section(String key) {
        return Sections.of(
                SectionKey.parse(key),
                1,
                Outcome.COLLECTED,
                Facts.none(),
                List.of(),
                Collections.emptySortedMap(),
                Optional.empty());
    }

    private static final List<Section> SOME = List.of(
            section("env[b]"), section("os"), section("env"), section("env[a]"), section("env[a-b]"), section("jdk"));

    @Test
    void isTheSameAsATreeWhateverTheOrderItIsMadeIn() {
        TreeMap<SectionKey, Section> tree = new TreeMap<>();
        SOME.forEach(each -> tree.put(each.key(), each));
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            List<Section> shuffled = new ArrayList<>(SOME);
            Collections.shuffle(shuffled, random);
            SortedMap<SectionKey, Section> map = Snapshot.byKey(shuffled);
            assertThat(map).isEqualTo(tree).hasSize(SOME.size()).hasSameHashCodeAs(tree);
            assertThat(List.copyOf(map.keySet())).isEqualTo(List.copyOf(tree.keySet()));
            SOME.forEach(each -> assertThat(map.get(each.key())).isSameAs(each));
            assertThat(map.containsKey(SectionKey.of("env", "c"))).isFalse();
            assertThat(map.get(SectionKey.of("aaa"))).isNull();
            assertThat(map.firstKey()).isEqualTo(tree.firstKey());
            assertThat(map.lastKey()).isEqualTo(tree.lastKey());
            SectionKey middle = SectionKey.of("env", "a-b");
            assertThat(map.headMap(middle)).isEqualTo(tree.headMap(middle));
            assertThat(map.tailMap(middle)).isEqualTo(tree.tailMap(middle));
            assertThat(map.subMap(SectionKey.of("env"), middle)).isEqualTo(tree.subMap(SectionKey.of("env"), middle));
        }
    }

    @Test
    void refusesOneKeyTwice() {
        List<Section> twice = List.of(section("os"), section("env"), section("os"));
        assertThatThrownBy(() -> Snapshot.byKey(twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("os");
    }

    @Test
    void isChangedByNobody() {
        SortedMap<SectionKey, Section> map = Snapshot.byKey(SOME);
        assertThatThrownBy(() -> map.put(SectionKey.of("x"), section("x")))
                .isInstanceOf(UnsupportedOperationException.class);
        Map.Entry<SectionKey, Section> first = map.entrySet().iterator().next();
        assertThatThrownBy(() -> first.setValue(section("x"))).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.keySet().remove(SectionKey.of("os")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.tailMap(SectionKey.of("env")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    /** What the map promises is a SortedMap, with these names. */
    @Test
    @SuppressWarnings("JdkObsolete")
    void mayBeEmpty() {
        SortedMap<SectionKey, Section> none = Snapshot.byKey(List.of());
        assertThat(none).isEmpty();
        assertThatThrownBy(none::firstKey).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(none::lastKey).isInstanceOf(NoSuchElementException.class);
    }
}
