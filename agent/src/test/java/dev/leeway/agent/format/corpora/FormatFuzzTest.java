package dev.leeway.agent.format.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.TextBytes;
import dev.leeway.agent.format.settings.Placeholders;
import dev.leeway.agent.format.settings.SettingEntries;
import dev.leeway.agent.format.settings.SettingsFormat;
import dev.leeway.agent.format.tree.TreeNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever bytes a file holds, its reader answers with a tree or says in which line it is malformed, soon. */
class FormatFuzzTest {
    /** Far more than any takes, also on a machine with other work, and far less than one whose work grows with the square. */
    private static final long MOST_MILLIS = 20_000;

    /** Reads as the probe does; the fault, or nothing. */
    private static void read(SettingsFormat format, byte[] content, String name) {
        long begun = System.nanoTime();
        try {
            for (TreeNode document : format.read(TextBytes.decode(content))) {
                SettingEntries.of(document, 5_000).entries().forEach(entry -> {
                    assertThat(entry.line()).as(name).isPositive();
                    Placeholders.in(entry.text());
                });
            }
        } catch (MalformedException e) {
            assertThat(SuiteResult.placed(e)).as(name).isEmpty();
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(name, e);
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun))
                .as(name)
                .isLessThan(MOST_MILLIS);
    }

    private static Map<SettingsFormat, List<byte[]>> seeds() throws IOException {
        Map<SettingsFormat, List<byte[]>> seeds = new EnumMap<>(SettingsFormat.class);
        for (SettingsFormat format : SettingsFormat.values()) {
            List<byte[]> texts = new ArrayList<>();
            Seeds.of(format).forEach(text -> texts.add(text.getBytes(StandardCharsets.UTF_8)));
            String suite = switch (format) {
                case YAML -> "yaml-test-suite.jsonl";
                case TOML -> "toml-test.jsonl";
                case JSON, HOCON -> "json-test-suite.jsonl";
                default -> "";
            };
            if (!suite.isEmpty()) {
                SuiteCase.of(suite).stream()
                        .map(SuiteCase::input)
                        .filter(input -> input.length < 4_000)
                        .forEach(texts::add);
            }
            seeds.put(format, texts);
        }
        return seeds;
    }

    @Test
    void survivesMutatedFilesOfEveryFormat() throws IOException {
        Map<SettingsFormat, List<byte[]>> seeds = seeds();
        for (int seed = 0; seed < Scale.cases(400); seed++) {
            for (Map.Entry<SettingsFormat, List<byte[]>> of : seeds.entrySet()) {
                SettingsFormat format = of.getKey();
                Random random = new Random(seed * 31L + format.text().hashCode());
                read(format, Mutation.of(of.getValue(), random), format + ", seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SettingsFormat.class)
    void survivesWhatIsMadeToHurt(SettingsFormat format) {
        boolean large = Scale.cases(1) > 1;
        int index = 0;
        for (String text : Seeds.hostile(large ? 1 << 20 : 1 << 15)) {
            read(format, text.getBytes(StandardCharsets.UTF_8), format + ", hostile " + index);
            if (large) {
                read(format, text.getBytes(StandardCharsets.UTF_16), format + " in UTF-16, hostile " + index);
                read(format, text.getBytes(StandardCharsets.ISO_8859_1), format + " in ISO 8859-1, hostile " + index);
            }
            index++;
        }
    }
}
