package dev.leeway.agent.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.snapshot.SpoolCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpoolTest extends SpoolScene {
    @Test
    void keepsWhatWasPutInTheOrderOfItsSequence() throws Exception {
        Spool spool = Spool.open(directory.resolve("spool"), ROOMY, new LocalDisk());
        put(spool, 3, 1);
        put(spool, 7, 2);
        Spool again = Spool.open(directory.resolve("spool"), ROOMY, new LocalDisk());
        assertThat(sequences(again)).containsExactly(7L, 3L);
        assertThat(again.read(3)).hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(document(3)));
        assertThat(again.last()).isEqualTo(7);
        assertThatThrownBy(() -> put(again, 7, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void remembersWhatWasAcknowledgedAndWhatItHolds() throws Exception {
        Spool spool = open();
        put(spool, 1, 1);
        spool.acknowledge(spool.waiting().get(0), manifest(1));
        Spool again = open();
        assertThat(again.waiting()).isEmpty();
        assertThat(again.base()).contains(manifest(1));
        assertThat(again.last()).as("a sequence never comes back").isEqualTo(1);
    }

    @Test
    void buildsOnTheNewestThatArrivedWhenABacklogArrivesNewestFirst() throws Exception {
        Spool spool = open();
        put(spool, 1, 1);
        put(spool, 2, 2);
        put(spool, 3, 3);
        for (Waiting each : spool.waiting()) {
            spool.acknowledge(each, manifest((int) each.sequence()));
        }
        assertThat(spool.base()).contains(manifest(3));
        assertThat(open().base()).contains(manifest(3));
        put(spool, 4, 4);
        spool.acknowledge(spool.waiting().get(0), manifest(4));
        assertThat(open().base()).as("what is newer replaces it").contains(manifest(4));
    }

    @Test
    void letsEqualStatesGoFirstAndKeepsEveryChangeAndTheNewest() throws Exception {
        Spool spool = open(8_000);
        int[] states = {1, 1, 1, 1, 2, 2, 2, 3, 3, 1, 1, 1};
        for (int i = 0; i < states.length; i++) {
            put(spool, i + 1, states[i]);
        }
        // The first of each state and the newest, and besides as many as there is room for.
        assertThat(sequences(spool)).contains(1L, 5L, 8L, 10L, 12L);
        assertThat(spool.missed())
                .isEqualTo(new SpoolCounts(12L - sequences(spool).size(), 0, 0, 0));
    }

    @Test
    void dropsTheOldestStatesWhereNoneAreEqualAndCountsThem() throws Exception {
        Spool spool = open(5_000);
        for (int i = 1; i <= 20; i++) {
            put(spool, i, i);
        }
        List<Long> kept = sequences(spool);
        assertThat(kept.get(0)).isEqualTo(20);
        assertThat(kept.get(kept.size() - 1)).isEqualTo(20 - kept.size() + 1);
        assertThat(spool.missed()).isEqualTo(new SpoolCounts(0, 20 - kept.size(), 0, 0));
    }

    @Test
    void takesWhatFollowsAnAcknowledgedStateForEqualToIt() throws Exception {
        Spool spool = open(3_000);
        put(spool, 1, 1);
        spool.acknowledge(spool.waiting().get(0), manifest(1));
        put(spool, 2, 1);
        put(spool, 3, 2);
        put(spool, 4, 3);
        assertThat(sequences(spool)).containsExactly(4L, 3L);
        assertThat(spool.missed()).isEqualTo(new SpoolCounts(1, 0, 0, 0));
    }

    @Test
    void takesNothingForEqualToWhatWasNotRightBeforeIt() throws Exception {
        Spool spool = open(3_000);
        put(spool, 1, 1);
        put(spool, 2, 2);
        // The newest arrives first: what the host was between two that wait is known elsewhere.
        spool.acknowledge(spool.waiting().get(0), manifest(2));
        put(spool, 3, 1);
        put(spool, 4, 3);
        assertThat(sequences(spool)).containsExactly(4L, 3L);
        assertThat(spool.missed()).as("a change back is no repetition").isEqualTo(new SpoolCounts(0, 1, 0, 0));
    }

    @Test
    void takesNothingForEqualToAnAcknowledgedStateWithAnotherDroppedBetween() throws Exception {
        Spool spool = open(3_000);
        put(spool, 1, 1);
        spool.acknowledge(spool.waiting().get(0), manifest(1));
        put(spool, 2, 2);
        put(spool, 3, 1);
        put(spool, 4, 3);
        put(spool, 5, 4);
        assertThat(sequences(spool)).containsExactly(5L, 4L);
        assertThat(spool.missed()).isEqualTo(new SpoolCounts(0, 2, 0, 0));
    }

    @Test
    void takesWhatRepeatsAStateThatArrivedBeforeOlderOnesForEqualToIt() throws Exception {
        Spool spool = open(3_000);
        put(spool, 1, 1);
        put(spool, 2, 2);
        spool.acknowledge(spool.waiting().get(0), manifest(2));
        put(spool, 3, 2);
        put(spool, 4, 3);
        assertThat(sequences(spool)).containsExactly(4L, 1L);
        assertThat(spool.missed()).isEqualTo(new SpoolCounts(1, 0, 0, 0));
    }

    @Test
    void keepsAStateThatRepeatsOneThatIsDamaged() throws Exception {
        Spool spool = open(3_000);
        put(spool, 1, 1);
        put(spool, 2, 1);
        spool.damaged(1);
        put(spool, 3, 2);
        put(spool, 4, 3);
        assertThat(spool.missed()).as("nobody else tells of the first state").isEqualTo(new SpoolCounts(0, 1, 1, 0));
    }

    @Test
    void keepsTheNewestHoweverSmallTheLimit() throws Exception {
        Spool spool = open(1);
        put(spool, 1, 1);
        put(spool, 2, 2);
        assertThat(sequences(spool)).containsExactly(2L);
    }

    @Test
    void tellsOfEachLossUntilASnapshotThatToldItArrived() throws Exception {
        Spool spool = open(2_500);
        put(spool, 1, 1);
        put(spool, 2, 1);
        put(spool, 3, 1);
        assertThat(spool.untold().coalesced()).isEqualTo(1);
        put(spool, 4, 1);
        assertThat(spool.untold().coalesced()).isEqualTo(2);
        Waiting newest = spool.waiting().get(0);
        assertThat(newest.covered()).isEqualTo(new SpoolCounts(1, 0, 0, 0));
        spool.acknowledge(newest, manifest(1));
        assertThat(open().untold()).isEqualTo(new SpoolCounts(1, 0, 0, 0));
        put(spool, 5, 1);
        spool.acknowledge(spool.waiting().get(0), manifest(1));
        spool.acknowledge(spool.waiting().get(0), manifest(1));
        assertThat(open().untold()).isEqualTo(SpoolCounts.NONE);
    }

    @Test
    void keepsThirtyDaysOfHoursAwayWithTrueCounts() throws Exception {
        // A state a day, and a snapshot an hour, in room for about fifty of them.
        Spool spool = open(60_000);
        for (int hour = 0; hour < 720; hour++) {
            put(spool, hour + 1, hour / 24);
            if (hour % 100 == 0) {
                spool = open(60_000);
            }
        }
        assertThat(sequences(spool).get(0)).isEqualTo(720);
        for (int day = 0; day < 30; day++) {
            assertThat(sequences(spool)).as("the first of day %s", day).contains(day * 24L + 1);
        }
        assertThat(spool.missed().dropped()).isZero();
        assertThat(spool.missed().coalesced()).isEqualTo(720 - sequences(spool).size());
    }

    @Test
    void finishesWhatAKilledAgentLeftBegun() throws Exception {
        Spool spool = open();
        put(spool, 1, 1);
        Path place = directory.resolve("spool");
        Files.write(place.resolve("0000000000000000002.snapshot.new"), new byte[] {1, 2, 3});
        Files.write(place.resolve("ledger.new"), new byte[] {1});
        Files.writeString(place.resolve("README"), "nothing of ours");
        assertThat(sequences(open())).containsExactly(1L);
        assertThat(place.resolve("0000000000000000002.snapshot.new")).doesNotExist();
        assertThat(place.resolve("README")).exists();
    }

    @Test
    void keepsOnlyTheLatestOfWhatIsSetAside() throws Exception {
        for (int i = 1; i <= 30; i++) {
            Spool spool = open();
            put(spool, i, i);
            spool.refuse(i);
        }
        try (var files = Files.list(directory.resolve("spool/damaged"))) {
            assertThat(files).hasSize(20);
        }
        assertThat(open().missed().refused()).isEqualTo(30);
    }

    @Test
    void isOnesAtATime() throws Exception {
        Path place = directory.resolve("spool");
        try (SpoolLock lock = SpoolLock.take(place).orElseThrow()) {
            assertThat(lock.directory()).isEqualTo(place);
            assertThat(SpoolLock.take(place)).isEmpty();
        }
        try (SpoolLock lock = SpoolLock.take(place).orElseThrow()) {
            assertThat(lock.directory()).exists();
        }
    }

    @Test
    void opensNothingWhereThereIsNoDirectoryToBeHad() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> Spool.open(file.resolve("spool"), ROOMY, new LocalDisk()))
                .isInstanceOf(IOException.class);
    }
}
