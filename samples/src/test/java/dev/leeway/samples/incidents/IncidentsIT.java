package dev.leeway.samples.incidents;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code samples/hosts/rebuild.sh incidents} makes the snapshots anew; {@code -Dgolden.update=true} the reports. */
class IncidentsIT {
    private static final Path INCIDENTS = Program.REPOSITORY.resolve("samples/incidents");

    /** What was said of an incident in a form: several tests look at one text, which is always the same. */
    private static final Map<String, String> SAID = new ConcurrentHashMap<>();

    @TempDir
    Path scratch;

    @ParameterizedTest(name = "{0} says {1}")
    @CsvSource({
        "01-works-on-my-machine, connection[shop-recommend]/endpoint[DATABASE_URL]/engine",
        "02-scrapped-in-production, database[shop]/server/instance",
        "03-json-only-in-production, database[shop]/json[public.orders.details]/path[$.coupon]/types",
        "04-client-tool, package/tool[pg_dump]/version",
        "05-missing-variable, env[shop-web]/PAYMENT_TIMEOUT",
        "05-missing-variable-in-a-container, container[shop-web]/declared/env[PAYMENT_TIMEOUT]/met",
        "06-lite-environment, os/distribution/version",
        "07-packaging-mistake, dependency[shop-web]/stray[private-key]",
        "08-unrehearsed-point-release, jdk/default/version",
        "09-heavy-image, image[shop-web]/size",
        "10-compose-says-otherwise, container[shop-web]/declared/port[8080%2Ftcp]/state",
        "11-missing-column-type, database[shop]/table[public.orders]/column[total]/type",
        "11-missing-type, env[shop-web]/PAYMENT_TIMEOUT",
        "12-date-boundary, os/timezone",
        "13-it-worked-yesterday, env[shop-web]/PAYMENT_TIMEOUT"
    })
    void saysThePlantedFaultFirst(String incident, String address) throws IOException, InterruptedException {
        List<String> lines = diff(incident, "text").lines().toList();
        String firstAddress =
                lines.stream().filter(line -> line.contains(" = ")).findFirst().orElse("nothing");
        assertThat(firstAddress).contains(address).contains(" = ");
    }

    static Stream<Arguments> reports() throws IOException {
        return kept().stream().flatMap(incident -> Stream.of("text", "json").map(form -> arguments(incident, form)));
    }

    private static List<String> kept() throws IOException {
        try (Stream<Path> kept = Files.list(INCIDENTS)) {
            return kept.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("reports")
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
        assertThat(kept())
                .containsExactly(
                        "01-works-on-my-machine",
                        "02-scrapped-in-production",
                        "03-json-only-in-production",
                        "04-client-tool",
                        "05-missing-variable",
                        "05-missing-variable-in-a-container",
                        "06-lite-environment",
                        "07-packaging-mistake",
                        "08-unrehearsed-point-release",
                        "09-heavy-image",
                        "10-compose-says-otherwise",
                        "11-missing-column-type",
                        "11-missing-type",
                        "12-date-boundary",
                        "13-it-worked-yesterday");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01-works-on-my-machine",
                "02-scrapped-in-production",
                "03-json-only-in-production",
                "11-missing-column-type"
            })
    void holdsNothingOfLoginsAndDocuments(String incident) throws IOException {
        String hosts = Files.readString(Program.REPOSITORY.resolve("samples/hosts/databases.sh"))
                + Files.readString(Program.REPOSITORY.resolve("samples/hosts/database-incidents.sh"))
                + Files.readString(Program.REPOSITORY.resolve("samples/hosts/incidents.sh"));
        for (String planted :
                List.of("Jd7wQm3Tz5", "Rb2xKs8Wy4", "Wn5cYb8Lq3", "@customers.example", "sku-", "spring")) {
            assertThat(hosts).contains(planted);
            try (Stream<Path> kept = Files.list(INCIDENTS.resolve(incident))) {
                for (Path each : kept.toList()) {
                    assertThat(Files.readString(each)).as(each.toString()).doesNotContain(planted);
                }
            }
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
        if (!SAID.containsKey(incident + " " + form)) {
            ask(incident);
        }
        return requireNonNull(SAID.get(incident + " " + form));
    }

    /** Has one command say it in each form. */
    private void ask(String incident) throws IOException, InterruptedException {
        Path json = scratch.resolve(incident + ".json");
        List<String> words = new ArrayList<>();
        words.add(
                Program.REPOSITORY.resolve("collector/target/leeway/bin/leeway").toString());
        words.addAll(asked(INCIDENTS.resolve(incident)));
        words.addAll(List.of("--policy", "leeway.yaml", "--width", "100", "-o", "-", "-o", json.toString()));
        Ran ran = Program.of(
                        "sh",
                        "-c",
                        "cd \"$0\" && exec \"$@\"",
                        INCIDENTS.resolve(incident).toString())
                .run(scratch, Map.of("XDG_STATE_HOME", scratch.toString()), words.toArray(String[]::new));
        assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
        SAID.put(incident + " text", ran.out());
        SAID.put(incident + " json", Files.readString(json));
    }

    /** Two sides; or, where an incident tells of two moments, the later one with the earlier at hand. */
    private static List<String> asked(Path incident) throws IOException {
        if (Files.exists(incident.resolve("prod.json"))) {
            String earlier = Files.exists(incident.resolve("dev.json")) ? "dev.json" : "staging.json";
            return List.of("diff", earlier, "prod.json", "--as-of", "2026-11-22T02:00:00Z");
        }
        try (Stream<Path> taken = Files.list(incident)) {
            List<String> moments = taken.map(each -> each.getFileName().toString())
                    .filter(name -> name.startsWith("taken-"))
                    .sorted()
                    .toList();
            assertThat(moments).hasSize(2);
            return List.of("report", "--before", moments.get(0), moments.get(1), "--as-of", "2026-11-24T02:00:00Z");
        }
    }

    @Test
    void tellsWhatMovedBeforeWhatIsGraverAndWasSoAllAlong() throws IOException, InterruptedException {
        String said = diff("13-it-worked-yesterday", "text");
        assertThat(said).containsSubsequence("Moved\n", "PAYMENT_TIMEOUT", "prod (was", "As before\n", "os/timezone");
        String now = diff("12-date-boundary", "text");
        assertThat(now).doesNotContain("Moved\n");
    }
}
