package dev.leeway.collector.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.config.Occasion;
import dev.leeway.collector.config.QuietHours;
import dev.leeway.collector.digest.Night;
import dev.leeway.collector.report.Drifts;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Lifecycle.Stage;
import dev.leeway.schema.report.Verdict;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Channels that lead to a server of its own, a clock that is set, and nights and drifts to tell of. */
abstract class TellingScene {
    static final Instant NOW = SampleReports.AS_OF;

    static final Night NIGHT = new Night(SampleReports.withHistory(), Duration.ofDays(9));

    static final String ONE = "1c1e07d2f3b9a64";

    static final String OTHER = "2c1e07d2f3b9a64";

    final InMemoryNotices sent = new InMemoryNotices();

    Instant now = NOW;

    HookServer server;

    @BeforeEach
    void start() throws IOException {
        server = HookServer.plain();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    NotifyChannel channel(String name, String path, Occasion... when) {
        return new NotifyChannel(
                name,
                Channels.hook(server.url(path), Optional.empty(), true, Optional.empty()),
                List.of(),
                List.of(),
                Severity.INFO,
                when.length == 0 ? EnumSet.allOf(Occasion.class) : Set.of(when),
                Duration.ofDays(7),
                Duration.ZERO,
                Optional.of(new QuietHours(LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneOffset.UTC)));
    }

    NotifyChannel channel(String name, List<String> owners, List<String> environments, Occasion... when) {
        NotifyChannel every = channel(name, "/ok", when);
        return new NotifyChannel(
                name,
                every.target(),
                owners,
                environments,
                every.severity(),
                every.when(),
                every.repeat(),
                every.resolvedAfter(),
                every.quiet());
    }

    Notifier notifier(NotifyChannel... channels) {
        return new Notifier(List.of(channels), sent, clock, Optional.empty(), Duration.ofSeconds(5), List.of());
    }

    List<String> parts(int message) throws IOException {
        JsonNode body = new ObjectMapper().readTree(server.taken().get(message).body());
        List<String> parts = new ArrayList<>();
        body.path("parts")
                .forEach(part -> parts.add(
                        part.path("sort").asText() + " " + part.path("items").size() + " of "
                                + part.path("total").asInt()));
        return parts;
    }

    String headline(int message) throws IOException {
        return new ObjectMapper()
                .readTree(server.taken().get(message).body())
                .path("headline")
                .asText();
    }

    /** The same night, made at another moment. */
    static Night at(Instant moment) {
        return new Night(SampleReports.at(NIGHT.report(), moment), Duration.ofDays(9));
    }

    static Instant day(int number) {
        return NOW.plus(Duration.ofDays(number));
    }

    /** A night of one cause with these drifts, of which the first leads. */
    static Night cause(Instant asOf, Drift... drifts) {
        Severity gravest = Stream.of(drifts)
                .map(Drift::severity)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Cause cause = new Cause(
                drifts[0].cause(),
                "V differs",
                gravest,
                Disposition.OPEN,
                Stream.of(drifts).map(Drift::id).toList());
        return new Night(
                SampleReports.at(SampleReports.equal(), asOf)
                        .but()
                        .verdict(Verdict.DRIFT)
                        .previous(asOf.minus(Duration.ofDays(1)))
                        .drifts(List.of(drifts))
                        .causes(List.of(cause))
                        .build(),
                Duration.ofDays(9));
    }

    static Drift drift(String id, Severity severity, Stage stage) {
        return drift(id, severity, stage, NOW.minus(Duration.ofDays(3)));
    }

    static Drift drift(String id, Severity severity, Stage stage, Instant firstSeen) {
        Drift drift = Drifts.open(id, "env[shop-web]/V" + id.charAt(0), DriftState.DIFFERENT, severity, "V differs");
        return drift.but()
                .cause("1c1e07d2f3b9a64")
                .lifecycle(new Lifecycle(stage, Optional.of(firstSeen)))
                .build();
    }
}
