package dev.leeway.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leeway.schema.Generated;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the reader written here against one that the world uses, on documents whole and broken. */
class JsonInDifferentialTest {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u[0-9A-Fa-f]{4}|.)");
    private static final BigInteger LARGEST = BigInteger.valueOf(ValueJson.MAX_EXACT);

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Test
    void acceptsAndUnderstandsTheSameDocuments() throws Exception {
        Generated generated = new Generated(30);
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            byte[] json = broken(generated, document(generated));
            Optional<String> expected = withJackson(json);
            Optional<String> actual = withOurs(json);

            assertThat(actual)
                    .as("%s", new String(json, StandardCharsets.UTF_8))
                    .isEqualTo(expected);
            accepted += actual.isPresent() ? 1 : 0;
            refused += actual.isPresent() ? 0 : 1;
        }
        assertThat(accepted).isGreaterThan(500);
        assertThat(refused).isGreaterThan(500);
    }

    private static byte[] document(Generated generated) {
        Snapshot snapshot = generated.snapshot();
        String json = Documents.written(snapshot);
        int cut = Math.min(json.length(), 400 + generated.below(400));
        return (generated.below(2) == 0 ? json : json.substring(0, cut)).getBytes(StandardCharsets.UTF_8);
    }

    /** Changes a few bytes, or none. */
    private static byte[] broken(Generated generated, byte[] json) {
        byte[] some = "{}[]\",:\\0123456789-+.eEtrufalsn \n\u00E9\u20AC\u0001".getBytes(StandardCharsets.UTF_8);
        byte[] changed = json;
        for (int count = generated.below(3); count > 0; count--) {
            int at = generated.below(changed.length);
            byte b = some[generated.below(some.length)];
            changed = switch (generated.below(3)) {
                case 0 -> joined(Arrays.copyOf(changed, at), Arrays.copyOfRange(changed, at + 1, changed.length));
                case 1 ->
                    joined(
                            joined(Arrays.copyOf(changed, at), new byte[] {b}),
                            Arrays.copyOfRange(changed, at, changed.length));
                default ->
                    joined(
                            joined(Arrays.copyOf(changed, at), new byte[] {b}),
                            Arrays.copyOfRange(changed, at + 1, changed.length));
            };
        }
        return changed;
    }

    private static byte[] joined(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    private static Optional<String> withOurs(byte[] json) {
        try {
            return Optional.of(
                    new String(CanonicalJson.of(json, "test", ReadingLimits.DEFAULT), StandardCharsets.UTF_8));
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    private Optional<String> withJackson(byte[] json) throws IOException {
        if (!new String(json, StandardCharsets.UTF_8).equals(utf8(json))) {
            return Optional.empty();
        }
        try {
            JsonNode tree = mapper.readTree(json);
            return isConfined(tree) ? Optional.of(canonical(tree)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Jackson is lenient about some malformed UTF-8; the platform's strict decoder is not. */
    private static String utf8(byte[] json) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(json))
                    .toString();
        } catch (java.nio.charset.CharacterCodingException e) {
            return "\u0000 not UTF-8";
        }
    }

    private static boolean isConfined(JsonNode node) {
        if (node.isNull() || node.isMissingNode() || node.isFloatingPointNumber()) {
            return false;
        }
        if (node.isIntegralNumber() && node.bigIntegerValue().abs().compareTo(LARGEST) > 0) {
            return false;
        }
        if (node.isTextual() && !StandardCharsets.UTF_8.newEncoder().canEncode(node.textValue())) {
            return false;
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(member.getKey())) {
                return false;
            }
        }
        for (JsonNode child : node) {
            if (!isConfined(child)) {
                return false;
            }
        }
        return true;
    }

    private String canonical(JsonNode node) throws IOException {
        StringBuilder text = new StringBuilder();
        if (node.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
            for (Map.Entry<String, JsonNode> member : sorted.entrySet()) {
                text.append(text.isEmpty() ? "" : ",").append(mapper.writeValueAsString(member.getKey()));
                text.append(':').append(canonical(member.getValue()));
            }
            return lowerCaseEscapes("{" + text + "}");
        }
        if (node.isArray()) {
            for (JsonNode item : node) {
                text.append(text.isEmpty() ? "" : ",").append(canonical(item));
            }
            return "[" + text + "]";
        }
        return lowerCaseEscapes(node.isNumber() ? node.bigIntegerValue().toString() : mapper.writeValueAsString(node));
    }

    private static String lowerCaseEscapes(String json) {
        return ESCAPE.matcher(json)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group().startsWith("\\u") ? found.group().toLowerCase(Locale.ROOT) : found.group()));
    }
}
