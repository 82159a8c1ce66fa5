package dev.leeway.agent.probe.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.EngineInfo;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FakeEngine;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.ProbeContract;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerProbeTest extends ProbeContract {
    private static final String WEB = "/containers/" + FakeEngine.WEB + "/json";
    private static final String API = "/containers/" + FakeEngine.API + "/json";

    @TempDir
    Path directory;

    private FakeEngine fake = FakeEngine.start();

    @BeforeEach
    void start() {
        fake.close();
        fake = FakeEngine.start();
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Override
    protected Probe probe() {
        return new ContainerProbe();
    }

    @Override
    protected FixtureHost richHost(Path below) {
        return FixtureHost.in(below).engine(fake.engine());
    }

    private RecordingRecorder look() throws HostAccessException, InterruptedException {
        return look(fake.engine());
    }

    private RecordingRecorder look(ContainerEngine engine) throws HostAccessException, InterruptedException {
        return RecordingRecorder.of(
                new ContainerProbe(), FixtureHost.in(directory).engine(engine));
    }

    @Test
    void takesAContainerForNoneOfComposeWhoseImageHasItsLabels() throws Exception {
        try (FakeEngine own = FakeEngine.start()) {
            String labels =
                    "\"Labels\":{\"com.docker.compose.service\":\"shop-web\",\"com.docker.compose.project\":\"shop\","
                            + "\"com.docker.compose.container-number\":\"1\"%s}";
            String image = "{\"Id\":\"" + FakeEngine.IMAGE + "\",\"Config\":{" + labels + "}}";
            String container =
                    "{\"Id\":\"" + FakeEngine.WEB + "\",\"Name\":\"/tried-out\",\"Image\":\"" + FakeEngine.IMAGE
                            + "\",\"State\":{\"Status\":\"running\",\"Running\":true,\"Pid\":42},\"Config\":{\"Image\":\"kept:1\","
                            + labels + "}}";
            own.answer("/images/" + FakeEngine.IMAGE + "/json", image.formatted(""))
                    .answer("/containers/" + FakeEngine.WEB + "/json", container.formatted(""));
            assertThat(RecordingRecorder.of(probe(), FixtureHost.in(directory).engine(own.engine()))
                            .subjects())
                    .contains("tried-out")
                    .doesNotContain("shop-web");
            own.answer(
                    "/containers/" + FakeEngine.WEB + "/json",
                    container.formatted(",\"com.docker.compose.config-hash\":\"1a\""));
            assertThat(RecordingRecorder.of(probe(), FixtureHost.in(directory).engine(own.engine()))
                            .subjects())
                    .contains("shop-web");
        }
    }

    @Test
    void callsContainersByComposeServiceAndByName() throws Exception {
        assertThat(look().subjects()).containsExactly("shop-api", "shop-web");
    }

    @Test
    void callsAServiceThatRunsForTwoProjectsByEach() throws Exception {
        fake.change(API, "\"Labels\": {", """
                "Labels": {"com.docker.compose.service": "shop-web", "com.docker.compose.project": "other",""");
        assertThat(look().subjects()).containsExactly("other-shop-web", "proj-shop-web");
    }

    @Test
    void callsAServiceByItsProjectWhileThatOfTheOtherStandsStill() throws Exception {
        fake.change(API, "\"Labels\": {", """
                "Labels": {"com.docker.compose.service": "shop-web", "com.docker.compose.project": "other",""").change(API, "\"Status\": \"running\"", "\"Status\": \"exited\"");
        assertThat(look().subjects()).containsExactly("other-shop-web", "proj-shop-web");
    }

    @Test
    void takesNothingOfAnImageItCouldNotReadForTheContainersOwn() throws Exception {
        fake.answer("/images/" + FakeEngine.IMAGE + "/json", "no JSON");
        RecordedSection api = look().about("shop-api");
        assertThat(api.paths())
                .contains("restart/policy", "image/digest")
                .noneMatch(path -> path.startsWith("env/")
                        || path.startsWith("label[")
                        || path.equals("command")
                        || path.equals("health/command"));
        assertThat(api.uncovered())
                .contains(
                        "env/** format",
                        "command/** format",
                        "entrypoint/** format",
                        "label[*]/** format",
                        "working-directory/** format",
                        "stop-signal format",
                        "shell/** format",
                        "health/command/** format",
                        "image/tag-digest format",
                        "image/tag-moved format");
    }

    @Test
    void tellsNothingThatPodmanGivesEveryContainer() throws Exception {
        fake.change(
                        API,
                        "\"A=b\"",
                        "\"A=b\", \"HOSTNAME=2f27e9ee9916\", \"container=podman\", \"TERM=xterm\", \"HOME=/root\"")
                .change(API, "\"PidsLimit\": 50", "\"PidsLimit\": 2048");
        assertThat(look().about("shop-api").paths())
                .contains("env/HOSTNAME", "env/container", "env/TERM", "env/HOME", "limit/pids");
        fake.change("/version", "\"Name\": \"Engine\"", "\"Name\": \"Podman Engine\"");
        RecordingRecorder seen = look();
        assertThat(seen.host().value("engine/product")).contains(new Value.Text("podman"));
        assertThat(seen.about("shop-api").paths())
                .contains("env/LOG_LEVEL", "limit/memory")
                .doesNotContain("env/HOSTNAME", "env/container", "env/TERM", "env/HOME", "limit/pids");
    }

    @Test
    void tellsNothingThatComposeGivesAContainerThatTakesOverVolumes() throws Exception {
        fake.change(API, "\"A=b\"", "\"A=b\", \"affinity:container==2f27e9ee9916b2\"");
        assertThat(look().about("shop-api").paths())
                .contains("env/LOG_LEVEL")
                .noneMatch(path -> path.contains("affinity"));
        fake.change(API, "affinity:container==2f27e9ee9916b2", "affinity:container==*shop*");
        assertThat(look().about("shop-api").paths()).anyMatch(path -> path.contains("affinity"));
    }

    @Test
    void tellsOfPodmanWhatSomebodyChose() throws Exception {
        fake.change(API, "\"A=b\"", "\"A=b\", \"HOSTNAME=web-01\", \"TERM=dumb\"")
                .change("/version", "\"Name\": \"Engine\"", "\"Name\": \"Podman Engine\"");
        assertThat(look().about("shop-api").paths()).contains("env/HOSTNAME", "env/TERM", "limit/pids");
    }

    @Test
    void tellsHowAContainerIsRun() throws Exception {
        RecordedSection api = look().about("shop-api");
        assertThat(api.value("limit/memory")).contains(new Value.Size(64 << 20));
        assertThat(api.value("limit/memory-reservation")).contains(new Value.Size(32 << 20));
        assertThat(api.value("limit/cpus")).contains(new Value.Numeric(new java.math.BigDecimal("0.5")));
        assertThat(api.value("restart/policy")).contains(new Value.Text("on-failure"));
        assertThat(api.value("capability/added")).contains(Value.SetOf.texts(List.of("NET_ADMIN")));
        assertThat(api.value("capability/dropped")).contains(Value.SetOf.texts(List.of("CHOWN")));
        assertThat(api.value("read-only")).contains(new Value.Flag(true));
        assertThat(api.value("user")).contains(new Value.Text("1000:1000"));
        assertThat(api.value("port[8080%2Ftcp]/address")).contains(Value.SetOf.texts(List.of("loopback")));
        assertThat(api.value("port[8080%2Ftcp]/host-port")).contains(Value.SetOf.texts(List.of("18080")));
        assertThat(api.paths())
                .contains("env/LOG_LEVEL", "env/DB_PASSWORD", "label[team]")
                .doesNotContain("env/A");
    }

    @Test
    void tellsNothingThatTheEngineMadeUp() throws Exception {
        RecordingRecorder seen = look();
        RecordedSection api = seen.about("shop-api");
        assertThat(api.paths()).contains("mount[%2Fanon]/kind").doesNotContain("mount[%2Fanon]/volume");
        assertThat(api.paths()).contains("port[9090%2Ftcp]/published").doesNotContain("port[9090%2Ftcp]/host-port");
        assertThat(seen.toString())
                .doesNotContain(FakeEngine.API)
                .doesNotContain("172.17.")
                .doesNotContain("32768");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"Status\": \"running\"', '\"Status\": \"restarting\"'",
        "'\"Running\": true', '\"Running\": false'",
        "'\"RestartCount\": 0', '\"RestartCount\": 7'",
        "'\"Status\": \"starting\"', '\"Status\": \"healthy\"'"
    })
    void saysTheSameWhileAContainerIsOnItsWay(String from, String to) throws Exception {
        String before = look().toString();
        String answer = FakeEngine.committed("container-" + FakeEngine.API.substring(0, 12));
        if (answer.contains(from)) {
            fake.change(API, from, to);
        } else {
            fake.change(API, to, from);
        }
        assertThat(look()).hasToString(before);
    }

    @ParameterizedTest
    @CsvSource({
        "always, 137, 2026-11-21T20:49:30Z, running",
        "unless-stopped, 0, 2026-11-21T20:49:30Z, running",
        "on-failure, 1, 2026-11-21T20:49:30Z, running",
        "on-failure, 0, 2026-11-21T20:49:30Z, stopped",
        "no, 137, 2026-11-21T20:49:59Z, stopped",
        "no, 0, 2026-11-21T20:49:59Z, done",
        "always, 137, 2026-11-21T20:48:30Z, stopped",
        "on-failure, 1, 2026-11-21T20:48:30Z, stopped",
        "no, 137, 2026-11-21T20:45:00Z, stopped"
    })
    void countsAContainerThatEndedAsRunningOnlyWhereItIsStartedAgain(String policy, int code, String when, String state)
            throws Exception {
        stopped(when);
        fake.change(API, "\"Name\": \"on-failure\"", "\"Name\": \"" + policy + "\"")
                .change(API, "\"ExitCode\": 0", "\"ExitCode\": " + code);
        RecordedSection api = look().about("shop-api");
        assertThat(api.value("state")).contains(new Value.Text(state));
        assertThat(api.value("replicas")).contains(Value.Numeric.of(state.equals("running") ? 1 : 0));
        assertThat(api.value("health/status").isPresent()).isEqualTo(state.equals("running"));
    }

    @Test
    void leavesUnknownWhetherWhatComposeStoppedAMomentAgoIsStartedAgain() throws Exception {
        stopped("2026-11-21T20:49:30Z");
        fake.change(API, "\"Name\": \"on-failure\"", "\"Name\": \"no\"")
                .change(API, "\"Labels\": {", "\"Labels\": {\"com.docker.compose.project\": \"proj\",");
        RecordedSection api = look().about("shop-api");
        assertThat(api.uncovered()).contains("state vanished", "replicas vanished", "health/status vanished");
        assertThat(api.paths()).contains("restart/policy").doesNotContain("state", "replicas", "health/status");
    }

    private void stopped(String when) {
        fake.answer(API, FakeEngine.committed("container-" + FakeEngine.API.substring(0, 12)))
                .change(API, "\"FinishedAt\": \"0001-01-01T00:00:00Z\"", "\"FinishedAt\": \"" + when + "\"")
                .change(API, "\"Status\": \"running\"", "\"Status\": \"exited\"")
                .answer(
                        "/info",
                        FakeEngine.committed("info")
                                .replaceAll("\"SystemTime\": \"[^\"]*\"", "\"SystemTime\": \"2026-11-21T20:50:00Z\""));
    }

    @Test
    void leavesOutJobsOfCompose() throws Exception {
        fake.change(WEB, "\"com.docker.compose.oneoff\": \"False\"", "\"com.docker.compose.oneoff\": \"True\"");
        assertThat(look().subjects()).containsExactly("shop-api");
    }

    @Test
    void mergesReplicasAndTellsWhereTheyDiffer() throws Exception {
        fake.change(API, "\"Name\": \"/shop-api\"", "\"Name\": \"/shop-web\"");
        RecordedSection web = look().about("shop-web");
        assertThat(web.value("replicas")).contains(Value.Numeric.of(2));
        assertThat(web.observed("restart/policy")).hasSize(2);
    }

    @Test
    void saysWhenATagMoved() throws Exception {
        String other = "sha256:" + "ab".repeat(32);
        fake.answer("/images/json", "[{\"Id\":\"" + other + "\",\"RepoTags\":[\"web:1.2\"]}]")
                .answer("/images/" + other + "/json", "{\"Id\":\"" + other + "\",\"RepoTags\":[\"web:1.2\"]}")
                .change("/images/" + FakeEngine.IMAGE + "/json", "\"web:1.2\"", "\"web:1.1\"");
        RecordedSection web = look().about("shop-web");
        assertThat(web.value("image/tag-moved")).contains(new Value.Flag(true));
        assertThat(web.value("image/digest")).contains(new Value.Text(FakeEngine.IMAGE));
        assertThat(web.value("image/tag-digest")).contains(new Value.Text(other));
    }

    @Test
    void tellsOfTheEngine() throws Exception {
        RecordedSection index = look().host();
        assertThat(index.value("engine/product")).contains(new Value.Text("docker"));
        assertThat(index.value("engine/address-pools")).contains(new Value.Text("10.10.0.0/16 by /24"));
        assertThat(index.value("engine/live-restore")).contains(new Value.Flag(false));
        assertThat(index.paths()).contains("engine/proxy[HTTP_PROXY]", "engine/registry/mirror");
    }

    @Test
    void marksWhatItCouldNotAsk() throws Exception {
        fake.answer(API, "not JSON at all");
        RecordingRecorder seen = look();
        assertThat(seen.about("shop-api").uncovered()).containsExactly("** format");
        assertThat(seen.host().uncovered()).containsExactly("service[shop-api]/observed format");
        assertThat(seen.about("shop-web").paths()).isNotEmpty();
    }

    @Test
    void leavesOutAContainerThatWentAwayMeanwhile() throws Exception {
        fake.forget(API);
        RecordingRecorder seen = look();
        assertThat(seen.subjects()).containsExactly("shop-web");
        assertThat(seen.host().uncovered()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ABSENT,NOT_APPLICABLE", "DENIED,REFUSED", "TIMED_OUT,TIMED_OUT", "UNREADABLE,FAILED"})
    void tellsWhyItSawNothing(Kind kind, Outcome outcome) throws Exception {
        RecordedSection index = look(new Refusing(kind)).host();
        assertThat(index.outcome()).isEqualTo(outcome);
        assertThat(index.reason()).contains("/run/docker.sock: " + kind.text());
    }

    private record Refusing(Kind kind) implements ContainerEngine {
        @Override
        public EngineInfo info() throws HostAccessException {
            throw new HostAccessException(kind, "/run/docker.sock");
        }

        @Override
        public List<EngineContainer> containers() throws HostAccessException {
            throw new HostAccessException(kind, "/run/docker.sock");
        }

        @Override
        public List<EngineImage> images() throws HostAccessException {
            throw new HostAccessException(kind, "/run/docker.sock");
        }
    }
}
