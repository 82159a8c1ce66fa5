package dev.leeway.agent.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Probe;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.yaml.CatalogueReader;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every probe must do, whatever it looks at: {@code class OsProbeTest extends ProbeContract}. */
public abstract class ProbeContract {
    private static final Duration SOON = Duration.ofSeconds(5);

    /** The probe under test. */
    protected abstract Probe probe();

    /** A host on which the probe has much to say, built below {@code directory}. */
    protected abstract FixtureHost richHost(Path directory);

    @Test
    void isAFinalClassNamedAfterItsPackageAndEndingInProbe() {
        Class<?> type = probe().getClass();
        assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
        assertThat(type.getSimpleName()).endsWith("Probe");
        // `package` cannot name a package of Java; that probe lives in `packages`.
        assertThat(type.getPackageName())
                .startsWith("dev.leeway.agent.probe." + probe().spec().name());
    }

    @Test
    void saysSomethingOfARichHost(@TempDir Path directory) throws HostAccessException, InterruptedException {
        RecordingRecorder seen = RecordingRecorder.of(probe(), richHost(directory));
        assertThat(seen.sections().values())
                .as("sections with facts")
                .anyMatch(section -> !section.paths().isEmpty());
    }

    @Test
    void recordsOnlyFactsOfTheCatalogue(@TempDir Path directory) throws HostAccessException, InterruptedException {
        Catalogue catalogue = CatalogueReader.builtIn();
        RecordingRecorder seen = RecordingRecorder.of(probe(), richHost(directory));
        assertThat(catalogue.probe(probe().spec().name()))
                .as("probe in facts.yaml")
                .isPresent();
        seen.sections()
                .forEach((key, section) -> assertThat(section.paths())
                        .as("facts of %s", key)
                        .allMatch(path -> catalogue
                                .entry(new Address(key, FactPath.parse(path)))
                                .isPresent()));
    }

    @Test
    void recordsTheSameTwice(@TempDir Path directory) throws HostAccessException, InterruptedException {
        FixtureHost host = richHost(directory);
        String first = RecordingRecorder.of(probe(), host).toString();
        assertThat(RecordingRecorder.of(probe(), host)).hasToString(first);
        assertThat(RecordingRecorder.of(probe(), host)).hasToString(first);
    }

    @Test
    void worksOnAnEmptyHost(@TempDir Path directory) throws HostAccessException, InterruptedException {
        RecordingRecorder live = RecordingRecorder.of(probe(), FixtureHost.in(directory));
        assertThat(live.sections().values()).allMatch(section -> section.outcome() != Outcome.FAILED);
        if (!probe().spec().needsLiveHost()) {
            RecordingRecorder mounted =
                    RecordingRecorder.of(probe(), FixtureHost.in(directory).mountedTree());
            assertThat(mounted.sections().values()).allMatch(section -> section.outcome() != Outcome.FAILED);
        }
    }

    @Test
    void survivesAHostThatDeniesEverything(@TempDir Path directory) {
        FixtureHost host = richHost(directory).deny("/").deny("/proc/").deny("/sys/");
        assertThatCode(() -> {
                    try {
                        RecordingRecorder.of(probe(), host);
                    } catch (HostAccessException refused) {
                        // A host that cannot be seen as a whole may be told this way.
                        assertThat(refused.kind()).isEqualTo(HostAccessException.Kind.DENIED);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void returnsSoonWhenInterrupted(@TempDir Path directory) throws InterruptedException {
        FixtureHost host = richHost(directory);
        AtomicBoolean returned = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            Thread.currentThread().interrupt();
            try {
                RecordingRecorder.of(probe(), host);
            } catch (HostAccessException | InterruptedException expected) {
                // Either is a fair answer to being told to stop.
            }
            returned.set(true);
        });
        thread.start();
        thread.join(SOON.toMillis());
        assertThat(returned).isTrue();
    }
}
