package dev.leeway.agent.probe.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.testing.FakeEngine;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.fact.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposePromisesTest {
    private static final String SHOP = """
            version: "3.8"
            services:
              shop-web:
                image: shop/web:${TAG:-1.4}
                env_file: web.env
                environment:
                  SERVER_PORT: "8080"
                  PAYMENT_URL: https://payments.example/v2
                ports: ["8080:8080"]
                mem_limit: 256m
                deploy: {resources: {limits: {cpus: "0.5"}}}
            """;
    private static final String VARIABLES =
            "\"SERVER_PORT=8080\",\"PAYMENT_URL=https://payments.example/v2\",\"LOG_LEVEL=info\",\"PAYMENT_TIMEOUT=30s\"";
    private static final String PORTS = "\"8080/tcp\":[{\"HostIp\":\"\",\"HostPort\":\"8080\"}]";
    private static final String LIMITS = "\"Memory\":268435456,\"NanoCpus\":500000000";

    @TempDir
    Path directory;

    private String labels = "\"com.docker.compose.project.config_files\":\"docker-compose.yml\"";
    private String variables = VARIABLES;
    private String ports = PORTS;
    private String limits = LIMITS;
    private String image = "shop/web:1.4";

    private FixtureHost host() {
        return FixtureHost.in(directory).file("/srv/shop/web.env", "LOG_LEVEL=info\nPAYMENT_TIMEOUT=30s\n");
    }

    private RecordedSection look(FixtureHost host) throws Exception {
        return look(host, true);
    }

    private RecordedSection look(FixtureHost host, boolean local) throws Exception {
        return look(host, local, Duration.ofSeconds(30));
    }

    private RecordedSection look(FixtureHost host, boolean local, Duration time) throws Exception {
        try (FakeEngine fake = FakeEngine.start()) {
            fake.answer(
                    "/containers/" + FakeEngine.WEB + "/json",
                    "{\"Id\":\"" + FakeEngine.WEB + "\",\"Name\":\"/shop_shop-web_1\",\"Image\":\"" + FakeEngine.IMAGE
                            + "\",\"State\":{\"Status\":\"running\",\"Running\":true,\"Pid\":42},\"Config\":{\"Image\":\""
                            + image + "\",\"Env\":[" + variables
                            + "],\"Labels\":{\"com.docker.compose.service\":\"shop-web\","
                            + "\"com.docker.compose.project\":\"shop\","
                            + "\"com.docker.compose.project.working_dir\":\"/srv/shop\"," + labels
                            + "}},\"HostConfig\":{\"NetworkMode\":\"shop_default\",\"PortBindings\":{" + ports + "},"
                            + limits + "}}");
            ContainerEngine engine = local ? new EngineAtSocket(fake.engine()) : fake.engine();
            return RecordingRecorder.of(new ContainerProbe(), host.engine(engine), time)
                    .about("shop-web");
        }
    }

    private static Optional<Value> text(String text) {
        return Optional.of(new Value.Text(text));
    }

    @Test
    void tellsThatEveryPromiseIsKept() throws Exception {
        RecordedSection seen = look(host().file("/srv/shop/docker-compose.yml", SHOP));
        for (String kept : List.of(
                "env[SERVER_PORT]",
                "env[PAYMENT_URL]",
                "env[LOG_LEVEL]",
                "env[PAYMENT_TIMEOUT]",
                "port[8080%2Ftcp]",
                "limit[memory]",
                "limit[cpus]",
                "image")) {
            assertThat(seen.value("declared/" + kept + "/state")).as(kept).isEqualTo(text("kept"));
        }
        assertThat(seen.value("declared/env[PAYMENT_TIMEOUT]/met")).contains(new Value.Flag(true));
        assertThat(seen.paths()).noneMatch(path -> path.endsWith("/value") || path.endsWith("/actual"));
        assertThat(seen.uncovered()).isEmpty();
    }

    @Test
    void tellsWhatWasChangedInTheFilesSinceWithItsLine() throws Exception {
        FixtureHost edited = FixtureHost.in(directory)
                .file("/srv/shop/web.env", "LOG_LEVEL=info\nPAYMENT_TIMEOUT=45s\nRETRIES=3\n")
                .file(
                        "/srv/shop/docker-compose.yml",
                        SHOP.replace("8080:8080", "8081:8080")
                                .replace("256m", "0.5g")
                                .replace("      SERVER_PORT: \"8080\"\n", "")
                                .replace("${TAG:-1.4}", "1.6"));
        RecordedSection seen = look(edited);
        assertThat(seen.value("declared/env[PAYMENT_TIMEOUT]/state")).isEqualTo(text("other"));
        assertThat(seen.evidence("declared/env[PAYMENT_TIMEOUT]/state")).contains("/srv/shop/web.env:2");
        assertThat(seen.value("declared/env[RETRIES]/state")).isEqualTo(text("missing"));
        assertThat(seen.paths()).doesNotContain("declared/env[RETRIES]/met");
        assertThat(seen.value("declared/env[SERVER_PORT]/state")).isEqualTo(text("undeclared"));
        assertThat(seen.value("declared/port[8080%2Ftcp]/state")).isEqualTo(text("other"));
        assertThat(seen.value("declared/port[8080%2Ftcp]/value")).contains(Value.SetOf.texts(List.of("8081")));
        assertThat(seen.value("declared/port[8080%2Ftcp]/actual")).contains(Value.SetOf.texts(List.of("8080")));
        assertThat(seen.value("declared/limit[memory]/value")).contains(new Value.Size(512 << 20));
        assertThat(seen.value("declared/limit[memory]/actual")).contains(new Value.Size(256 << 20));
        assertThat(seen.evidence("declared/limit[memory]/state")).contains("/srv/shop/docker-compose.yml:9");
        assertThat(seen.value("declared/image/state")).isEqualTo(text("other"));
        assertThat(seen.value("declared/image/value")).isEqualTo(text("shop/web:1.6"));
        assertThat(seen.value("declared/image/actual")).isEqualTo(text("shop/web:1.4"));
    }

    @Test
    void guardsANameOfAnImageThatIsMoreThanAName() throws Exception {
        RecordedSection seen = look(host().file(
                        "/srv/shop/docker-compose.yml",
                        SHOP.replace("shop/web:${TAG:-1.4}", "deploy:hunter2@registry.example/web:1.4")));
        assertThat(seen.observed("declared/image/value").get(0)).isInstanceOf(Observed.Guarded.class);
        assertThat(seen.value("declared/image/actual")).isEqualTo(text("shop/web:1.4"));
    }

    @Test
    void claimsNothingOfWhatAShellMayHaveGivenInsteadOfTheProjectsOwnVariables() throws Exception {
        image = "shop/web:2.0";
        variables = VARIABLES.replace("info", "debug") + ",\"REGION=eu\"";
        limits = "\"Memory\":536870912,\"NanoCpus\":500000000";
        FixtureHost project = host().file("/srv/shop/.env", "TAG=1.0\nREGION=us\nMEMORY=256m\nPORT=8081\nOWN=9090\n")
                .file(
                        "/srv/shop/docker-compose.yml",
                        SHOP.replace("      SERVER_PORT", "      REGION:\n      SERVER_PORT")
                                .replace("256m", "${MEMORY}")
                                .replace("8080:8080", "${PORT}:${OWN}"));
        RecordedSection seen = look(project);
        assertThat(seen.value("declared/image/state")).isEqualTo(text("unknown"));
        assertThat(seen.value("declared/env[REGION]/state")).isEqualTo(text("unknown"));
        assertThat(seen.value("declared/limit[memory]/state")).isEqualTo(text("unknown"));
        assertThat(seen.value("declared/port[9090%2Ftcp]/state")).isEqualTo(text("unknown"));
        assertThat(seen.paths()).doesNotContain("declared/port[8080%2Ftcp]/state");
        assertThat(seen.value("declared/env[LOG_LEVEL]/state")).isEqualTo(text("other"));
        assertThat(seen.uncovered()).isEmpty();
        image = "shop/web:1.0";
        assertThat(look(project).value("declared/image/state")).isEqualTo(text("kept"));
    }

    @Test
    void countsWhatATagPutsInThePlaceOfOtherFiles() throws Exception {
        labels = "\"com.docker.compose.project.config_files\":\"/srv/shop/docker-compose.yml,/srv/shop/prod.yml\"";
        variables = VARIABLES.replace("\"SERVER_PORT=8080\",", "");
        ports = PORTS.replace("\"8080\"}", "\"8081\"}");
        RecordedSection seen =
                look(host().file("/srv/shop/docker-compose.yml", SHOP).file("/srv/shop/prod.yml", """
                        services:
                          shop-web:
                            ports: !override ["8081:8080"]
                            environment: {SERVER_PORT: !reset null}
                            deploy: !reset null
                        """));
        assertThat(seen.value("declared/port[8080%2Ftcp]/state")).isEqualTo(text("kept"));
        assertThat(seen.paths()).noneMatch(path -> path.startsWith("declared/env[SERVER_PORT]"));
        assertThat(seen.uncovered()).containsExactly("declared/limit[*]/** not followed");
    }

    @Test
    void losesNothingElseToFilesThatGiveNoAnswerOrFail() throws Exception {
        FixtureHost stalled = host().file("/srv/shop/docker-compose.yml", SHOP);
        CountDownLatch never = new CountDownLatch(1);
        stalled.stall("/srv/shop/docker-compose.yml", never);
        RecordedSection seen = look(stalled, true, Duration.ofSeconds(2));
        never.countDown();
        assertThat(seen.value("replicas")).isPresent();
        assertThat(seen.uncovered()).containsExactly("declared/** time", "declared/file[docker-compose.yml]/read time");
        FixtureHost confused = host().file("/srv/shop/docker-compose.yml", SHOP);
        confused.confound("/srv/shop/docker-compose.yml");
        RecordedSection failed = look(confused);
        assertThat(failed.value("replicas")).isPresent();
        assertThat(failed.uncovered())
                .containsExactly("declared/** unreadable", "declared/file[docker-compose.yml]/read unreadable");
    }

    @Test
    void saysThatThereAreMoreFilesThanAreRead() throws Exception {
        String many = IntStream.rangeClosed(1, 51)
                .mapToObj(i -> "/srv/shop/" + i + ".yml")
                .collect(Collectors.joining(","));
        labels = "\"com.docker.compose.project.config_files\":\"" + many + "\"";
        RecordedSection seen = look(host().file("/srv/shop/1.yml", SHOP));
        assertThat(seen.uncovered()).contains("declared/** limit");
        assertThat(seen.paths()).noneMatch(path -> path.endsWith("/state") && path.startsWith("declared/"));
    }

    @Test
    void losesNothingToValuesThatNameEachOther() throws Exception {
        String doubling = "A0=" + "x".repeat(1_000) + "\n"
                + IntStream.rangeClosed(1, 30)
                        .mapToObj(i -> "A" + i + "=$A" + (i - 1) + "$A" + (i - 1) + "\n")
                        .collect(Collectors.joining());
        String open = "      V: \"" + "${".repeat(32_000) + "\"\n";
        String hostile = SHOP.replace(
                "      SERVER_PORT",
                IntStream.range(0, 14)
                                .mapToObj(i -> open.replace("V:", "V" + i + ":"))
                                .collect(Collectors.joining())
                        + "      SERVER_PORT");
        RecordedSection seen =
                look(host().file("/srv/shop/.env", doubling).file("/srv/shop/docker-compose.yml", hostile));
        assertThat(seen.value("declared/env[SERVER_PORT]/state")).isEqualTo(text("kept"));
        assertThat(seen.value("replicas")).isPresent();
    }

    @Test
    void claimsNothingOfWhatAShellMayHaveGiven() throws Exception {
        image = "shop/web:2.0";
        variables = VARIABLES.replace("30s", "50s");
        RecordedSection seen = look(host().file("/srv/shop/web.env", "LOG_LEVEL=info\n")
                .file(
                        "/srv/shop/docker-compose.yml",
                        SHOP.replace("      SERVER_PORT", "      PAYMENT_TIMEOUT:\n      REGION:\n      SERVER_PORT")));
        assertThat(seen.value("declared/image/state")).isEqualTo(text("unknown"));
        assertThat(seen.value("declared/env[PAYMENT_TIMEOUT]/state")).isEqualTo(text("unknown"));
        assertThat(seen.uncovered()).isEmpty();
        assertThat(seen.paths()).contains("declared/env[PAYMENT_TIMEOUT]/met");
        assertThat(seen.value("declared/env[REGION]/state")).isEqualTo(text("unset"));
        assertThat(seen.paths()).doesNotContain("declared/env[REGION]/met");
    }

    @Test
    void mergesSeveralFilesAsComposeDoes() throws Exception {
        labels = "\"com.docker.compose.project.config_files\":\"/srv/shop/docker-compose.yml,/srv/shop/prod.yml\"";
        ports = PORTS + ",\"9090/udp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"9091\"}]";
        limits = "\"Memory\":536870912,\"NanoCpus\":500000000,\"PidsLimit\":64";
        RecordedSection seen = look(host().file("/srv/shop/docker-compose.yml", SHOP)
                .file("/srv/shop/base/common.yml", """
                        x-limits: &limits
                          mem_limit: ${MEMORY}
                        services:
                          limited:
                            <<: *limits
                            pids_limit: 64
                            environment: ["LOG_LEVEL=debug", "PAYMENT_TIMEOUT=30s"]
                        """)
                .file("/srv/shop/.env", "MEMORY=512m\n")
                .file("/srv/shop/prod.yml", """
                        services:
                          shop-web:
                            extends: {file: base/common.yml, service: limited}
                            environment: [LOG_LEVEL=info]
                            ports:
                              - {target: 9090, published: 9091, protocol: udp, host_ip: 127.0.0.1}
                        """));
        assertThat(seen.uncovered()).isEmpty();
        assertThat(seen.paths().stream()
                        .filter(path -> path.startsWith("declared/") && path.endsWith("/state"))
                        .map(path -> path + " " + seen.value(path).orElseThrow().display()))
                .hasSize(10)
                .allMatch(told -> told.endsWith(" kept"));
        assertThat(seen.paths())
                .contains("declared/file[base%2Fcommon.yml]/read", "declared/file[prod.yml]/read")
                .contains("declared/file[.env]/read", "declared/port[9090%2Fudp]/state", "declared/limit[pids]/state");
    }

    @Test
    void findsFilesThatTheFirstComposeNamesFromWhereSomebodyStood() throws Exception {
        labels = "\"com.docker.compose.project.config_files\":\"srv/shop/docker-compose.yml\"";
        RecordedSection seen = look(host().file("/srv/shop/docker-compose.yml", SHOP));
        assertThat(seen.value("declared/image/state")).isEqualTo(text("kept"));
    }

    @Test
    void takesWhatComposeGaveForTheVolumesOfTheContainerBeforeForNobodysChoice() throws Exception {
        variables = VARIABLES + ",\"affinity:container==2f27e9ee9916b2\",\"EXTRA=1\"";
        assertThat(look(host().file("/srv/shop/web.env", "LOG_LEVEL=info\nPAYMENT_TIMEOUT=30s\n")
                                .file("/srv/shop/docker-compose.yml", SHOP))
                        .paths())
                .contains("declared/env[EXTRA]/state")
                .noneMatch(path -> path.contains("affinity"));
    }

    @Test
    void tellsAServiceThatNoFileSpeaksOfAnyMore() throws Exception {
        RecordedSection seen = look(host().file("/srv/shop/docker-compose.yml", "services: {other: {image: a}}\n"));
        assertThat(seen.value("declared/service/state")).isEqualTo(text("undeclared"));
    }

    @Test
    void saysWhyFilesAreNotReadAndWhich() throws Exception {
        RecordedSection gone = look(host());
        assertThat(gone.uncovered())
                .containsExactlyInAnyOrder("declared/** vanished", "declared/file[docker-compose.yml]/read vanished");
        RecordedSection remote = look(host().file("/srv/shop/docker-compose.yml", SHOP), false);
        assertThat(remote.uncovered()).containsExactly("declared/** not followed");
        FixtureHost closed = host().file("/srv/shop/docker-compose.yml", SHOP);
        closed.deny("/srv/shop/web.env");
        assertThat(look(closed).uncovered())
                .containsExactlyInAnyOrder("declared/env[*]/** permission", "declared/file[web.env]/read permission");
    }

    @Test
    void refusesHostileFiles() throws Exception {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String last = "*a" + (i - 1);
            bomb.append(
                    "a" + i + ": &a" + i + " [" + String.join(", ", java.util.Collections.nCopies(10, last)) + "]\n");
        }
        assertThat(look(host().file("/srv/shop/docker-compose.yml", bomb + "services: {}\n"))
                        .uncovered())
                .contains("declared/** format");
        assertThat(look(host().file("/srv/shop/docker-compose.yml", "#".repeat((1 << 20) + 1)))
                        .uncovered())
                .contains("declared/** limit");
        Path file = directory.resolve("root/srv/shop/docker-compose.yml");
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/zero"));
        assertThat(look(host()).uncovered()).contains("declared/** vanished");
        Files.delete(file);
        Path outside = Files.writeString(directory.resolve("outside.yml"), SHOP);
        Files.createSymbolicLink(file, Path.of("../../../outside.yml"));
        assertThat(outside).exists();
        assertThat(look(host()).uncovered()).contains("declared/** vanished");
        Files.delete(file);
        assertThat(Runtime.getRuntime()
                        .exec(new String[] {"mkfifo", file.toString()})
                        .waitFor())
                .isZero();
        assertThat(look(host()).uncovered()).contains("declared/** not a regular file");
    }
}
