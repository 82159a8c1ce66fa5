package dev.leeway.schema.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.json.FormatException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class YamlReaderTest {
    @Test
    void keepsOrderAndPlaces() throws Exception {
        YamlMap map = read("a: 1\nb:\n  - x\n  - {c: 'y'}\n").map();

        assertThat(map.entries()).extracting(YamlMap.Entry::key).containsExactly("a", "b");
        YamlNode inner = map.require("b").list().items().get(1).map().require("c");
        assertThat(inner.place()).isEqualTo(new YamlPlace("test.yaml", 4, 9));
        assertThat(inner.place().text()).isEqualTo("test.yaml:4");
        assertThat(inner.text()).isEqualTo("y");
    }

    @ParameterizedTest
    @CsvSource({
        "x, TEXT",
        "'\"1\"', TEXT",
        "'''true''', TEXT",
        "1.2.3, TEXT",
        "2027-01-31, TEXT",
        "0x, TEXT",
        "-x, TEXT",
        "yes, TEXT",
        "on, TEXT",
        "1, INTEGER",
        "-1, INTEGER",
        "+12, INTEGER",
        "007, INTEGER",
        "0x1F, INTEGER",
        "0o17, INTEGER",
        "1.5, REAL",
        "1e3, REAL",
        ".5, REAL",
        "-.inf, REAL",
        ".nan, REAL",
        "true, FLAG",
        "False, FLAG",
        "TRUE, FLAG",
        "~, NULL",
        "null, NULL",
        "'', NULL"
    })
    void takesScalarsAsTheCoreSchemaDoes(String written, YamlScalar.Kind kind) throws Exception {
        YamlNode node = YamlReader.read("k: " + written, "test.yaml")
                .map()
                .entries()
                .get(0)
                .value();

        assertThat(node.scalar().kind()).isEqualTo(kind);
    }

    @Test
    void givesTextsFlagsAndNumbersWithTheirBounds() throws Exception {
        YamlMap map =
                read("t: 8080\nf: TRUE\nn: -7\nlist: [a, b]\none: c\nempty:\n").map();

        assertThat(map.text("t")).contains("8080");
        assertThat(map.flag("f", false)).isTrue();
        assertThat(map.flag("absent", true)).isTrue();
        assertThat(map.require("n").integer(-10, 10)).isEqualTo(-7);
        assertThat(map.texts("list")).containsExactly("a", "b");
        assertThat(map.texts("one")).containsExactly("c");
        assertThat(map.texts("empty")).isEmpty();
        assertThat(map.has("empty")).isFalse();
        assertThat(map.entries().get(5).value().map().entries()).isEmpty();
        assertThat(map.entries().get(5).value().list().items()).isEmpty();
    }

    @Test
    void takesAnEmptyTextForAnEmptyMap() throws Exception {
        assertThat(read("").map().entries()).isEmpty();
        assertThat(read("# nothing\n").map().entries()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void namesThePlaceAndTheRemedy(String yaml, Reading reading, String message) {
        assertThatThrownBy(() -> reading.of(read(yaml)))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("test.yaml:")
                .hasMessageContaining(message);
    }

    private interface Reading {
        void of(YamlNode node) throws FormatException;
    }

    static Stream<Arguments> namesThePlaceAndTheRemedy() {
        return Stream.of(
                of("a: [1", node -> {}, "not YAML"),
                of("a: b: c", node -> {}, "1:5: not YAML"),
                of("\ta: b", node -> {}, "not YAML"),
                of("a: \u0001", node -> {}, "U+1"),
                of("a: 1\nb: 2\na: 3", node -> {}, "3:1: key 'a' given twice"),
                of("a: &x 1\nb: *x", node -> {}, "2:4: an alias; write the value out"),
                of("a: !!binary aGk=", node -> {}, "1:4: a tag"),
                of("a: !secret x", node -> {}, "1:4: a tag"),
                of("? [a]\n: b", node -> {}, "a key that is no single text"),
                of("a: 1\n---\nb: 2", node -> {}, "3:1: a second document"),
                of(
                        "mach: x",
                        node -> node.map().allowOnly("match", "expect"),
                        "1:1: unknown key 'mach'; did you mean 'match'?"),
                of("zebra: x", node -> node.map().allowOnly("match", "expect"), "expected one of expect, match"),
                of("a: x", node -> node.map().require("b"), "1:1: missing key 'b'"),
                of("a: [x]", node -> node.map().require("a").text(), "1:4: expected a single value, found a list"),
                of("a: x", node -> node.map().require("a").list(), "expected a list, found a text"),
                of("a: 5", node -> node.map().require("a").map(), "expected a map, found a whole number"),
                of("a: x", node -> node.map().flag("a", true), "expected true or false, found a text"),
                of("a: 5", node -> node.map().require("a").integer(6, 9), "expected a whole number from 6 to 9"),
                of("a: 99999999999999999999", node -> node.map().require("a").integer(6, 9), "from 6 to 9"),
                of("a: [x, ~]", node -> node.map().texts("a"), "1:8: expected a text, found nothing"),
                of("a: " + "x".repeat(70_000), node -> {}, "a value longer than 65536"),
                of("[".repeat(10_000), node -> {}, "deeper than 32"),
                of("a: ".repeat(1) + "{a: ".repeat(10_000), node -> {}, "deeper than 32"),
                of("- ".repeat(10_000), node -> {}, "deeper than 32"),
                of("[" + "1,".repeat(200_001) + "]", node -> {}, "more than 200000 values"),
                of("#" + "x".repeat(5_000_000), node -> {}, "longer than 4194304 characters"));
    }

    private static Arguments of(String yaml, Reading reading, String message) {
        return Arguments.of(yaml, reading, message);
    }

    @Test
    void showsNoValueInAMessage() {
        assertThatThrownBy(() -> read("password: hunter2: hunter3"))
                .isInstanceOf(FormatException.class)
                .hasMessageNotContaining("hunter");
        assertThatThrownBy(() ->
                        read("password: [hunter2]").map().require("password").text())
                .hasMessageNotContaining("hunter");
    }

    @Test
    void readsFoundFilesWithAliasesTagsAndSeveralDocuments() throws Exception {
        List<YamlNode> documents =
                YamlReader.readAll("a: &x {k: v}\nb: *x\nc: !Ref y\n---\n- 1\n", "found.yaml", YamlLimits.FOUND);

        assertThat(documents).hasSize(2);
        assertThat(documents.get(0).map().require("b").map().text("k")).contains("v");
        assertThat(documents.get(0).map().text("c")).contains("y");
    }

    @Test
    void readsJson() throws Exception {
        assertThat(read("{\"a\": {\"b\": [1, \"x\\u0041\"]}}")
                        .map()
                        .require("a")
                        .map()
                        .require("b")
                        .list()
                        .texts())
                .containsExactly("1", "xA");
    }

    @Test
    void countsEveryUseOfAnAlias() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            laughs.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1) + "]\n");
        }

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatThrownBy(() -> YamlReader.readAll(laughs.toString(), "laughs.yaml", YamlLimits.FOUND))
                        .isInstanceOf(FormatException.class)
                        .hasMessageContaining("more than 200000 values"));
    }

    @Test
    void refusesAnAliasInsideItsOwnAnchor() {
        assertThatThrownBy(() -> YamlReader.readAll("a: &a [*a]", "loop.yaml", YamlLimits.FOUND))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("an alias without its anchor");
    }

    private static YamlNode read(String yaml) throws FormatException {
        return YamlReader.read(yaml, "test.yaml");
    }
}
