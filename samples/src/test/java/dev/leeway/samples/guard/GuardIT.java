package dev.leeway.samples.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Incident 2 before it happens: a development process aimed at production's database, through the installed launcher. */
final class GuardIT {
    private static final String AGENT = Program.agent().path();
    private static final String URL = "postgres://app:hunter2@%s/shop";

    @TempDir
    Path directory;

    @BeforeEach
    void writeThePolicy() throws IOException {
        Files.writeString(
                directory.resolve("leeway.yaml"),
                "environments: [dev, {name: prod, aliases: [live]}]\n"
                        + "protected: [{environment: live, endpoints: [\"db-prod-1:5432/shop\"]}]\n");
        Files.writeString(directory.resolve("hosts"), "192.0.2.10 db-prod-1 old-name\n");
    }

    private record Result(int code, String out, String err) {}

    private Result guarded(String environment, Map<String, String> variables, String input, String... command)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                List.of(AGENT, "guard", "--policy", "leeway.yaml", "--hosts", "hosts", "--environment", environment));
        line.add("--");
        line.addAll(List.of(command));
        Path in = Files.writeString(directory.resolve("in"), input);
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put(Program.CACHE, Program.CLASSES.toString());
        builder.environment().remove("LC_ALL");
        builder.environment().putAll(variables);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @ParameterizedTest
    @ValueSource(strings = {"db-prod-1", "old-name", "192.0.2.10", "${SOMEWHERE}"})
    void refusesWhatIsAimedAtProduction(String host) throws Exception {
        Map<String, String> variables =
                Map.of("DATABASE_URL", String.format(Locale.ROOT, URL, host), "SOMEWHERE", "old-name");
        Result result = guarded("dev", variables, "", "touch", "started");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("refused: DATABASE_URL (variable) leads to")
                .contains("db-prod-1:5432/shop");
        assertThat(result.out() + result.err()).doesNotContain("hunter2");
        assertThat(directory.resolve("started")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.prod.shop.example", "10.20.10.5"})
    void refusesTheServiceThatTheIncidentShows(String host) throws Exception {
        Path policy = Path.of("incidents/02-scrapped-in-production/leeway.yaml");
        Files.writeString(directory.resolve("leeway.yaml"), Files.readString(policy));
        Map<String, String> variables =
                Map.of("DATABASE_URL", "postgresql://shop_dev:hunter2@" + host + ":5432/shop", "HEALTH_PORT", "8097");
        Result result = guarded("dev", variables, "", "touch", "started");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("refused: DATABASE_URL (variable) leads to");
        assertThat(directory.resolve("started")).doesNotExist();
        assertThat(guarded("prod", variables, "", "true").code()).isZero();
    }

    @Test
    void becomesTheCommandOtherwise() throws Exception {
        Result result = guarded(
                "dev",
                Map.of("DATABASE_URL", "postgres://db-dev-1/shop", "name", "kept", "home", "kept too"),
                "given",
                "sh",
                "-c",
                "cat; echo \" $name $home ${LC_ALL-unset} ${LEEWAY_GUARD-unset} $1\"; exit 7",
                "--",
                "a b");
        assertThat(result.out()).isEqualTo("given kept kept too unset unset a b\n");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(7);
    }

    @Test
    void saysWhatTheDocumentationSaysItDoes() throws Exception {
        Files.writeString(directory.resolve("leeway.yaml"), Files.readString(Path.of("guard/leeway.yaml")));
        List<String> documented = Files.readAllLines(Path.of("../docs/guard.md")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("leeway-agent: "))
                .toList();
        Result refused = guarded("dev", Map.of("DATABASE_URL", "postgres://app@db-prod-1/shop"), "", "./manage.py");
        Result unclear = guarded("dev", Map.of("DATABASE_URL", "${UNSET}"), "", "true");
        assertThat(documented)
                .containsExactly(refused.err().strip(), unclear.err().strip());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(unclear.code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SPRING_APPLICATION_JSON={\"spring\":{\"datasource\":{\"url\":\"jdbc:postgresql://db-prod-1/shop\"}}}",
                "VCAP_SERVICES={\"postgres\":[{\"credentials\":{\"host\":\"db-prod-1\"}}]}",
                "APP_DB=db-prod-1",
                "PGSERVICE=shop",
                "DATABASE_URL=${UNSET}",
                "RAILS_ENV=production",
            })
    void saysWhatItCouldNotCheck(String variable) throws Exception {
        int sign = variable.indexOf('=');
        String name = variable.substring(0, sign);
        Result result = guarded("dev", Map.of(name, variable.substring(sign + 1)), "", "true");
        assertThat(result.err())
                .isEqualTo("leeway-agent: not checked: where " + name + " (variable) leads cannot be told\n");
        assertThat(result.code()).isZero();
    }

    @Test
    void leavesProductionsOwnCommandsAlone() throws Exception {
        Map<String, String> variables = Map.of("DATABASE_URL", String.format(Locale.ROOT, URL, "db-prod-1"));
        assertThat(guarded("prod", variables, "", "true")).isEqualTo(new Result(0, "", ""));
        assertThat(guarded("live", variables, "", "true")).isEqualTo(new Result(0, "", ""));
    }

    @Test
    void startsNothingWhereItIsMisused() throws Exception {
        assertThat(guarded("nowhere", Map.of(), "", "touch", "started").code()).isEqualTo(2);
        Files.writeString(directory.resolve("leeway.yaml"), "protected: [{environment: prod, endpoint: [x]}]\n");
        assertThat(guarded("dev", Map.of(), "", "touch", "started").code()).isEqualTo(2);
        assertThat(directory.resolve("started")).doesNotExist();
    }
}
