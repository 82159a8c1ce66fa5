package dev.leeway.agent.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.probe.BuiltInProbes;
import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.testing.FakeProbe;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanaryRunTest {
    private static final List<Canary> CORPUS = CanaryCorpus.of(7);
    private static final List<Canary> FEW = CORPUS.stream()
            .filter(canary ->
                    canary.kind().startsWith("word/") || !canary.kind().contains("/"))
            .toList();

    private static CanaryRun.Result run(List<Probe> probes, RedactionRules rules, List<Canary> corpus)
            throws InterruptedException {
        return CanaryRun.of(
                        probes,
                        CatalogueReader::builtIn,
                        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                        List.of(Redactor.keyless(rules)),
                        corpus,
                        CanaryRunTest::written,
                        CanaryRun.Thoroughness.IN_TURN,
                        Duration.ofMinutes(5))
                .get(0);
    }

    private static List<CanaryRun.Output> written(Snapshot snapshot) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            SnapshotJson.write(snapshot, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(new CanaryRun.Output("snapshot", bytes.toByteArray()));
    }

    @Test
    void plantsAtLeastTwoThousandDifferentSecrets() {
        assertThat(CORPUS).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(2000);
    }

    @Test
    void findsWhatAGenerousRedactorLetsOutAndNamesThePlace() throws InterruptedException {
        RedactionRules generous = new RedactionRules(List.of("GREETING*"), List.of());

        // One real probe will do: a leak is traced by halves, with a snapshot for each.
        List<Probe> variables = BuiltInProbes.all().stream()
                .filter(probe -> probe.spec().name().equals("env"))
                .toList();

        CanaryRun.Result result = run(variables, generous, FEW);

        assertThat(result.leaks()).isNotEmpty();
        assertThat(result.leaks().get(0).places()).contains("variable, other name");
        assertThat(result.leaks().get(0).places()).doesNotContain("variable, telling name");
    }

    @Test
    void findsWhatAProbeWritesIntoANameOfAFact() throws InterruptedException {
        Probe leaking = FakeProbe.of("os", (host, out) -> {
            String text = new String(host.files().read("/etc/environment", 1 << 20), StandardCharsets.UTF_8);
            String value = text.lines().findFirst().orElse("").replaceFirst("^[A-Z_]+=", "");
            out.section().fact(FactPath.of("x", value), Observed.flag(true));
        });

        CanaryRun.Result result = run(List.of(leaking), RedactionRules.published(), FEW);

        assertThat(result.leaks())
                .anySatisfy(leak -> assertThat(leak.places()).contains("/etc/environment, other name"));
    }

    @Test
    void findsWhatAProbeTellsOfTheTextsInADatabase() throws InterruptedException {
        Probe leaking = FakeProbe.of("os", (host, out) -> {
            SectionRecorder section = out.section();
            for (DatabaseTarget target : host.databases().targets()) {
                if (target.engine().equals("sqlite")) {
                    host.databases()
                            .session(
                                    target,
                                    session -> session.query(
                                                    "select name, sql from sqlite_master where type = 'view'",
                                                    List.of())
                                            .forEach(row -> section.fact(
                                                    FactPath.of("x", row.text("name")),
                                                    Observed.text(
                                                            row.text("sql").replaceAll("^[^']*'|'[^']*$", "")))));
                }
            }
        });

        CanaryRun.Result result = run(List.of(leaking), RedactionRules.published(), FEW);

        assertThat(result.leaks()).isNotEmpty();
        assertThat(result.leaks().get(0).places()).containsExactly("SQLite view text");
    }

    @Test
    void isNotWholeWhenProbesReadNothing() throws InterruptedException {
        Probe idle = FakeProbe.of("os", (host, out) -> out.section().fact(FactPath.of("x"), Observed.flag(true)));

        CanaryRun.Result result = run(List.of(idle), RedactionRules.published(), FEW);

        assertThat(result.leaks()).isEmpty();
        assertThat(result.unread()).hasSize(result.places());
        assertThat(result.whole()).isFalse();
    }

    @Test
    void isNotWholeWhenAProbeGivesNoAnswer() throws InterruptedException {
        Probe failing = FakeProbe.of("os", (host, out) -> {
            throw new IllegalStateException("no answer");
        });

        assertThat(run(List.of(failing), RedactionRules.published(), FEW).fallen())
                .containsExactly("os");
    }
}
