package dev.leeway.agent.probe.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.ImageName;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FakeEngine;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.ProbeContract;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageProbeTest extends ProbeContract {
    private static final String IMAGE = "/images/" + FakeEngine.IMAGE + "/json";
    private static final String LAYER = "sha256:207b4a5e2700ec79bf7c255201a043dca6a6236eb1bf97ad9a60f2f9b6d9ba5c";

    @TempDir
    Path directory;

    private final FakeEngine fake = FakeEngine.start();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Override
    protected Probe probe() {
        return new ImageProbe();
    }

    @Override
    protected FixtureHost richHost(Path below) {
        return FixtureHost.in(below).engine(fake.engine());
    }

    private RecordingRecorder look() throws HostAccessException, InterruptedException {
        return RecordingRecorder.of(new ImageProbe(), FixtureHost.in(directory).engine(fake.engine()));
    }

    @Test
    void tellsOfTheImageOfEachService() throws Exception {
        RecordingRecorder seen = look();
        assertThat(seen.subjects()).containsExactly("shop-api", "shop-web");
        RecordedSection web = seen.about("shop-web");
        assertThat(web.value("repository")).contains(new Value.Text("web"));
        assertThat(web.value("tag")).contains(new Value.Version("1.2", VersionScheme.GENERIC));
        assertThat(web.value("id")).contains(new Value.Text(FakeEngine.IMAGE));
        assertThat(web.value("digest")).contains(new Value.Text("sha256:" + "ab".repeat(32)));
        assertThat(web.value("platform")).contains(new Value.Text("linux/amd64"));
        assertThat(web.value("layers")).contains(Value.Numeric.of(1));
        assertThat(web.paths())
                .contains(
                        "content",
                        "env/A",
                        "label[x]",
                        "port[8080%2Ftcp]/exposed",
                        "health/interval",
                        "history/commands");
    }

    @Test
    void listsWhatLiesOnTheHost() throws Exception {
        assertThat(look().host().value("repository[web]/tag[1.2]")).contains(new Value.Text(FakeEngine.IMAGE));
    }

    @Test
    void findsTheBaseByLabelAndByLayers() throws Exception {
        String base = "sha256:" + "cd".repeat(32);
        fake.change(IMAGE, "\"x\": \"y\"", "\"x\": \"y\", \"org.opencontainers.image.base.name\": \"debian:12\"")
                .change(IMAGE, "\"" + LAYER + "\"", "\"" + LAYER + "\", \"sha256:" + "ef".repeat(32) + "\"")
                .change("/images/json", "[", "[{\"Id\":\"" + base + "\",\"RepoTags\":[\"base:1\"]},")
                .answer(
                        "/images/" + base + "/json",
                        "{\"Id\":\"" + base + "\",\"RepoTags\":[\"base:1\"],\"RootFS\":{\"Layers\":[\"" + LAYER
                                + "\"]}}");
        RecordedSection web = look().about("shop-web");
        assertThat(web.value("base/found")).contains(new Value.Text("base:1"));
        assertThat(web.paths()).contains("base/name");
    }

    @ParameterizedTest
    @CsvSource({
        "org.opencontainers.image.revision, 1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d",
        "org.label-schema.vcs-ref, 1a2b3c4d5e6f",
        "org.opencontainers.image.base.digest, sha256:1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f809"
    })
    void tellsPlainlyWhichCommitOrImageALabelNames(String label, String value) throws Exception {
        fake.change(IMAGE, "\"x\": \"y\"", "\"" + label + "\": \"" + value + "\"");
        RecordedSection web = look().about("shop-web");
        assertThat(web.value("label[" + label + "]")).contains(new Value.Text(value));
        assertThat(web.evidence("label[" + label + "]")).isEmpty();
        if (label.endsWith("digest")) {
            assertThat(web.value("base/digest")).contains(new Value.Text(value));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "org.opencontainers.image.revision, 1a2b3c4d5e6f708192a3b4c5d6e7f809-hunter2",
        "org.example.revision, 1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d"
    })
    void takesWhatNamesNoCommitForWhatMayBeASecret(String label, String value) throws Exception {
        fake.change(IMAGE, "\"x\": \"y\"", "\"" + label + "\": \"" + value + "\"");
        assertThat(look().about("shop-web").observed("label[" + label + "]"))
                .containsExactly(new Observed.Guarded("label", label, value));
    }

    @Test
    void saysWhichCommitIsThatOfTheImageBeneath() throws Exception {
        String label = "\"org.opencontainers.image.revision\": \"1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d\"";
        String base = "sha256:" + "cd".repeat(32);
        fake.change(IMAGE, "\"x\": \"y\"", label)
                .change(IMAGE, "\"" + LAYER + "\"", "\"" + LAYER + "\", \"sha256:" + "ef".repeat(32) + "\"")
                .change("/images/json", "[", "[{\"Id\":\"" + base + "\",\"RepoTags\":[\"base:1\"]},")
                .answer(
                        "/images/" + base + "/json",
                        "{\"Id\":\"" + base + "\",\"RepoTags\":[\"base:1\"],\"Config\":{\"Labels\":{" + label
                                + "}},\"RootFS\":{\"Layers\":[\"" + LAYER + "\"]}}");
        assertThat(look().about("shop-web").evidence("label[org.opencontainers.image.revision]"))
                .contains("inherited from base:1");
        fake.change("/images/" + base + "/json", "1a2b3c4d", "ffffffff");
        assertThat(look().about("shop-web").evidence("label[org.opencontainers.image.revision]"))
                .isEmpty();
    }

    @Test
    void tellsOtherContentByOtherLayersAlone() throws Exception {
        Value before = look().about("shop-web").value("content").orElseThrow();
        fake.change(IMAGE, "\"Size\": 1982263", "\"Size\": 1982264");
        assertThat(look().about("shop-web").value("content")).contains(before);
        fake.change(IMAGE, LAYER, "sha256:" + "00".repeat(32));
        assertThat(look().about("shop-web").value("content")).isPresent().get().isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "web, web, latest",
        "web:1.2, web, 1.2",
        "registry.example:5000/team/web, registry.example:5000/team/web, latest",
        "registry.example:5000/team/web:1.2, registry.example:5000/team/web, 1.2",
        "docker.io/library/debian:12, debian, 12",
        "index.docker.io/library/debian:12, debian, 12",
        "index.docker.io/team/web:1, team/web, 1",
        "localhost/web:1, web, 1",
        "web@sha256:abc, web, ''",
        "web:1.2@sha256:abc, web, 1.2",
        "sha256:0123456789abcdef, '', ''",
        "0123456789ab, '', ''"
    })
    void takesNamesApart(String reference, String repository, String tag) {
        ImageName name = ImageName.of(reference);
        assertThat(name.repository()).isEqualTo(repository);
        assertThat(name.tag().orElse("")).isEqualTo(tag);
    }
}
