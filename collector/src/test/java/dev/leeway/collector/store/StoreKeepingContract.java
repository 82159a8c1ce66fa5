package dev.leeway.collector.store;

import static dev.leeway.collector.store.StoreScene.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a store keeps and what it forgets. */
abstract class StoreKeepingContract extends StoreOrderContract {
    @Test
    void keepsEachSectionOnceAndCountsWhatItVerifies() throws StoreException {
        for (int i = 0; i < 10; i++) {
            add(snapshot("prod", "web-" + i, 1, "same"));
        }
        assertThat(store.verify()).isEqualTo(new Verification(10, 2, List.of()));
    }

    @Test
    void keepsBaselinesByName() throws StoreException {
        add(snapshot("prod", "web-01", 1, "a"), snapshot("prod", "web-02", 1, "b"));
        List<StoredSnapshot> newest = store.newest(store.hosts(), 0);
        store.keep("release-1", "prod", newest);
        add(snapshot("prod", "web-01", 2, "c"));
        assertThat(store.baseline("release-1")).contains(newest);
        assertThat(store.baselines()).containsExactly(new StoredBaseline("release-1", NOON, "prod", 2));
        assertThatThrownBy(() -> store.keep("release-1", "prod", newest))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("already");
        store.rename("release-1", "good");
        assertThat(store.baseline("release-1")).isEmpty();
        assertThat(store.baseline("good")).contains(newest);
        assertThatThrownBy(() -> store.rename("release-1", "other")).isInstanceOf(StoreException.class);
        store.remove("good");
        assertThat(store.baselines()).isEmpty();
        assertThatThrownBy(() -> store.remove("good"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no baseline");
    }

    @Test
    void forgetsWhatNeedNotBeKeptAndNothingElse() throws StoreException {
        for (int day = 1; day <= 6; day++) {
            clock.set(NOON.plus(Duration.ofDays(day)));
            add(snapshot("prod", "web-01", day, "v" + day));
        }
        clock.set(NOON.plus(Duration.ofDays(1)));
        add(snapshot("prod", "gone", 1, "old"));
        store.keep("second", "prod/web-01", store.newest(List.of(host("prod/web-01")), 4));
        Pruned pruned = store.prune(new Retention(Optional.of(NOON.plus(Duration.ofDays(5))), 1));
        assertThat(pruned).isEqualTo(new Pruned(3, 3, 4));
        assertThat(sequences("prod/web-01")).containsExactly(6L, 5L, 2L);
        assertThat(sequences("prod/gone")).containsExactly(1L);
        assertThat(store.read(store.snapshots(host("prod/web-01"))).snapshots()).hasSize(3);
        assertThat(store.verify()).isEqualTo(new Verification(4, 5, List.of()));
        store.remove("second");
        assertThat(store.prune(new Retention(Optional.empty(), 1))).isEqualTo(new Pruned(2, 2, 2));
        // What was forgotten may come again.
        add(snapshot("prod", "web-01", 3, "v3"));
        assertThat(store.verify().damages()).isEmpty();
    }

    @Test
    void forgetsAHostButNotWhatABaselineKeeps() throws StoreException {
        add(
                snapshot("prod", "web-01", 1, "a"),
                snapshot("prod", "web-01", 2, "own"),
                snapshot("prod", "web-02", 1, "a"));
        store.keep("good", "prod", store.newest(store.hosts(), 0));
        store.keep("own", "prod/web-01", store.newest(List.of(host("prod/web-01")), 0));
        List<StoredHost> gone = List.of(host("prod/web-01"));
        assertThatThrownBy(() -> store.forget(gone, false))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("prod/web-01: baseline good keeps it")
                .hasMessageContaining("--with-baselines");
        assertThat(sequences("prod/web-01")).containsExactly(2L, 1L);
        // The index and the section with "a" are the other host's too.
        assertThat(store.forget(gone, true)).isEqualTo(new Forgotten(2, 1, List.of("good", "own")));
        assertThat(store.hosts()).extracting(StoredHost::text).containsExactly("prod/web-02");
        assertThat(store.baselines()).extracting(StoredBaseline::name).containsExactly("good");
        assertThat(store.baseline("good").orElseThrow()).hasSize(1);
        assertThat(store.verify()).isEqualTo(new Verification(1, 2, List.of()));
        add(snapshot("prod", "web-01", 1, "a"), snapshot("prod", "web-01", 2, "own"));
        assertThat(store.verify()).isEqualTo(new Verification(3, 3, List.of()));
        assertThat(store.forget(List.of(host("prod/web-01")), false)).isEqualTo(new Forgotten(2, 1, List.of()));
    }
}
