package dev.leeway.samples.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Acceptance;
import dev.leeway.samples.program.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Pairs of hosts that must be silent, and pairs that must tell what was planted first, under the policy that ships. */
@Order(Shared.EARLY + 6)
class NoiseStudyIT {
    /** Of hosts; what starts servers takes longer for each, and what starts containers is looked at closer still. */
    private static final int FEW = Acceptance.seeded(1, 3);

    private static final List<AutoCloseable> GROUNDS = new ArrayList<>();

    @TempDir
    static Path directory;

    @AfterAll
    static void publish() {
        if (Published.UPDATE) {
            Published.write();
        }
    }

    @AfterAll
    static void end() throws Exception {
        for (AutoCloseable ground : GROUNDS) {
            ground.close();
        }
        GROUNDS.clear();
    }

    @Tag("seeded")
    @TestFactory
    Stream<DynamicTest> ofHosts() throws Exception {
        List<Pair> pairs = chosen("hosts", FEW);
        if (pairs.isEmpty()) {
            return Stream.of();
        }
        StudiedHosts hosts = StudiedHosts.in(Files.createDirectory(directory.resolve("hosts")));
        return tests(pairs, pair -> Finding.of(pair, hosts.compared(pair), drift -> true));
    }

    @Tag("seeded")
    @TestFactory
    Stream<DynamicTest> ofDatabases() throws Exception {
        List<Pair> pairs = chosen("databases", Acceptance.seeded(1, 2));
        if (pairs.isEmpty()) {
            return Stream.of();
        }
        StudiedDatabases databases = StudiedDatabases.in(Files.createDirectory(directory.resolve("databases")));
        GROUNDS.add(databases);
        return tests(pairs, pair -> Finding.of(pair, databases.compared(pair), drift -> true));
    }

    @Tag("thorough")
    @TestFactory
    @ResourceLock(Shared.ENGINE)
    Stream<DynamicTest> ofContainers() throws Exception {
        List<Pair> pairs = chosen("containers", 1);
        if (pairs.isEmpty()) {
            return Stream.of();
        }
        StudiedContainers containers = StudiedContainers.in(Files.createDirectory(directory.resolve("containers")));
        GROUNDS.add(containers);
        return tests(pairs, pair -> Finding.of(pair, containers.compared(pair), StudiedContainers::ours));
    }

    private static List<Pair> chosen(String ground, int few) throws IOException {
        return Published.chosen(Acceptance.of(Pairs.of(ground), few));
    }

    private static Stream<DynamicTest> tests(List<Pair> pairs, Study study) {
        return pairs.stream().map(pair -> DynamicTest.dynamicTest(pair.toString(), () -> holds(study.of(pair))));
    }

    /** How a pair is looked at. */
    private interface Study {
        Finding of(Pair pair) throws Exception;
    }

    private static void holds(Finding finding) throws IOException {
        if (Published.UPDATE) {
            Published.remember(finding);
        } else {
            assertThat(finding.verdict()).as(finding.detail()).isEqualTo(Published.verdict(finding.pair()));
        }
    }
}
