package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leeway.collector.store.SnapshotFolder;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.sql.SqlStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store does when the n-th write, flush or opening of its files fails: the operating system itself answers so, by strace. */
class StoreFaultsIT {
    /** More calls of a kind than one command makes. */
    private static final int FAILING = 160;

    private static final List<String> CALLS = List.of("pwrite64", "fsync", "ftruncate", "openat", "pread64");
    private static final List<String> FILES =
            List.of("leeway.db", "leeway.db-wal", "leeway.db-shm", "leeway.db-journal");

    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));

    @BeforeEach
    void prepare() throws IOException {
        cli = new Cli(folder);
        cli.snapshot("before/a.json", "web-01", "prod", 1, "info");
        cli.snapshot("before/b.json", "web-02", "prod", 1, "debug");
        for (int i = 0; i < 3; i++) {
            cli.snapshot("snapshots/" + i + ".json", "web-0" + i, "prod", 2, "level-" + i);
        }
    }

    @Test
    void losesNothingWhicheverCallFails() throws Exception {
        Map<String, String> faults = new LinkedHashMap<>();
        faults.put("pwrite64", "ENOSPC:when=" + FAILING + "+");
        faults.put("fsync", "EIO:when=" + FAILING);
        faults.put("ftruncate", "EIO:when=" + FAILING);
        faults.put("openat", "EIO:when=" + FAILING);
        List<String> rounds = new ArrayList<>();
        for (int n : new int[] {1, 9, 10, 11, 13, 21, 34, 60, 100}) {
            rounds.add("pwrite64-" + n);
        }
        for (int n = 1; n <= 4; n++) {
            rounds.add("fsync-" + n);
        }
        rounds.add("ftruncate-1");
        rounds.add("openat-2");
        assertThat(held(faults, rounds, true)).as("rounds that failed").isGreaterThan(8);
    }

    @Test
    @Tag("thorough")
    void losesNothingWhicheverCallFailsInAnyWay() throws Exception {
        int failed = 0;
        for (boolean grown : new boolean[] {true, false}) {
            for (String fault : List.of("EIO:when=" + FAILING, "ENOSPC:when=" + FAILING + "+")) {
                Map<String, String> faults = new LinkedHashMap<>();
                List<String> rounds = new ArrayList<>();
                for (String call : CALLS) {
                    faults.put(call, fault);
                    boolean often = call.startsWith("p");
                    int most = often ? (grown ? 60 : FAILING - 1) : (grown ? 6 : 20);
                    // Each in the first of the ways, some in the others.
                    int step = often && failed > 0 ? 16 : 1;
                    IntStream.iterate(1, n -> n <= most, n -> n + step).forEach(n -> rounds.add(call + "-" + n));
                }
                failed += held(faults, rounds, grown);
            }
        }
        assertThat(failed).as("rounds that failed").isGreaterThan(100);
    }

    @Test
    void losesNothingOnAFullDiskAndGoesOnWhereThereIsRoomAgain() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path files = Files.createDirectory(folder.resolve("files"));
        List<String> command = new ArrayList<>(List.of(
                "unshare", "--mount", "sh", "-c", "mount -t tmpfs -o size=3m none \"$0\" || exit 99; exec \"$@\""));
        command.add(disk.toString());
        command.addAll(java(FullDisk.class));
        command.addAll(List.of(disk.toString(), files.toString()));
        Said said = said(command);
        assumeTrue(said.code() != 99 && !said.words().contains("unshare failed"), "only root can make a small disk");
        List<String> steps = said.words().lines().toList();
        assertThat(said.code()).as(said.words()).isZero();
        int stored = Integer.parseInt(steps.get(0).substring("stored before ".length()));
        assertThat(stored).isBetween(5, 60);
        assertThat(steps.get(1))
                .isEqualTo("full 2 leeway: " + disk.resolve("leeway.db")
                        + ": the disk is full; nothing was changed. Make room and try again");
        assertThat(steps.get(2)).startsWith("verified 0 " + stored + " snapshots");
        assertThat(steps.get(3)).isEqualTo("listed " + stored);
        assertThat(steps.get(4)).isEqualTo("again 0 1 stored, 0 known already");
        assertThat(steps.get(5)).startsWith("sound 0 " + (stored + 1) + " snapshots");
    }

    /** Runs the rounds, looks at what each left behind, and tells how many failed. */
    private int held(Map<String, String> faults, List<String> rounds, boolean grown) throws Exception {
        Path place = Files.createTempDirectory(folder, "rounds");
        Files.createSymbolicLink(place.resolve("snapshots"), folder.resolve("snapshots"));
        for (String round : rounds) {
            Path own = Files.createDirectory(place.resolve(round));
            if (grown) {
                assertThat(add(own.resolve("leeway.db"), "before").code()).isZero();
            }
        }
        strace(place, faults, rounds);
        int failed = 0;
        for (String round : rounds) {
            failed += sound(round, place.resolve(round), grown) ? 0 : 1;
        }
        return failed;
    }

    private Cli.Result add(Path store, String files) {
        return cli.run(
                "store",
                "add",
                "--store",
                store.toString(),
                folder.resolve(files).toString());
    }

    private void strace(Path place, Map<String, String> faults, List<String> rounds) throws Exception {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qqq", "-o", "/dev/null"));
        command.addAll(List.of("-e", "trace=" + String.join(",", faults.keySet()), "-e", "signal=none"));
        faults.forEach((call, fault) -> command.addAll(List.of("-e", "inject=" + call + ":error=" + fault)));
        command.addAll(List.of("-P", place.resolve("idle").toString()));
        for (String round : rounds) {
            FILES.forEach(file -> command.addAll(
                    List.of("-P", place.resolve(round).resolve(file).toString())));
        }
        command.addAll(java(FaultRounds.class));
        command.addAll(List.of(place.toString(), Integer.toString(FAILING)));
        command.addAll(rounds);
        Said said = said(command);
        if (said.words().contains("Operation not permitted") || said.words().contains("PTRACE_TRACEME")) {
            skipped("strace may not trace here: " + said.words());
        }
        assertThat(said.code()).as(said.words()).isZero();
    }

    private static List<String> java(Class<?> program) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName());
    }

    /** What a program said and how it ended. */
    private record Said(int code, String words) {}

    private Said said(List<String> command) throws Exception {
        Path words = Files.createTempFile(folder, "said", "");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(words.toFile())
                    .start();
        } catch (IOException e) {
            skipped(command.get(0) + " is not on this machine");
            return new Said(0, "");
        }
        try {
            assertThat(process.waitFor(9, TimeUnit.MINUTES)).as("ended in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Said(process.exitValue(), Files.readString(words));
    }

    private static void skipped(String reason) {
        assertThat(System.getenv("LEEWAY_REQUIRE_ENGINES")).as(reason).isNotEqualTo("all");
        assumeTrue(false, reason);
    }

    /** Whether the command went through; whatever it did, what a store promises must hold. */
    private boolean sound(String round, Path own, boolean grown) throws IOException, StoreException {
        int code = Integer.parseInt(Files.readString(own.resolve("code")));
        String out = Files.readString(own.resolve("out"));
        String err = Files.readString(own.resolve("err"));
        String told = round + " ended with " + code + ": " + out + err;
        String store = own.resolve("leeway.db").toString();
        if (code == ExitCodes.OK) {
            assertThat(out).as(told).isEqualTo("3 stored, 0 known already\n");
        } else {
            assertThat(code).as(told).isEqualTo(ExitCodes.USAGE);
            assertThat(out).as(told).isEmpty();
            assertThat(err)
                    .as(told)
                    .startsWith("leeway: " + store + ": ")
                    .containsPattern("(?i)try again|check|make room");
        }
        int before = grown ? 2 : 0;
        int there = listed(store);
        assertThat(there).as(told).isIn(before, before + 3);
        if (code == ExitCodes.OK || there > before) {
            assertThat(there).as(told).isEqualTo(before + 3);
            assertThat(err).as(told).doesNotContain("nothing was changed");
        }
        Cli.Result again = add(Path.of(store), "snapshots");
        assertThat(again.code()).as(told + again.err()).isZero();
        Cli.Result verified = cli.run("store", "verify", "--store", store);
        assertThat(verified.code()).as(told + verified.out() + verified.err()).isZero();
        assertThat(verified.out()).as(told).startsWith(before + 3 + " snapshots and ");
        return code == ExitCodes.OK;
    }

    /** How many snapshots there are, all of them to be read. */
    private static int listed(String store) throws StoreException {
        try (SnapshotStore opened = SqlStores.sqlite(Path.of(store), Clock.systemUTC())) {
            SnapshotFolder read = opened.read(opened.since(0, 100));
            assertThat(read.unread()).isEmpty();
            return read.snapshots().size();
        }
    }
}
