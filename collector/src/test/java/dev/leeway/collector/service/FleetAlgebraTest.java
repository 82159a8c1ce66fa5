package dev.leeway.collector.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.GeneratedFleet;
import dev.leeway.collector.testing.GeneratedFleet.Shape;
import dev.leeway.collector.testing.RandomFleet;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.json.ReportJson;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds of every comparison of several hosts, over fleets at random: gaps, secrets, outliers and releases in them. */
@Tag("seeded")
class FleetAlgebraTest {
    /** Of each property; 1,000 under the slow profile. */
    private static final int CASES = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 10_000;
        case "slow" -> 1_000;
        case "thorough" -> 40;
        default -> 10;
    };

    private static final List<String> NAMES = List.of("dev", "staging", "prod");

    /** Tells only what is not the same, for reports are long. */
    private static void same(long seed, Collection<?> found, Collection<?> expected) {
        List<Object> more = new ArrayList<>(found);
        List<Object> less = new ArrayList<>(expected);
        more.removeAll(expected);
        less.removeAll(found);
        assertThat(more).as("seed %d instead of %s", seed, less).isEmpty();
        assertThat(less).as("seed %d", seed).isEmpty();
    }

    /** A few hosts of one environment: of few names and values, or of images, by turns. */
    private static List<Snapshot> hosts(long seed, int environment) {
        if (seed % 4 != 0) {
            return new RandomFleet(3 * seed + environment)
                    .hosts(5).stream().map(TestHost::snapshot).toList();
        }
        Shape shape = new Shape(NAMES, List.of(7, 7, 7), 16, 9, 300, seed);
        return new GeneratedFleet(shape).hosts(environment);
    }

    private static Compared compared(long seed) {
        Compared compared = Compared.nothing();
        for (int environment = 0; environment < NAMES.size(); environment++) {
            compared.snapshots(NAMES.get(environment), hosts(seed, environment));
        }
        return compared;
    }

    private static String text(Report report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportJson.write(report, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The report without its notes, which say how many snapshots were passed over. */
    private static String withoutNotes(Report report) throws IOException {
        String text = text(report);
        return text.substring(0, text.indexOf("\"notes\":"));
    }

    @Test
    void mirrorsStatesAndDirectionsWhenPromotionRunsTheOtherWay() {
        for (long seed = 0; seed < CASES; seed++) {
            Report there = pair(seed, "{environments: [one, other], reference: other, rules: []}");
            Report back = pair(seed, "{environments: [other, one], reference: other, rules: []}");
            same(seed, told(back, true).entrySet(), told(there, false).entrySet());
            assertThat(counts(back)).as("seed %d", seed).isEqualTo(counts(there));
        }
    }

    private static Report pair(long seed, String policy) {
        return Compared.nothing()
                .snapshots("one", hosts(seed, 0))
                .snapshots("other", hosts(seed, 2))
                .policy(policy)
                .report();
    }

    /** What is found of each fact; how grave that is depends on who is ahead, and so does not mirror. */
    private static Map<String, String> told(Report report, boolean turned) {
        Map<String, String> told = new TreeMap<>();
        for (Drift drift : report.drifts()) {
            if (drift.address().text().startsWith("process/service[")) {
                // What may be one service is told under the name of the later environment.
                continue;
            }
            Collection<String> values = drift.values().stream()
                    .map(value -> value.environment() + value.hosts() + value.standing() + value.value())
                    .sorted()
                    .toList();
            String direction = drift.direction()
                    .map(way -> way.ahead()
                            + way.behind()
                            + way.distance()
                            + way.movement().map(movement -> turned ? turned(movement) : movement))
                    .orElse("");
            told.put(
                    drift.scope()
                            + drift.address().text()
                            + drift.between().stream().sorted().toList()
                            + drift.state(),
                    values + direction);
        }
        return told;
    }

    private static Direction.Movement turned(Direction.Movement movement) {
        return movement == Direction.Movement.LAG ? Direction.Movement.HOTFIX : Direction.Movement.LAG;
    }

    private static List<Integer> counts(Report report) {
        return List.of(
                report.coverage().compared(),
                report.coverage().unknown(),
                report.coverage().notComparable(),
                report.coverage().unseen());
    }

    @Test
    void givesTheSameBytesInAnyOrderOfHostsAndSections() throws IOException {
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            Compared shuffled = Compared.nothing();
            List<Integer> order = new ArrayList<>(List.of(0, 1, 2));
            Collections.shuffle(order, random);
            for (int environment : order) {
                List<Snapshot> hosts = new ArrayList<>();
                for (Snapshot host : hosts(seed, environment)) {
                    List<Section> sections = new ArrayList<>(host.sections().values());
                    Collections.shuffle(sections, random);
                    hosts.add(with(host, sections));
                }
                Collections.shuffle(hosts, random);
                shuffled.snapshots(NAMES.get(environment), hosts);
            }
            assertThat(text(shuffled.report()))
                    .as("seed %d", seed)
                    .isEqualTo(text(compared(seed).report()));
        }
    }

    private static Snapshot with(Snapshot host, Collection<Section> sections) {
        return Snapshots.of(
                host.sequence(), host.host(), host.startedAt(), host.capturedAt(), host.root(), host.agent(), sections);
    }

    @Test
    void findsNothingBetweenAFleetAndItself() {
        for (long seed = 0; seed < CASES; seed++) {
            List<Snapshot> hosts = hosts(seed, 1);
            Report report = Compared.nothing()
                    .snapshots("left", hosts)
                    .snapshots("right", hosts)
                    .report();
            assertThat(report.drifts())
                    .as("seed %d", seed)
                    .allMatch(drift -> drift.between().size() == 1);
        }
    }

    @Test
    void changesNothingForASnapshotThatIsThereTwiceOrForAnOlderOne() throws IOException {
        for (long seed = 0; seed < CASES; seed++) {
            Compared again = Compared.nothing();
            for (int environment = 0; environment < NAMES.size(); environment++) {
                List<Snapshot> hosts = new ArrayList<>(hosts(seed, environment));
                Snapshot first = hosts.get(0);
                hosts.add(first);
                hosts.add(0, older(first));
                again.snapshots(NAMES.get(environment), hosts);
            }
            assertThat(withoutNotes(again.report()))
                    .as("seed %d", seed)
                    .isEqualTo(withoutNotes(compared(seed).report()));
        }
    }

    /** The host as it was a day before: with nothing of what it has now. */
    private static Snapshot older(Snapshot host) {
        return Snapshots.of(
                0,
                host.host(),
                host.startedAt().minusSeconds(86_400),
                host.capturedAt().minusSeconds(86_400),
                host.root(),
                host.agent(),
                List.of());
    }

    @Test
    void saysOfManyLikeHostsWhatItSaysOfFew() {
        for (long seed = 0; seed < CASES; seed++) {
            Compared many = Compared.nothing();
            for (int environment = 0; environment < NAMES.size(); environment++) {
                List<Snapshot> hosts = new ArrayList<>();
                for (int copy = 0; copy < 3; copy++) {
                    for (Snapshot host : hosts(seed, environment)) {
                        hosts.add(named(host, host.host().name() + "-" + copy));
                    }
                }
                many.snapshots(NAMES.get(environment), hosts);
            }
            Report few = compared(seed).report();
            Report report = many.report();
            same(seed, states(report), states(few));
            assertThat(counts(report)).as("seed %d", seed).isEqualTo(counts(few));
        }
    }

    private static Snapshot named(Snapshot host, String name) {
        Host own = host.host();
        return Snapshots.of(
                host.sequence(),
                new Host(name, own.environment(), own.role(), own.kind(), own.labels()),
                host.startedAt(),
                host.capturedAt(),
                host.root(),
                host.agent(),
                host.sections().values());
    }

    private static List<String> states(Report report) {
        return report.drifts().stream()
                .map(drift -> drift.id()
                        + drift.address().text()
                        + drift.between()
                        + drift.state()
                        + drift.severity()
                        + drift.disposition()
                        + drift.values().stream().map(EnvironmentValue::value).toList())
                .sorted()
                .toList();
    }

    @Test
    void changesOnlyWhatIsToBeDoneByAWaiver() {
        for (long seed = 0; seed < CASES; seed++) {
            Report plain = compared(seed)
                    .policy("environments: [dev, staging, prod]\n")
                    .report();
            Random random = new Random(seed);
            StringBuilder waivers = new StringBuilder("environments: [dev, staging, prod]\nwaivers:\n");
            for (int i = 0; i < 3 && !plain.drifts().isEmpty(); i++) {
                Drift drift = plain.drifts().get(random.nextInt(plain.drifts().size()));
                if (drift.address().text().startsWith("process/service[")) {
                    // An answer to one of two names that may be one service says that they are two.
                    continue;
                }
                waivers.append("  - {match: \"")
                        .append(drift.address().text())
                        .append("\", because: tried, owner: nobody, until: 2027-01-31}\n");
            }
            waivers.append("  - {match: \"env[*]/LANG\", because: tried, owner: nobody, until: 2027-01-31}\n");
            Report after = compared(seed).policy(waivers.toString()).report();
            same(seed, facts(after), facts(plain));
            assertThat(after.coverage()).as("seed %d", seed).isEqualTo(plain.coverage());
            Map<String, Disposition> unwaived = new TreeMap<>();
            plain.drifts().forEach(drift -> unwaived.put(drift.id(), drift.disposition()));
            assertThat(after.drifts())
                    .as("seed %d", seed)
                    .allMatch(drift -> drift.disposition() == unwaived.get(drift.id())
                            || drift.disposition() == Disposition.WAIVED);
        }
    }

    /** All that is said of drifts but for what is to be done about them. */
    private static List<String> facts(Report report) {
        return report.drifts().stream()
                .map(drift -> drift.id()
                        + drift.address().text()
                        + drift.between()
                        + drift.state()
                        + drift.values()
                        + drift.direction())
                .sorted()
                .toList();
    }

    @Test
    void neitherMissesNorMatchesWhatNobodySaw() {
        List<Outcome> unseen =
                Stream.of(Outcome.values()).filter(each -> !each.observed()).toList();
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<Snapshot> blind = new ArrayList<>();
            for (Snapshot host : hosts(seed, 2)) {
                List<Section> sections = new ArrayList<>();
                for (Section section : host.sections().values()) {
                    int luck = section.key().probe().equals("env") ? random.nextInt(unseen.size() + 1) : -1;
                    if (luck < 0) {
                        sections.add(section);
                    } else if (luck < unseen.size()) {
                        sections.add(Sections.of(
                                section.key(),
                                section.revision(),
                                unseen.get(luck),
                                Facts.none(),
                                List.of(),
                                new TreeMap<>(),
                                Optional.of("test")));
                    }
                }
                blind.add(with(host, sections));
            }
            Report report = Compared.nothing()
                    .snapshots("staging", hosts(seed, 1))
                    .snapshots("prod", blind)
                    .only("env[*]/**")
                    .report();
            assertThat(report.coverage().same()).as("seed %d", seed).isZero();
            assertThat(report.drifts())
                    .as("seed %d", seed)
                    .noneMatch(drift -> drift.between().contains("prod")
                            && (drift.state() == DriftState.MISSING || drift.state() == DriftState.DIFFERENT));
        }
    }
}
