package dev.leeway.collector.store;

import static dev.leeway.collector.store.StoreScene.snapshot;
import static dev.leeway.collector.store.StoreScene.whole;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a store tells what changed on hosts. */
abstract class StoreChangesContract extends StoreKeepingContract {
    @Test
    void tellsWhereSectionsChangedAsTheyStoodAtAnyMoment() throws StoreException {
        String[] levels = {"a", "a", "b", "b", "a", "c"};
        int[] order = {1, 2, 4, 3, 5, 6};
        for (int i = 0; i < order.length; i++) {
            clock.set(NOON.plus(Duration.ofHours(i)));
            add(snapshot("prod", "web-01", order[i], levels[order[i] - 1]));
        }
        List<HostStep> steps = store.steps(store.hosts());

        assertThat(steps)
                .as("the second is as the first, and the third arrived when it was old")
                .extracting(step -> step.snapshot().sequence())
                .containsExactly(1L, 4L, 5L, 6L);
        SectionKey key = SectionKey.of("env", "shop-web");
        for (int i = 0; i < order.length; i++) {
            Instant moment = NOON.plus(Duration.ofHours(i));
            Snapshot whole = store.read(store.at(store.hosts(), moment))
                    .snapshots()
                    .get(0)
                    .snapshot();
            HostStep step = steps.stream()
                    .filter(each -> !each.snapshot().receivedAt().isAfter(moment))
                    .reduce((one, other) -> other)
                    .orElseThrow();
            long number = requireNonNull(step.sections().get(key));
            assertThat(store.sections(List.of(number)).get(number))
                    .as("hour %s", i)
                    .isEqualTo(whole.sections().get(key));
        }
        Snapshot header = requireNonNull(store.headers(List.of(steps.get(0).snapshot()))
                .get(steps.get(0).snapshot().number()));
        assertThat(header.host().role()).contains("web");
        assertThat(header.id()).isEqualTo(steps.get(0).snapshot().id());
        assertThat(header.sections()).isEmpty();
    }

    @Test
    void followsTheIndexWhereASectionIsMissing() throws StoreException {
        SectionKey key = SectionKey.of("env", "shop-web");
        Snapshot with = snapshot("prod", "web-01", 1, "a");
        add(with, SampleSnapshots.without(key, snapshot("prod", "web-01", 2, "b")), snapshot("prod", "web-01", 3, "a"));
        List<SectionRun> runs = store.runs(store.hosts(), key);
        assertThat(runs).hasSize(3);
        assertThat(runs.get(0).section()).contains(with.sections().get(key));
        assertThat(runs.get(0).index()).isEmpty();
        assertThat(runs.get(1).section()).isEmpty();
        assertThat(runs.get(1).damaged()).isFalse();
        assertThat(runs.get(1).index()).contains(with.sections().get(SectionKey.of("env")));
        assertThat(runs.get(2).section()).contains(with.sections().get(key));
    }

    /** A host that delivers the same again said nothing; a directory does not know. */
    @Test
    void tellsWhetherAnyHostSaysSomethingElse() throws Exception {
        if (store instanceof DirectoryStore) {
            assertThatThrownBy(() -> store.changedSince(0)).isInstanceOf(StoreException.class);
            return;
        }
        add(StoreScene.snapshot("prod", "web-01", 1, "info"), StoreScene.snapshot("prod", "web-02", 1, "info"));
        assertThat(store.changedSince(0)).isTrue();
        long point = point();
        assertThat(store.changedSince(point)).isFalse();

        Instant later = SampleSnapshots.TAKEN.plus(Duration.ofHours(1));
        add(
                StoreScene.snapshot("prod", "web-01", 2, "info", later),
                StoreScene.snapshot("prod", "web-02", 2, "info", later));
        assertThat(store.changedSince(point)).isFalse();

        long same = point();
        Snapshot roleless = StoreScene.snapshot("prod", "web-01", 3, "info");
        Host host = roleless.host();
        add(Snapshots.of(
                3,
                new Host(host.name(), host.environment(), Optional.of("another"), host.kind(), host.labels()),
                roleless.startedAt(),
                later.plusSeconds(1),
                roleless.root(),
                roleless.agent(),
                roleless.sections().values()));
        assertThat(store.changedSince(same)).isTrue();

        long renamed = point();
        add(StoreScene.snapshot("prod", "web-02", 3, "debug", later.plusSeconds(2)));
        assertThat(store.changedSince(renamed)).isTrue();
        // As it was looked at: there and back again is the same.
        add(StoreScene.snapshot("prod", "web-02", 4, "info", later.plusSeconds(3)));
        assertThat(store.changedSince(renamed)).isFalse();
        long back = point();
        add(StoreScene.snapshot("prod", "web-03", 1, "info", later.plusSeconds(4)));
        assertThat(store.changedSince(back)).isTrue();
    }

    private long point() throws StoreException {
        List<StoredSnapshot> all = store.since(0, 1000);
        return all.get(all.size() - 1).number();
    }
}
