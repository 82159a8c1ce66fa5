package dev.leeway.collector.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.leeway.schema.yaml.YamlList;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlNode;
import dev.leeway.schema.yaml.YamlReader;
import dev.leeway.schema.yaml.YamlScalar;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page about the configuration, its published schema and its reader say the same. */
class ServerConfigPageTest {
    private static final Path PAGE = Path.of("../docs/server-config.md");
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^```yaml\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Za-z.]+)` \\| .* \\| ([^|]*)\\|$");
    private static final FileLook THERE = (file, use) -> Optional.empty();

    private static ServerConfig read(String yaml) throws ConfigException {
        return new ServerConfigReader(Path.of("/etc/leeway"), THERE).read(yaml, "leeway-server.yaml");
    }

    @Test
    void showsConfigurationsThatAreRead() throws Exception {
        Matcher block = BLOCK.matcher(Files.readString(PAGE));
        int blocks = 0;
        while (block.find()) {
            blocks++;
            read(block.group(1));
            assertThat(complaints(block.group(1))).isEmpty();
        }
        assertThat(blocks).isEqualTo(2);
    }

    @Test
    void listsTheKeysThatThereAreWithTheirDefaults() throws Exception {
        Map<String, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(PAGE));
        while (row.find()) {
            rows.put(row.group(1), row.group(2).strip());
        }
        Map<String, String> published = new TreeMap<>();
        leaves("", schemaTree(), published);
        leaves("", schemaTree().path("$defs").path("channel"), published);

        assertThat(rows).hasSizeGreaterThan(30);
        assertThat(published.keySet()).isEqualTo(rows.keySet());
        published.forEach((key, value) -> {
            if (!value.isEmpty()) {
                assertThat(rows.get(key)).as(key).isEqualTo("`" + value + "`");
            } else {
                assertThat(rows.get(key)).as(key).doesNotStartWith("`");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listen: 127.0.0.1:7411",
                "store: leeway.db",
                "limits: {body: 16MiB, perAgentPerMinute: 60, waiting: 2000, requestSeconds: 30}",
                "silence: 2d",
                "notify: []"
            })
    void hasTheDefaultsItTells(String yaml) throws Exception {
        assertThat(read(yaml + "\n")).isEqualTo(read(""));
    }

    @Test
    void hasTheDefaultsOfParts() throws Exception {
        assertThat(read("nightly: {at: 05:00, zone: UTC}\nkeep: {for: 1d, newest: 1}\n")
                        .keep())
                .isEqualTo(read("keep: {for: 1d}\n").keep());
        assertThat(read("nightly: {at: 05:00, zone: UTC}\n")
                        .nightly()
                        .orElseThrow()
                        .next(java.time.Instant.EPOCH))
                .isEqualTo(
                        read("nightly: {at: 05:00}\n").nightly().orElseThrow().next(java.time.Instant.EPOCH));
        assertThat(read("mirror: {directory: x.git, every: day}\n").mirror())
                .isPresent()
                .isEqualTo(read("mirror: {directory: x.git}\n").mirror());
        String mail = "server: x, from: a@b, to: c@d";
        assertThat(read("notify: [{mail: {" + mail + "}}]\n").channels())
                .isEqualTo(read("notify: [{name: mail, mail: {" + mail + ", security: starttls}, severity: medium,"
                                + " when: [nightly, alert, resolved, deadman], repeat: 7d}]\n")
                        .channels());
        assertThat(read("notify: [{slack: {urlFile: x}}, {webhook: {url: 'https://x'}}]\n")
                        .channels())
                .isEqualTo(read("notify: [{slack: {urlFile: x, allowPrivate: false}},"
                                + " {webhook: {url: 'https://x', allowPrivate: false}}]\n")
                        .channels());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "polcy: x",
                "listen: 7411",
                "listen: example.com:80",
                "url: https://u:p@x.example",
                "tls: {certificate: a}",
                "nightly: {zone: UTC}",
                "nightly: {at: '25:00'}",
                "keep: {newest: 3}",
                "keep: {for: 0d}",
                "mirror: {every: 1h}",
                "mirror: {directory: x.git, every: weekly}",
                "mirror: {directory: x.git, every: 5m}",
                "limits: {waiting: 0}",
                "limits: {body: 1TiB}",
                "silence: soon",
                "notify: {}",
                "notify: [{name: x}]",
                "notify: [{slack: {url: 'https://x'}}]",
                "notify: [{slack: {urlFile: x}, webhook: {url: 'https://x'}}]",
                "notify: [{webhook: {}}]",
                "notify: [{webhook: {url: 'https://x', urlFile: x}}]",
                "notify: [{webhook: {url: 'https://x/?t=1'}}]",
                "notify: [{mail: {server: x}}]",
                "notify: [{mail: {server: x, from: a b@c, to: d@e}}]",
                "notify: [{mail: {server: x, from: a@b, to: d@e, user: u}}]",
                "notify: [{slack: {urlFile: x}, severity: grave}]",
                "notify: [{slack: {urlFile: x}, when: [sometimes]}]",
                "notify: [{slack: {urlFile: x}, quiet: {from: '22:00'}}]"
            })
    void refusesInItsSchemaWhatTheReaderRefuses(String yaml)
            throws IOException, dev.leeway.schema.json.FormatException {
        assertThat(complaints(yaml + "\n")).isNotEmpty();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> read(yaml + "\n"))
                .isInstanceOf(ConfigException.class);
    }

    private static void leaves(String prefix, JsonNode object, Map<String, String> found) {
        object.path("properties").properties().forEach(entry -> {
            String key = prefix + entry.getKey();
            if (entry.getValue().has("properties")) {
                leaves(key + ".", entry.getValue(), found);
            } else {
                found.put(key, entry.getValue().path("default").asText());
            }
        });
    }

    private static List<String> complaints(String yaml) throws IOException, dev.leeway.schema.json.FormatException {
        List<String> complaints = new ArrayList<>();
        SCHEMA.get().validate(json(YamlReader.read(yaml, "x"))).forEach(error -> complaints.add(error.toString()));
        return complaints;
    }

    private interface Opened {
        Schema get() throws IOException;
    }

    private static final Opened SCHEMA = () -> SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schemaTree());

    private static JsonNode schemaTree() throws IOException {
        try (InputStream in = ServerConfig.class.getResourceAsStream("/dev/leeway/schema/json/server-1.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
    }

    private static JsonNode json(YamlNode node) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (node instanceof YamlMap map) {
            ObjectNode object = nodes.objectNode();
            map.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
            return object;
        }
        if (node instanceof YamlList list) {
            ArrayNode array = nodes.arrayNode();
            list.items().forEach(item -> array.add(json(item)));
            return array;
        }
        YamlScalar scalar = (YamlScalar) node;
        return switch (scalar.kind()) {
            case TEXT -> nodes.textNode(scalar.written());
            case INTEGER, REAL -> nodes.numberNode(new BigDecimal(scalar.written()));
            case FLAG -> nodes.booleanNode(Boolean.parseBoolean(scalar.written()));
            case NULL -> nodes.nullNode();
        };
    }
}
