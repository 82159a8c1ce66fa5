package dev.leeway.collector.store.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.StoredHost;
import dev.leeway.schema.snapshot.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is mirrored comes back, whatever it is called. */
class MirrorPropertyTest {
    private static final int NIGHTS = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 2_000;
        case "slow" -> 200;
        default -> 20;
    };

    @TempDir
    private Path folder;

    @Test
    void givesBackTheSectionsOfEveryHostsNewestSnapshotAndTheSameCommitsForTheSameNights() throws Exception {
        RandomSnapshots random = new RandomSnapshots(11);
        Map<String, Snapshot> newest = new HashMap<>();
        List<Mirrored> all = new ArrayList<>();
        Path mirror = folder.resolve("mirror.git");
        for (int night = 0; night < NIGHTS; night++) {
            List<Mirrored> group = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Snapshot snapshot = random.snapshot();
                newest.put(identity(snapshot), snapshot);
                group.add(new Mirrored(snapshot, MirrorSamples.night(night).plusSeconds(i)));
            }
            all.addAll(group);
            try (GitMirror git = GitMirror.openOrCreate(mirror)) {
                assertThat(git.write(group).leftOut()).isEmpty();
            }
        }
        RealGit.check(mirror);
        try (GitMirror git = GitMirror.open(mirror)) {
            assertThat(git.verify()).isEmpty();
            assertThat(content(read(git))).isEqualTo(content(List.copyOf(newest.values())));
        }
        String nightly = RealGit.run(mirror, "show-ref");
        Path again = folder.resolve("again.git");
        try (GitMirror git = GitMirror.openOrCreate(again)) {
            for (List<Mirrored> night : Mirrored.byDay(all)) {
                git.write(night);
            }
        }
        assertThat(RealGit.run(again, "show-ref")).isEqualTo(nightly);
        // What was read back makes no difference.
        try (GitMirror git = GitMirror.openOrCreate(again)) {
            List<Mirrored> same = new ArrayList<>();
            read(git).forEach(each -> same.add(new Mirrored(each, MirrorSamples.night(NIGHTS))));
            assertThat(git.write(same).commits()).isEmpty();
            git.repack();
            assertThat(content(read(git))).isEqualTo(content(List.copyOf(newest.values())));
        }
        RealGit.check(again);
        assertThat(RealGit.run(again, "show-ref")).isEqualTo(nightly);
    }

    private static List<Snapshot> read(GitMirror git) throws MirrorException {
        List<Snapshot> read = new ArrayList<>();
        for (String branch : git.branches()) {
            Exported exported = git.snapshots(branch, Optional.empty());
            assertThat(exported.unread()).isEmpty();
            read.addAll(exported.snapshots());
        }
        return read;
    }

    private static String identity(Snapshot snapshot) {
        return snapshot.host().environment() + "\n" + StoredHost.filed(snapshot);
    }

    /** All of a snapshot that is mirrored. */
    private static SortedMap<String, String> content(List<Snapshot> snapshots) {
        SortedMap<String, String> content = new TreeMap<>();
        for (Snapshot snapshot : snapshots) {
            String host = identity(snapshot);
            content.put(host, snapshot.host() + " " + snapshot.root() + " " + snapshot.agent());
            snapshot.sections().forEach((key, section) -> content.put(host + "\n" + key.text(), section.id()));
        }
        return content;
    }
}
