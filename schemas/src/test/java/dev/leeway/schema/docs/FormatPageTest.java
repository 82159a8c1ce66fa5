package dev.leeway.schema.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.PublishedSchema;
import dev.leeway.schema.json.ReadingLimits;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads every example of {@code docs/format.md} and holds the page to what the code does. */
class FormatPageTest {
    private static final String SNAPSHOT_WITH =
            "{\"schema\":\"leeway/snapshot/1\",\"host\":{\"name\":\"h\",\"kind\":\"server\",\"labels\":{}},"
                    + "\"startedAt\":\"2026-11-20T02:00:00Z\",\"capturedAt\":\"2026-11-20T02:00:00Z\",\"root\":\"/\","
                    + "\"agent\":{\"version\":\"1\",\"uid\":0},\"sections\":{\"p\":{\"outcome\":\"collected\",\"revision\":1,"
                    + "\"facts\":{\"x\":%s}}}}";

    @Test
    void showsAddresses() throws Exception {
        assertThat(lines("addresses"))
                .hasSizeGreaterThan(5)
                .allSatisfy(text -> assertThat(Address.parse(text).text()).isEqualTo(text));
        assertThat(lines("no addresses"))
                .hasSize(5)
                .allSatisfy(text ->
                        assertThatThrownBy(() -> Address.parse(text)).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void showsPatterns() throws Exception {
        assertThat(lines("patterns")).hasSize(7).allSatisfy(line -> {
            String[] words = line.split(" +");
            boolean covers = words.length == 3;

            assertThat(AddressPattern.parse(words[0]).matches(words[words.length - 1]))
                    .as(line)
                    .isEqualTo(covers);
        });
    }

    @Test
    void showsASnapshotAsItIsWritten() throws Exception {
        String json = block("snapshot");
        Snapshot snapshot = read(json);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        SnapshotJson.write(snapshot, written);

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo(json + "\n");
        assertThat(PublishedSchema.closed("snapshot-1.json").complaints(json)).isEmpty();
    }

    @Test
    void showsTheBytesIdsAreMadeFrom() throws Exception {
        Snapshot snapshot = read(block("snapshot"));
        Section section = snapshot.sections().values().iterator().next();

        assertThat(id(block("section id"))).isEqualTo(section.id());
        assertThat(id(block("snapshot id"))).isEqualTo(snapshot.id());
    }

    @Test
    void showsEveryKindOfValueInItsOneForm() throws Exception {
        List<String> shown = lines("values");
        for (String line : shown) {
            String kind = line.substring(0, line.indexOf(' '));
            String json = line.substring(line.indexOf(' ')).strip();
            Snapshot snapshot = read(SNAPSHOT_WITH.replace("%s", json));
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            SnapshotJson.write(snapshot, written);

            Section section = snapshot.sections().get(SectionKey.of("p"));
            assertThat(section).isNotNull();
            assertThat(snapshot.sections()
                            .values()
                            .iterator()
                            .next()
                            .facts()
                            .value(0)
                            .kind()
                            .name())
                    .isEqualToIgnoringCase(kind);
            assertThat(written.toString(StandardCharsets.UTF_8)).contains("\"x\":" + json + "}");
        }
        assertThat(shown.stream()
                        .map(line -> line.substring(0, line.indexOf(' ')).toUpperCase(Locale.ROOT)))
                .containsAll(Arrays.stream(Value.Kind.values()).map(Enum::name).toList());
    }

    @Test
    void tellsOfEveryOutcomeWhatAnAbsentFactIs() throws Exception {
        List<String> rows = table("outcomes");

        assertThat(rows).hasSameSizeAs(Outcome.values());
        for (String row : rows) {
            String[] cells = row.split("\\|");
            Outcome outcome = Outcome.of(cells[1].replace("`", "").strip()).orElseThrow();

            assertThat(cells[3].strip()).isEqualTo(outcome.observed() ? "missing" : "unknown");
        }
    }

    @Test
    void tellsTheLimitsThatHold() throws Exception {
        ReadingLimits limits = ReadingLimits.DEFAULT;

        assertThat(table("limits").stream().map(row -> row.replaceAll("[^0-9]", "")))
                .containsExactlyElementsOf(Stream.of(
                                limits.maxBytes(),
                                (long) limits.maxRatio(),
                                (long) limits.maxDepth(),
                                (long) limits.maxString(),
                                (long) limits.maxName(),
                                (long) limits.maxTokens(),
                                100L)
                        .map(String::valueOf)
                        .toList());
    }

    private static Snapshot read(String json) throws Exception {
        return SnapshotJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "docs/format.md");
    }

    private static String id(String canonical) throws Exception {
        byte[] bytes = canonical.getBytes(StandardCharsets.UTF_8);
        return "c1:sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static List<String> lines(String name) throws Exception {
        return block(name).lines().toList();
    }

    /** The code block that follows the comment of that name. */
    private static String block(String name) throws Exception {
        return found(name, "```[a-z]*\n(.*?)\n```");
    }

    /** The rows, without the head, of the table that follows the comment of that name. */
    private static List<String> table(String name) throws Exception {
        return found(name, "((?:\\|[^\n]*\n)+)").lines().skip(2).toList();
    }

    private static String found(String name, String what) throws Exception {
        String page = Files.readString(Path.of("..", "docs", "format.md"));
        Matcher matcher = Pattern.compile("<!-- test: " + name + " -->\n" + what, Pattern.DOTALL)
                .matcher(page);
        assertThat(matcher.find()).as("example '%s'", name).isTrue();
        return matcher.group(1);
    }
}
