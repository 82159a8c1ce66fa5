package dev.leeway.samples.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code samples/hosts/rebuild.sh incidents} makes the snapshots anew; {@code -Dgolden.update=true} the reports. */
class IncidentsIT {
    private static final Path INCIDENTS = Program.REPOSITORY.resolve("samples/incidents");

    @TempDir
    Path scratch;

    @ParameterizedTest(name = "{0} says {1}")
    @CsvSource({
        "01-works-on-my-machine, dependency[shop-recommend]/pypi[flask]/version",
        "04-client-tool, package/tool[pg_dump]/version",
        "05-missing-variable, env[shop-web]/PAYMENT_TIMEOUT",
        "06-lite-environment, os/distribution/version",
        "07-packaging-mistake, dependency[shop-web]/stray[private-key]",
        "08-unrehearsed-point-release, jdk/default/version",
        "11-missing-type, env[shop-web]/PAYMENT_TIMEOUT",
        "12-date-boundary, os/timezone"
    })
    void saysThePlantedFaultFirst(String incident, String address) throws IOException, InterruptedException {
        List<String> lines = diff(incident, "text").lines().toList();
        String firstAddress =
                lines.stream().filter(line -> line.contains(" = ")).findFirst().orElse("nothing");
        assertThat(firstAddress).contains(address).contains(" = ");
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource({
        "01-works-on-my-machine, text", "01-works-on-my-machine, json",
        "04-client-tool, text", "04-client-tool, json",
        "05-missing-variable, text", "05-missing-variable, json",
        "06-lite-environment, text", "06-lite-environment, json",
        "07-packaging-mistake, text", "07-packaging-mistake, json",
        "08-unrehearsed-point-release, text", "08-unrehearsed-point-release, json",
        "11-missing-type, text", "11-missing-type, json",
        "12-date-boundary, text", "12-date-boundary, json"
    })
    void reportsExactlyWhatIsKeptBesideIt(String incident, String form) throws IOException, InterruptedException {
        Path expected = INCIDENTS.resolve(incident).resolve("expected." + form);
        String said = diff(incident, form);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, said);
        }
        assertThat(said).isEqualTo(Files.readString(expected));
    }

    @Test
    void coversEveryIncidentThatIsKept() throws IOException {
        try (Stream<Path> kept = Files.list(INCIDENTS)) {
            assertThat(kept.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "01-works-on-my-machine",
                            "04-client-tool",
                            "05-missing-variable",
                            "06-lite-environment",
                            "07-packaging-mistake",
                            "08-unrehearsed-point-release",
                            "11-missing-type",
                            "12-date-boundary");
        }
    }

    @Test
    void holdsNothingOfTheSecretsThatWerePacked() throws IOException {
        for (String planted : List.of(".env", "static/app.js.map")) {
            String content = Files.readString(
                    Program.REPOSITORY.resolve("samples/hosts/shop/mistake").resolve(planted));
            Matcher secrets = Pattern.compile("planted-[\\w-]+").matcher(content);
            assertThat(secrets.find()).as(planted).isTrue();
            try (Stream<Path> kept = Files.list(INCIDENTS.resolve("07-packaging-mistake"))) {
                for (Path each : kept.toList()) {
                    assertThat(Files.readString(each))
                            .as(each.toString())
                            .doesNotContain("planted-", "PRIVATE KEY")
                            .doesNotContain(secrets.group());
                }
            }
        }
    }

    @Test
    void tellsOfThePackagesThatNobodyPinned() throws IOException, InterruptedException {
        assertThat(diff("01-works-on-my-machine", "text").replaceAll("\\s+", " "))
                .contains(
                        "12 Python packages that nothing pins are newer in prod than in dev, 3 by a major version: flask"
                                + " (2.3.3 to 3.0.3), ");
    }

    private String diff(String incident, String form) throws IOException, InterruptedException {
        Ran ran = Program.of(
                        "sh",
                        "-c",
                        "cd \"$0\" && exec \"$@\"",
                        INCIDENTS.resolve(incident).toString())
                .run(
                        scratch,
                        Map.of("XDG_STATE_HOME", scratch.toString()),
                        Program.REPOSITORY
                                .resolve("collector/target/leeway/bin/leeway")
                                .toString(),
                        "diff",
                        Files.exists(INCIDENTS.resolve(incident).resolve("dev.json")) ? "dev.json" : "staging.json",
                        "prod.json",
                        "--policy",
                        "leeway.yaml",
                        "--as-of",
                        "2026-11-22T02:00:00Z",
                        "--width",
                        "100",
                        "--format",
                        form);
        assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
        return ran.out();
    }
}
