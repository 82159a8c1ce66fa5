package dev.leeway.agent.format.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.TextBytes;
import dev.leeway.agent.format.settings.SettingsFormat;
import dev.leeway.agent.format.tree.TreeNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The suites that others made for whoever reads a format. */
class SuitesTest {
    private static final Pattern TIME = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)?([Tt ]?)(\\d\\d:\\d\\d)(:\\d\\d(?:\\.\\d+)?)?([Zz]|[-+]\\d\\d:\\d\\d)?");

    private static List<TreeNode> documents(SettingsFormat format, SuiteCase each) throws MalformedException {
        return format.read(TextBytes.decode(each.input()));
    }

    @Test
    void readsYamlAsItsTestSuiteWantsIt() throws IOException {
        SuiteResult result = new SuiteResult("yaml-test-suite");
        for (SuiteCase each : result.cases()) {
            result.add(each, yaml(each));
        }
        result.expect(402);
    }

    private static String yaml(SuiteCase each) throws IOException {
        try {
            List<Object> read = new ArrayList<>();
            documents(SettingsFormat.YAML, each).forEach(document -> read.add(PlainTree.of(document)));
            if (each.expected().isEmpty()) {
                return each.invalid() ? "accepted" : "";
            }
            List<Object> expected = SuiteCase.documents((String) each.expected().get());
            return read.equals(expected) ? "" : "read " + read + " for " + expected;
        } catch (MalformedException e) {
            // Of some valid cases the suite tells no tree, for JSON has none such: most have keys that are no texts.
            return each.expected().isPresent() ? "refused: " + e.getMessage() : SuiteResult.placed(e);
        }
    }

    @Test
    void readsTomlAsItsTestSuiteWantsIt() throws IOException {
        SuiteResult result = new SuiteResult("toml-test");
        for (SuiteCase each : result.cases()) {
            result.add(each, toml(each));
        }
        result.expect(681);
    }

    private static String toml(SuiteCase each) {
        try {
            Object read =
                    timed(PlainTree.of(documents(SettingsFormat.TOML, each).get(0)));
            if (each.expected().isEmpty()) {
                return "accepted";
            }
            Object expected = timed(untyped(each.expected().get()));
            return read.equals(expected) ? "" : "read " + read + " for " + expected;
        } catch (MalformedException e) {
            return each.expected().isEmpty() ? SuiteResult.placed(e) : "refused: " + e.getMessage();
        }
    }

    /** What the suite expects, each value of which it writes as a table of a type and a text. */
    private static Object untyped(Object node) {
        if (node instanceof Map<?, ?> map) {
            if (map.size() == 2 && map.get("type") instanceof String type && map.get("value") instanceof String value) {
                return switch (type) {
                    case "integer", "float" -> PlainTree.number(value);
                    case "bool" -> value.equals("true");
                    default -> value;
                };
            }
            Map<Object, Object> all = new TreeMap<>();
            map.forEach((key, value) -> all.put(key, untyped(value)));
            return all;
        }
        return node instanceof List<?> list
                ? list.stream().map(SuitesTest::untyped).toList()
                : node;
    }

    /** With dates and times in one spelling: they are kept as written, and the suite writes them otherwise. */
    private static Object timed(Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> all = new TreeMap<>();
            map.forEach((key, value) -> all.put(key, timed(value)));
            return all;
        }
        if (node instanceof List<?> list) {
            return list.stream().map(SuitesTest::timed).toList();
        }
        Matcher time = TIME.matcher(String.valueOf(node));
        if (!time.matches()) {
            return node;
        }
        String seconds = time.group(4) == null ? ":00" : time.group(4);
        String fraction = seconds.contains(".") ? seconds.replaceFirst("\\.?0+$", "") : seconds;
        String date = time.group(1) == null ? "" : time.group(1) + "T";
        return date
                + time.group(3)
                + fraction
                + (time.group(5) == null ? "" : time.group(5).replace('z', 'Z'));
    }

    @Test
    void readsJsonAsItsTestSuiteWantsIt() throws IOException {
        SuiteResult result = new SuiteResult("json-test-suite");
        for (SuiteCase each : result.cases()) {
            result.add(each, json(each));
        }
        result.expect(293);
    }

    /** Names begin with what a reader must do: {@code y} accept it, {@code n} refuse it, {@code i} as it likes. */
    private static String json(SuiteCase each) throws IOException {
        boolean valid = each.name().startsWith("y_");
        try {
            List<TreeNode> documents = documents(SettingsFormat.JSON, each);
            if (!valid) {
                return each.name().startsWith("n_") ? "accepted" : "";
            }
            List<Object> read = documents.stream().map(PlainTree::of).toList();
            List<Object> expected = SuiteCase.documents(TextBytes.decode(each.input()));
            return read.equals(expected) ? "" : "read " + read + " for " + expected;
        } catch (MalformedException e) {
            return valid ? "refused: " + e.getMessage() : SuiteResult.placed(e);
        }
    }

    /** HOCON is a superset of JSON; its reader takes no document but a table. */
    @Test
    void readsWhatIsJsonAsHoconToo() throws IOException {
        SuiteResult result = new SuiteResult("json-test-suite", "json-in-hocon");
        int tables = 0;
        for (SuiteCase each : result.cases()) {
            Object expected = each.name().startsWith("y_")
                    ? SuiteCase.documents(new String(each.input(), StandardCharsets.UTF_8))
                            .get(0)
                    : "";
            if (expected instanceof Map<?, ?>) {
                tables++;
                result.add(each, hocon(each, expected));
            }
        }
        result.expect(tables);
        assertThat(tables).isEqualTo(12);
    }

    private static String hocon(SuiteCase each, Object expected) {
        try {
            Object read = PlainTree.of(documents(SettingsFormat.HOCON, each).get(0));
            return read.equals(expected) ? "" : "read " + read + " for " + expected;
        } catch (MalformedException e) {
            return "refused: " + e.getMessage();
        }
    }

    /** So is YAML 1.2. */
    @Test
    void readsWhatIsJsonAsYamlToo() throws IOException {
        SuiteResult result = new SuiteResult("json-test-suite", "json-in-yaml");
        for (SuiteCase each : result.cases()) {
            if (each.name().startsWith("y_")) {
                result.add(each, jsonInYaml(each));
            }
        }
        result.expect(95);
    }

    private static String jsonInYaml(SuiteCase each) throws IOException {
        Object expected = SuiteCase.documents(new String(each.input(), StandardCharsets.UTF_8))
                .get(0);
        try {
            Object read = PlainTree.of(documents(SettingsFormat.YAML, each).get(0));
            return read.equals(expected) ? "" : "read " + read + " for " + expected;
        } catch (MalformedException e) {
            return "refused: " + e.getMessage();
        }
    }
}
