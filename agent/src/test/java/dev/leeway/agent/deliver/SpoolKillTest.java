package dev.leeway.agent.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Kills a process that keeps snapshots, again and again, and looks at what it had said it kept. */
class SpoolKillTest extends SpoolScene {
    private static final long LIMIT = 200_000;

    @Test
    void keepsAllThatWasSaidToBeKeptHoweverOftenItIsKilled() throws Exception {
        TreeSet<Long> kept = new TreeSet<>();
        TreeSet<Long> arrived = new TreeSet<>();
        Random random = new Random(7);
        long requests = 0;
        int rounds = rounds();
        for (int round = 0; round < rounds; round++) {
            for (String line : killedAfter(random.nextInt(12), random.nextInt(20))) {
                String[] words = line.split(" ", -1);
                long number = Long.parseLong(words[1]);
                switch (words[0]) {
                    case "kept" ->
                        assertThat(kept.add(number)).as("each sequence once").isTrue();
                    case "arrived" -> arrived.add(number);
                    case "request" -> {
                        assertThat(number).as("counts only rise").isGreaterThan(requests);
                        requests = number;
                    }
                    default -> throw new IllegalStateException(line);
                }
            }
            Spool spool = open(LIMIT);
            TreeSet<Long> gone = new TreeSet<>(kept);
            sequences(spool).forEach(gone::remove);
            gone.removeAll(arrived);
            assertThat(spool.missed().damaged()).as("a kill damages nothing").isZero();
            // One for each kill may have been kept without anybody having been told.
            assertThat(missing(spool)).isBetween((long) gone.size(), (long) gone.size() + round + 1);
            for (long each : sequences(spool)) {
                assertThat(spool.read(each))
                        .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(document(each)));
            }
        }
        assertThat(kept.size()).isGreaterThan(rounds);
    }

    private static int rounds() {
        return switch (System.getProperty("leeway.scale", "short")) {
            case "full" -> 2_000;
            case "slow" -> 200;
            default -> 20;
        };
    }

    private List<String> killedAfter(int lines, int millis) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Files.deleteIfExists(output);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpoolWriter.class.getName(),
                        directory.resolve("spool").toString(),
                        Long.toString(LIMIT))
                .redirectOutput(output.toFile())
                .start();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (Files.readString(output).lines().count() <= lines) {
                assertThat(System.nanoTime()).as("it always opens").isLessThan(end);
                assertThat(process.isAlive()).as("it always opens").isTrue();
                Thread.sleep(2);
            }
            Thread.sleep(millis);
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        String text = Files.readString(output);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().skip(1).toList();
    }
}
