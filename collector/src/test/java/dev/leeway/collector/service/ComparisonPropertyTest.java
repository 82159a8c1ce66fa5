package dev.leeway.collector.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.RandomFleet;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.ReportJson;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("seeded")
class ComparisonPropertyTest {
    /** Of each property; 1,000 under the slow profile. */
    private static final int CASES = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 10_000;
        case "slow" -> 1_000;
        case "thorough" -> 100;
        default -> 24;
    };

    private static List<Snapshot> snapshots(long seed, int most) {
        return new RandomFleet(seed)
                .hosts(most).stream().map(TestHost::snapshot).toList();
    }

    @Test
    void findsNothingBetweenAHostAndItself() {
        for (long seed = 0; seed < CASES; seed++) {
            List<Snapshot> host = snapshots(seed, 1);
            Report report = Compared.nothing()
                    .snapshots("left", host)
                    .snapshots("right", host)
                    .report();
            for (Drift drift : report.drifts()) {
                assertThat(drift.between()).as("seed %d: %s", seed, drift).hasSize(1);
            }
        }
    }

    @Test
    void mirrorsItselfWhenTheSidesChangePlaces() {
        for (long seed = 0; seed < CASES; seed++) {
            List<Snapshot> one = snapshots(2 * seed, 3);
            List<Snapshot> other = snapshots(2 * seed + 1, 3);
            Report there = Compared.nothing()
                    .snapshots("left", one)
                    .snapshots("right", other)
                    .report();
            Report back = Compared.nothing()
                    .snapshots("left", other)
                    .snapshots("right", one)
                    .report();
            assertThat(told(back, true)).as("seed %d", seed).isEqualTo(told(there, false));
            assertThat(back.coverage().compared())
                    .as("seed %d", seed)
                    .isEqualTo(there.coverage().compared());
            assertThat(back.coverage().same())
                    .as("seed %d", seed)
                    .isEqualTo(there.coverage().same());
            assertThat(back.coverage().unknown())
                    .as("seed %d", seed)
                    .isEqualTo(there.coverage().unknown());
        }
    }

    /** What a report says of each fact, with the names of the environments exchanged where that is asked for. */
    private static Map<String, String> told(Report report, boolean exchanged) {
        Map<String, String> told = new TreeMap<>();
        for (Drift drift : report.drifts()) {
            List<String> values = new ArrayList<>();
            for (EnvironmentValue value : drift.values()) {
                values.add(name(value.environment(), exchanged) + value.hosts() + value.standing() + value.value());
            }
            Collections.sort(values);
            List<String> between = new ArrayList<>(drift.between());
            between.replaceAll(environment -> name(environment, exchanged));
            Collections.sort(between);
            String direction = drift.direction()
                    .map(way -> name(way.ahead(), exchanged) + name(way.behind(), exchanged) + way.distance())
                    .orElse("");
            told.put(
                    drift.scope() + drift.address().text() + between + drift.state(),
                    drift.severity() + " " + drift.disposition() + values + direction);
        }
        return told;
    }

    private static String name(String environment, boolean exchanged) {
        return exchanged ? (environment.equals("left") ? "right" : "left") : environment;
    }

    @Test
    void givesTheSameBytesWhateverTheOrderOfItsInput() throws IOException {
        for (long seed = 0; seed < CASES; seed++) {
            List<Side> sides = new ArrayList<>(List.of(
                    new Side("dev", snapshots(3 * seed, 3)),
                    new Side("staging", snapshots(3 * seed + 1, 3)),
                    new Side("prod", snapshots(3 * seed + 2, 3))));
            byte[] first = bytes(report(sides));
            Random random = new Random(seed);
            Collections.shuffle(sides, random);
            List<Side> shuffled = new ArrayList<>();
            for (Side side : sides) {
                List<Snapshot> snapshots = new ArrayList<>(side.snapshots());
                Collections.shuffle(snapshots, random);
                shuffled.add(new Side(side.environment(), snapshots));
            }
            assertThat(bytes(report(shuffled))).as("seed %d", seed).isEqualTo(first);
        }
    }

    private static Report report(List<Side> sides) {
        Compared compared = Compared.nothing();
        sides.forEach(side -> compared.snapshots(side.environment(), side.snapshots()));
        return compared.report();
    }

    private static byte[] bytes(Report report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportJson.write(report, out);
        return out.toByteArray();
    }

    @Test
    void survivesItsOwnJson() throws IOException, FormatException {
        for (long seed = 0; seed < CASES / 5; seed++) {
            Report report = Compared.nothing()
                    .snapshots("dev", snapshots(2 * seed, 3))
                    .snapshots("prod", snapshots(2 * seed + 1, 3))
                    .report();
            Report read = ReportJson.read(new ByteArrayInputStream(bytes(report)), "report");
            assertThat(read).as("seed %d", seed).isEqualTo(report);
        }
    }

    @Test
    void putsEveryDriftUnderExactlyOneCause() {
        for (long seed = 0; seed < CASES; seed++) {
            Report report = Compared.nothing()
                    .snapshots("dev", snapshots(3 * seed, 2))
                    .snapshots("staging", snapshots(3 * seed + 1, 2))
                    .snapshots("prod", snapshots(3 * seed + 2, 2))
                    .report();
            Map<String, String> causeOf = new TreeMap<>();
            Set<String> causes = new HashSet<>();
            for (Cause cause : report.causes()) {
                assertThat(causes.add(cause.id())).as("seed %d", seed).isTrue();
                for (String drift : cause.drifts()) {
                    assertThat(causeOf.put(drift, cause.id()))
                            .as("seed %d", seed)
                            .isNull();
                }
            }
            assertThat(causeOf).as("seed %d", seed).hasSameSizeAs(report.drifts());
            for (Drift drift : report.drifts()) {
                assertThat(drift.cause()).as("seed %d: %s", seed, drift).isEqualTo(causeOf.get(drift.id()));
            }
            assertThat(report.coverage().same() + report.coverage().withinLeeway())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(report.coverage().compared());
        }
    }

    /** Where one side took a value apart and the other did not, the whole is told as one drift above its parts. */
    private static boolean toldAbove(Drift drift, Report report) {
        return report.drifts().stream()
                .anyMatch(other ->
                        drift.address().text().startsWith(other.address().text() + "/"));
    }

    /** A service under two names is told once; seen less, it may look like two. */
    private static boolean toldByCounterpart(Drift drift, Report report) {
        String said = ", where " + drift.scope().name() + " may be its counterpart; ";
        return drift.address().text().startsWith("process/service[")
                && report.drifts().stream()
                        .anyMatch(other -> other.explanation().summary().contains(said));
    }

    @Test
    void neverInventsDriftFromLookingAtLess() {
        for (long seed = 0; seed < CASES; seed++) {
            List<Snapshot> one = snapshots(2 * seed, 1);
            List<Snapshot> other = snapshots(2 * seed + 1, 1);
            Report whole = Compared.nothing()
                    .snapshots("left", one)
                    .snapshots("right", other)
                    .report();
            Set<String> known = new HashSet<>();
            whole.drifts().forEach(drift -> known.add(drift.id()));
            Random random = new Random(seed);
            Report less = Compared.nothing()
                    .snapshots("left", one)
                    .snapshots("right", LessSeen.of(other, random))
                    .report();
            for (Drift drift : less.drifts()) {
                assertThat(known.contains(drift.id()) || toldAbove(drift, whole) || toldByCounterpart(drift, whole))
                        .as("seed %d: %s", seed, drift)
                        .isTrue();
            }
            assertThat(less.coverage().same())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(whole.coverage().same());
        }
    }

    @Test
    void tellsOfPartWhatItTellsOfTheWhole() {
        for (long seed = 0; seed < CASES / 3; seed++) {
            List<Snapshot> one = snapshots(2 * seed, 2);
            List<Snapshot> other = snapshots(2 * seed + 1, 2);
            Report whole = Compared.nothing()
                    .snapshots("dev", one)
                    .snapshots("prod", other)
                    .report();
            Report part = Compared.nothing()
                    .snapshots("dev", one)
                    .snapshots("prod", other)
                    .only("env[*]/**")
                    .report();
            Set<String> expected = new HashSet<>();
            whole.drifts().stream()
                    .filter(drift -> drift.address().text().startsWith("env["))
                    .forEach(drift -> expected.add(drift.id()));
            Set<String> told = new HashSet<>();
            part.drifts().forEach(drift -> told.add(drift.id()));
            assertThat(told).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void neverCarriesATagIntoAReport() throws IOException {
        for (long seed = 0; seed < CASES / 3; seed++) {
            Report report = Compared.nothing()
                    .snapshots("dev", snapshots(2 * seed, 3))
                    .snapshots("prod", snapshots(2 * seed + 1, 3))
                    .report();
            assertThat(new String(bytes(report), StandardCharsets.UTF_8))
                    .as("seed %d", seed)
                    .doesNotContain("AAAAAAAAAAAAAAAAAAAA")
                    .doesNotContain("k-000");
        }
    }

    @Test
    void keepsDirectionAndStateTogether() {
        for (long seed = 0; seed < CASES / 3; seed++) {
            Report report = Compared.nothing()
                    .snapshots("dev", snapshots(2 * seed, 2))
                    .snapshots("prod", snapshots(2 * seed + 1, 2))
                    .report();
            for (Drift drift : report.drifts()) {
                if (drift.direction().isPresent()) {
                    Direction direction = drift.direction().get();
                    assertThat(drift.state()).as("seed %d", seed).isEqualTo(DriftState.DIFFERENT);
                    assertThat(drift.between())
                            .as("seed %d", seed)
                            .containsExactlyInAnyOrder(direction.ahead(), direction.behind());
                    assertThat(direction.movement())
                            .as("seed %d", seed)
                            .contains(
                                    direction.ahead().equals("dev")
                                            ? Direction.Movement.LAG
                                            : Direction.Movement.HOTFIX);
                }
            }
        }
    }
}
