package dev.leeway.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.leeway.collector.config.Occasion;
import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.digest.Notice;
import dev.leeway.collector.digest.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page about channels shows is so. */
class NotifyPageTest {
    private static final Path PAGE = Path.of("../docs/notify.md");

    @TempDir
    private Path folder;

    private static String block(String kind) throws IOException {
        Matcher block = Pattern.compile("(?ms)^```" + kind + "\\n(.*?)^```$").matcher(Files.readString(PAGE));
        assertThat(block.find()).as(kind).isTrue();
        return block.group(1);
    }

    private static JsonNode tree() throws IOException {
        try (InputStream in = ServerConfig.class.getResourceAsStream("/dev/leeway/schema/json/notice-1.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
    }

    private static List<String> complaints(String json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(tree());
        List<String> complaints = new ArrayList<>();
        schema.validate(new ObjectMapper().readTree(json)).forEach(error -> complaints.add(error.toString()));
        return complaints;
    }

    @Test
    void showsAMessageInThePublishedSchema() throws IOException {
        assertThat(complaints(block("json"))).isEmpty();
        assertThat(complaints(Files.readString(Path.of("src/test/resources/golden/notice/nightly.json"))))
                .isEmpty();
        assertThat(complaints(block("json").replace("\"alert\"", "\"alarm\""))).isNotEmpty();
        assertThat(complaints("{}")).isNotEmpty();
    }

    @Test
    void publishesEveryWordThereIs() throws IOException {
        List<String> kinds = new ArrayList<>();
        tree().at("/properties/kind/enum").forEach(word -> kinds.add(word.asText()));
        assertThat(kinds)
                .containsExactlyElementsOf(Arrays.stream(Notice.Kind.values())
                        .map(Notice.Kind::text)
                        .toList());
        List<String> sorts = new ArrayList<>();
        tree().at("/properties/parts/items/properties/sort/enum").forEach(word -> sorts.add(word.asText()));
        assertThat(sorts)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Part.Sort.values()).map(Part.Sort::text).toList());
        String page = Files.readString(PAGE);
        for (Occasion occasion : Occasion.values()) {
            assertThat(page).contains("\n| `" + occasion.text() + "` | ");
        }
    }

    @Test
    void showsHowASignatureIsChecked() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "hunter2 signing\n");
        try (HookServer server = HookServer.plain()) {
            new Notifier(
                            List.of(Channels.to(
                                    "hook",
                                    Channels.hook(server.url("/ok"), Optional.of(secret), true, Optional.empty()))),
                            new InMemoryNotices(),
                            Clock.fixed(Instant.parse("2026-11-20T08:00:00Z"), ZoneOffset.UTC),
                            Optional.empty(),
                            Duration.ofSeconds(5),
                            List.of())
                    .test(Optional.empty());
            HookServer.Taken taken = server.taken().get(0);
            String[] signature = Objects.requireNonNull(taken.headers().get("Leeway-Signature"))
                    .split("[=,]");
            Files.writeString(folder.resolve("time"), signature[1]);
            Files.writeString(folder.resolve("body.json"), taken.body());
            assertThat(taken.body()).as("a shell drops line breaks at the end").doesNotEndWith("\n");

            Process shell = new ProcessBuilder("sh", "-c", block("sh signature"))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(printed.strip()).isEqualTo(signature[3]);
        }
    }
}
