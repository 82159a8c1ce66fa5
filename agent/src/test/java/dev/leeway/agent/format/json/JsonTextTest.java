package dev.leeway.agent.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    @Test
    void readsADocument() {
        JsonNode node = JsonText.read(
                        " {\"a\": {\"b\": \"x\\n\\u00e4\\\"\"}, \"c\": [1, -2.5e3, true, null, []], \"d\": {}} ")
                .orElseThrow();
        assertThat(node.textAt("a", "b")).contains("x\n\u00e4\"");
        assertThat(node.textAt("a")).isEmpty();
        assertThat(node.textAt("a", "b", "c")).isEmpty();
        assertThat(node.textAt("nothing")).isEmpty();
        assertThat(node.at("c").orElseThrow())
                .isInstanceOfSatisfying(
                        JsonNode.Elements.class,
                        list -> assertThat(list.elements()).hasSize(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "[1,]",
                "[1 2]",
                "{a:1}",
                "'a'",
                "\"a",
                "\"\\x\"",
                "\"\\u12\"",
                "01",
                "nul",
                "NaN",
                "1 2",
                "{\"a\":1}}",
                "\"\t\""
            })
    void refusesWhatIsNotJson(String text) {
        assertThat(JsonText.read(text)).isEmpty();
    }

    @Test
    void refusesDocumentsOfMoreThanSixtyFourLevels() {
        assertThat(JsonText.read("[".repeat(64) + "]".repeat(64))).isPresent();
        assertThat(JsonText.read("[".repeat(100_000) + "]".repeat(100_000))).isEmpty();
        assertThat(JsonText.read("{\"a\":".repeat(100_000))).isEmpty();
    }
}
