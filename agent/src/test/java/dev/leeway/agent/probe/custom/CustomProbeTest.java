package dev.leeway.agent.probe.custom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.CustomSettings;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostSettings;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.ProbeContract;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomProbeTest extends ProbeContract {
    private static final String PLACE = "/etc/leeway/facts.d";

    @Override
    protected Probe probe() {
        return new CustomProbe();
    }

    @Override
    protected FixtureHost richHost(Path directory) {
        FixtureHost host = FixtureHost.in(directory)
                .file(PLACE + "/team.json", "{\n \"rack\": \"b7\",\n \"build\": {\"number\": 42, \"green\": true}\n}\n")
                .file(PLACE + "/licence.yaml", "seats: 12\nkey: hunter2\nhosts:\n  - name: one\n    port: 80\n")
                .file(PLACE + "/cabling.facts", "# by hand\nUPLINK=10\nREDUNDANT=true\nPATCH=\"a 1\"\n");
        return mine(host);
    }

    /** Written by nobody but the user of this test. */
    private static FixtureHost mine(FixtureHost host) {
        Path place = host.location().resolve("root" + PLACE);
        allow(place, "rwxr-xr-x");
        try (Stream<Path> files = Files.list(place)) {
            for (Path each : files.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                allow(each, "rw-r--r--");
            }
            long uid = ((Number) Files.getAttribute(place, "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue();
            return host.settings(HostSettings.NONE.with(CustomSettings.USUAL.runBy(uid)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void allow(Path path, String permissions) {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RecordedSection seen(FixtureHost host, String subject) throws Exception {
        return RecordingRecorder.of(probe(), host).about(subject);
    }

    private RecordedSection index(FixtureHost host) throws Exception {
        return RecordingRecorder.of(probe(), host).host();
    }

    @Test
    void tellsWhatFilesSayWithTypeAndLine(@TempDir Path directory) throws Exception {
        RecordedSection team = seen(richHost(directory), "team");
        assertThat(team.paths()).containsExactlyInAnyOrder("rack", "build/number", "build/green");
        assertThat(team.observed("build/number"))
                .containsExactly(
                        new Observed.Guarded("variable", "build.number", "42", Optional.of(Value.Numeric.of(42))));
        assertThat(team.observed("build/green"))
                .containsExactly(
                        new Observed.Guarded("variable", "build.green", "true", Optional.of(new Value.Flag(true))));
        assertThat(team.evidence("build/number")).contains(PLACE + "/team.json:3");
        RecordedSection cabling = seen(richHost(directory), "cabling");
        assertThat(cabling.observed("UPLINK"))
                .containsExactly(new Observed.Guarded("variable", "UPLINK", "10", Optional.of(Value.Numeric.of(10))));
        assertThat(cabling.evidence("PATCH")).contains(PLACE + "/cabling.facts:4");
        assertThat(seen(richHost(directory), "licence").paths()).contains("seats", "hosts/one/port");
        assertThat(index(richHost(directory)).paths())
                .containsExactlyInAnyOrder("file[team]/observed", "file[licence]/observed", "file[cabling]/observed");
    }

    @Test
    void namesTheLineOfWhatIsMalformedAndQuotesNothing(@TempDir Path directory) throws Exception {
        FixtureHost host = richHost(directory)
                .file(PLACE + "/a.json", "{\n \"x\": hunter2\n}\n")
                .file(PLACE + "/b.yaml", "x: 1\ny: [hunter2\n")
                .file(PLACE + "/c.facts", "A=1\nhunter2 hunter2\n")
                .file(PLACE + "/d.json", "[1]")
                .file(PLACE + "/e.json", "\0\0");
        mine(host);
        for (String each : List.of("a", "b", "c", "d", "e")) {
            RecordedSection section = seen(host, each);
            assertThat(section.outcome()).as(each).isEqualTo(Outcome.FAILED);
            assertThat(section.reason().orElse(""))
                    .startsWith(PLACE + "/" + each + ".")
                    .doesNotContain("hunter2");
        }
        assertThat(seen(host, "a").reason().orElse("")).contains("line 2");
        assertThat(seen(host, "c").reason().orElse("")).contains("line 2");
        assertThat(seen(host, "team").outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(index(host).uncovered()).contains("file[a]/observed format");
    }

    @Test
    void refusesWhatSomebodyElseCouldHaveWrittenAndSaysWhatToDo(@TempDir Path directory) throws Exception {
        String[][] wrong = {
            {"rwxr-xr-x", "is marked as a program"},
            {"rw-rw-r--", "may be written by its group (mode 0664)"},
            {"rw-r--rw-", "may be written by everybody"}
        };
        for (String[] each : wrong) {
            FixtureHost host = richHost(directory);
            allow(directory.resolve("root" + PLACE + "/team.json"), each[0]);
            RecordedSection team = seen(host, "team");
            assertThat(team.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(team.reason().orElse("")).contains(each[1]).contains("chmod");
            assertThat(index(host).uncovered()).containsExactly("file[team]/observed permission");
        }
        FixtureHost host = richHost(directory);
        allow(directory.resolve("root" + PLACE), "rwxrwxrwx");
        assertThat(index(host).outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void refusesFilesOfOtherUsers() {
        Trust trust = new Trust(OptionalLong.of(1000));
        assertThat(trust.fault(stat(1000, 0600), "file")).isEmpty();
        assertThat(trust.fault(stat(0, 0644), "file")).isEmpty();
        assertThat(trust.fault(stat(1001, 0644), "file").orElse(""))
                .contains("user 1001")
                .contains("chown root");
        assertThat(new Trust(OptionalLong.empty()).fault(stat(1000, 0644), "file"))
                .isPresent();
    }

    private static FileStat stat(long uid, int mode) {
        return new FileStat(FileStat.Type.FILE, 1, 1, 1, mode, uid, 0, Instant.EPOCH);
    }

    @Test
    void readsNothingThatLeadsOutOfTheDirectory(@TempDir Path directory) throws Exception {
        FixtureHost host = richHost(directory)
                .file("/etc/secret.json", "{\"a\": 1}")
                .link(PLACE + "/out.json", "/etc/secret.json")
                .link(PLACE + "/in.json", "team.json");
        assertThat(seen(host, "out").outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(seen(host, "in").paths()).contains("rack");
    }

    @Test
    void knowsItsBounds(@TempDir Path directory) throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 2_100; i++) {
            many.append("N").append(i).append("=1\n");
        }
        FixtureHost host = richHost(directory)
                .file(PLACE + "/many.facts", many.toString())
                .file(PLACE + "/large.json", " ".repeat(300 << 10))
                .file(PLACE + "/README", "not a file of facts")
                .file(PLACE + "/.hidden.json", "{}")
                .file(PLACE + "/deep.json", "{\"a\":".repeat(80) + "1" + "}".repeat(80));
        mine(host);
        assertThat(seen(host, "many").reason().orElse("")).contains("more than 2000 facts");
        assertThat(seen(host, "large").reason().orElse("")).contains("larger than 256 KiB");
        assertThat(seen(host, "deep").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(RecordingRecorder.of(probe(), host).subjects())
                .containsExactlyInAnyOrder("cabling", "deep", "large", "licence", "many", "team");
    }
}
