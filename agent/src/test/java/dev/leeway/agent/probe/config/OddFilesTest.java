package dev.leeway.agent.probe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.corpora.SuiteCase;
import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.snapshot.Outcome;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OddFilesTest {
    private static RecordedSection seen(FixtureHost host) throws Exception {
        ConfigProbeTest.web(host, 700).add();
        return RecordingRecorder.of(new ConfigProbe(), FixtureServices.foundOn(host))
                .about("shop-web");
    }

    @ParameterizedTest
    @CsvSource({"yaml-test-suite.jsonl, yml, 150", "toml-test.jsonl, toml, 150", "json-test-suite.jsonl, json, 150"})
    void saysTheLineOfEveryMalformedFileAndGoesOnBehindIt(
            String suite, String ending, int most, @TempDir Path directory) throws Exception {
        FixtureHost host = ConfigProbeTest.started(directory);
        int files = 0;
        for (SuiteCase each : SuiteCase.of(suite)) {
            boolean invalid = each.invalid() || each.name().matches("n_.*|invalid/.*");
            if (invalid && files < most) {
                host.file("/srv/shop/config/f%03d.%s".formatted(files++, ending), each.input());
            }
        }
        host.file("/srv/shop/config/z.yml", "last: told\n");
        RecordedSection web = seen(host);
        assertThat(web.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(web.paths()).contains("file[config%2Fz.yml]/setting[last]");
        int malformed = 0;
        for (int i = 0; i < files; i++) {
            String name = "f%03d.%s".formatted(i, ending);
            if (web.paths().contains("file[config%2F" + name + "]/malformed")) {
                malformed++;
                assertThat(web.evidence("file[config%2F" + name + "]/malformed"))
                        .as(name)
                        .isPresent()
                        .hasValueSatisfying(
                                place -> assertThat(place).matches("/srv/shop/config/" + name + ":[1-9]\\d*"));
                assertThat(web.paths()).contains("file[config%2F" + name + "]/whole");
            }
        }
        assertThat(malformed).isGreaterThan(files * 8 / 10);
    }

    @Test
    void goesOnBehindFilesOfNoise(@TempDir Path directory) throws Exception {
        FixtureHost host = ConfigProbeTest.started(directory);
        String[] endings = {"yml", "json", "toml", "ini", "xml", "hocon", "properties", "env", "conf"};
        for (int i = 0; i < 90; i++) {
            byte[] noise = new byte[200 + i * 7];
            new Random(i).nextBytes(noise);
            host.file("/srv/shop/config/n%02d.%s".formatted(i, endings[i % endings.length]), noise);
        }
        host.file("/srv/shop/config/z.yml", "last: told\n");
        assertThat(seen(host).paths()).contains("file[config%2Fz.yml]/setting[last]", "file[config%2Fn89.conf]/whole");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "ISO-8859-1", "UTF-16LE", "UTF-16BE"})
    void readsPropertiesInTheCharacterSetsTheyAreSavedIn(Charset charset, @TempDir Path directory) throws Exception {
        boolean marked = charset.name().startsWith("UTF-16");
        String text = (marked ? "\uFEFF" : "") + "shop.name=Café\nshop.city=M\\u00fcnchen\n";
        FixtureHost host = ConfigProbeTest.started(directory);
        host.file("/srv/shop/shop.properties", text.getBytes(charset));
        host.file("/srv/shop/config/shop.properties", text.getBytes(charset));
        RecordedSection web = seen(host);
        assertThat(web.observed("file[config%2Fshop.properties]/setting[shop.name]"))
                .extracting(String::valueOf)
                .hasSize(1);
        assertThat(FileContent.text("shop.properties", text.getBytes(charset)))
                .contains("Café")
                .doesNotContain("\uFEFF");
        assertThat(FileContent.text("shop.yml", "a: é\n".getBytes(StandardCharsets.UTF_8)))
                .contains("é");
    }
}
