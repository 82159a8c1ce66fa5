package dev.leeway.collector.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.SilentService;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SilentServicesTest {
    private static final Instant NOW = Instant.parse("2026-11-20T05:00:00Z");
    private static final Instant TIMELY = NOW.minus(Duration.ofHours(3));
    private static final Instant LATE = NOW.minus(Duration.ofDays(3));

    private final Map<String, Instant> received = new HashMap<>();
    private Optional<Report> previous = Optional.empty();
    private String policy = "environments: [dev, {name: prod, aliases: [prd]}]\nservices: {shop-web: [shopweb]}\n"
            + "owners: {shop-web: team-shop}\n";

    private static TestHost host(String name, String service) {
        TestHost host = TestHost.host(name).captured(TIMELY);
        return service.isEmpty()
                ? host.section("process")
                : host.section("process", "service[" + service + "]/name", service)
                        .section("process[" + service + "]", "user", "www");
    }

    private Snapshot arrived(TestHost host, Instant moment) {
        Snapshot snapshot = host.snapshot();
        received.put(snapshot.id(), moment);
        return snapshot;
    }

    private Report report(Instant asOf, Snapshot... prod) throws FormatException {
        Policy read = PolicyReader.read(policy, "leeway.yaml");
        Side dev = new Side("dev", List.of(host("mine", "other").captured(asOf).snapshot()));
        return Comparison.compare(
                List.of(dev, new Side("prod", List.of(prod), received)),
                read,
                CatalogueReader.builtIn(),
                new ComparisonOptions(asOf, Severity.MEDIUM, List.of(), List.of(), List.of(), false, previous)
                        .overFleet(Duration.ofDays(2)));
    }

    private static List<String> told(Report report) {
        return report.silent().stream()
                .map(silent -> silent.environment() + " " + silent.service() + " " + silent.lastSeen() + " "
                        + String.join(",", silent.hosts()))
                .toList();
    }

    @Test
    void tellsAServiceWhoseHostsAreAllSilentByItsOneName() throws FormatException {
        Report report = report(
                NOW,
                arrived(host("web-01", "shopweb"), LATE),
                arrived(host("web-02", "shop-web"), LATE.plusSeconds(60)),
                arrived(host("web-00", "shop-web"), LATE.minus(Duration.ofDays(9))),
                arrived(host("db-01", "shop-db"), TIMELY));

        assertThat(told(report)).containsExactly("prod shop-web " + LATE.plusSeconds(60) + " web-01,web-02");
        assertThat(report.silent()).extracting(SilentService::owner).containsExactly(Optional.of("team-shop"));
        assertThat(report.silent())
                .extracting(SilentService::since)
                .containsExactly(Optional.of(LATE.plusSeconds(60).plus(Duration.ofDays(2))));
    }

    @Test
    void callsNoServiceSilentThatOneHostInTimeObserves() throws FormatException {
        assertThat(told(report(
                        NOW, arrived(host("web-01", "shop-web"), LATE), arrived(host("web-02", "shop-web"), TIMELY))))
                .isEmpty();
    }

    @Test
    void believesTheStoreAndNoClockOfAHost() throws FormatException {
        TestHost past = host("web-01", "shop-web").captured(Instant.parse("2016-11-20T02:00:00Z"));
        TestHost future = host("db-01", "shop-db").captured(Instant.parse("2036-11-20T02:00:00Z"));

        assertThat(told(report(NOW, arrived(past, TIMELY), arrived(future, LATE))))
                .containsExactly("prod shop-db " + LATE + " db-01");
    }

    /** A pod that ended says nothing of its end; that nobody else has its service is news. */
    @Test
    void tellsAServiceOfWhichAllHostsCameAndWent() throws FormatException {
        TestHost pod = host("pod-1", "shop-web").label("lifetime", "ephemeral");
        Snapshot db = arrived(host("db-01", "shop-db"), TIMELY);

        assertThat(told(report(NOW, arrived(pod, LATE), db))).containsExactly("prod shop-web " + LATE + " pod-1");
        assertThat(told(report(NOW, arrived(pod, LATE), db, arrived(host("pod-2", "shop-web"), TIMELY))))
                .isEmpty();
        assertThat(told(report(
                        NOW.plus(Duration.ofDays(15)),
                        arrived(pod, LATE),
                        arrived(host("db-01", "shop-db"), NOW.plus(Duration.ofDays(15))))))
                .isEmpty();
    }

    @Test
    void callsWhatAHostSawToBeGoneNoSilence() throws FormatException {
        previous = Optional.of(report(NOW.minus(Duration.ofDays(1)), arrived(host("web-01", "shop-web"), TIMELY)));

        assertThat(told(report(
                        NOW,
                        arrived(host("web-01", "").sequence(2), TIMELY),
                        arrived(host("web-02", "shop-db"), TIMELY))))
                .isEmpty();
    }

    @Test
    void tellsWhatWasObservedAndNobodyCouldLookFor() throws FormatException {
        Instant yesterday = NOW.minus(Duration.ofDays(1));
        previous = Optional.of(report(yesterday, arrived(host("web-01", "shop-web"), TIMELY)));
        TestHost blind = TestHost.host("web-01").captured(TIMELY).fell("process", Outcome.REFUSED);

        Report first = report(NOW, arrived(blind.sequence(2), TIMELY));
        assertThat(told(first)).containsExactly("prod shop-web " + yesterday + " web-01");

        previous = Optional.of(first);
        Instant next = NOW.plus(Duration.ofDays(1));
        Report second = report(next, arrived(blind.sequence(3), next));
        assertThat(told(second)).containsExactly("prod shop-web " + yesterday + " web-01");
        assertThat(first.silent()).extracting(SilentService::since).containsExactly(Optional.of(yesterday));
        assertThat(second.silent()).extracting(SilentService::since).containsExactly(Optional.of(yesterday));
        assertThat(told(report(next, arrived(host("web-01", "shop-web").sequence(4), next))))
                .isEmpty();
    }

    /** In a directory a file that is gone may be a copy that failed; a store forgets only what it is told to. */
    @Test
    void tellsAServiceOfAHostThatIsNotThereAnyMoreUnlessAStoreForgotIt() throws FormatException {
        Snapshot gone = host("web-01", "shop-web").snapshot();
        Snapshot there = host("db-01", "shop-db").snapshot();
        previous = Optional.of(report(NOW.minus(Duration.ofDays(1)), gone, there));
        assertThat(told(report(NOW, there)))
                .containsExactly("prod shop-web " + NOW.minus(Duration.ofDays(1)) + " web-01");

        received.put(there.id(), TIMELY);
        assertThat(told(report(NOW, there))).isEmpty();
    }

    @Test
    void isAboutWholeFleetsAlone() throws FormatException {
        Report diff = Comparison.compare(
                List.of(
                        new Side("dev", List.of(host("mine", "shop-web").snapshot())),
                        new Side(
                                "prod",
                                List.of(host("web-01", "shop-web")
                                        .captured(LATE)
                                        .snapshot()))),
                PolicyReader.read(policy, "leeway.yaml"),
                CatalogueReader.builtIn(),
                new ComparisonOptions(NOW, Severity.MEDIUM, List.of(), List.of(), List.of(), false, previous));
        assertThat(diff.silent()).isEmpty();
    }
}
