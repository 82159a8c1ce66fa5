package dev.leeway.agent.format.corpora;

import dev.leeway.agent.format.settings.SettingsFormat;
import java.util.ArrayList;
import java.util.List;

/** Files to begin with, ordinary ones and those that were made to hurt. */
final class Seeds {
    private Seeds() {}

    static List<String> of(SettingsFormat format) {
        return switch (format) {
            case PROPERTIES -> List.of("server.port=8080\nname : \\u00e9 \\\n  on\n# c\n! d\n", "a\nb=${X:?no}\n");
            case YAML ->
                List.of(
                        "a: &x {b: 1}\nc: *x\nd: [1, true, ~]\n---\ne: |\n  text\n",
                        "spring:\n  config.activate.on-profile: prod\n");
            case JSON -> List.of("{\"a\": {\"b\": [1, 2.5e3, true, null, \"\\u00e9\"]}, /* c */ \"d\": \"x\",}");
            case TOML -> List.of("a.b = 1\n[t]\nx = \"\"\"\ny\"\"\"\n[[u]]\nd = 2024-01-01T00:00:00Z\n");
            case INI -> List.of("[a]\nb = 1\n  on\n; c\n[d]\ne: 2\nf\n");
            case XML ->
                List.of(
                        "<?xml version=\"1.0\"?>\n<a b=\"1\"><!-- c --><d>x</d><d><![CDATA[y]]></d>&lt;</a>\n",
                        "<configuration><appender name=\"A\" class=\"x.Y\"/></configuration>");
            case HOCON ->
                List.of(
                        "a.b = 1\na { c = ${?X}\"/x\", d += 5 }\ninclude \"other\"\ne = \"\"\"x\"\"\"\n// f\n",
                        "x = [1, 2] [3]\ny = ${x} [4]\nz : 10 seconds\n");
            case ENVIRONMENT -> List.of("export A=1\nB=\"x\\n${A}\" # c\nC='y\nz'\nD\n");
            case UNIT ->
                List.of(
                        "[Service]\nExecStart=/bin/x \\\n  -y\nEnvironment=\"A=1 2\" B=3\nEnvironment=\n# c\n[Install]\n");
            case OTHER -> List.of("user www;\n");
        };
    }

    /** Texts of about {@code size} characters that take a careless reader of some format beyond its stack, time or memory. */
    static List<String> hostile(int size) {
        List<String> texts = new ArrayList<>();
        for (String deep :
                List.of("[", "{", "{\"a\":", "a={", "<a>", "- ", "? ", "a:\n ", "(", "a.", "[a.", "${a:", "\"", "\\")) {
            texts.add(deep.repeat(size / 32));
            texts.add("a = " + deep.repeat(size / 32));
        }
        texts.add("k".repeat(size) + "=1\n");
        texts.add("[" + "s".repeat(size) + "]\na=1\n");
        texts.add("a: " + "v".repeat(size));
        texts.add("a." + "b.".repeat(size / 8) + "c = 1\n");
        texts.add("a=1\n".repeat(size / 8));
        texts.add("a: 1\n".repeat(size / 8));
        texts.add(lines("k%d=%d%n", size / 16));
        texts.add(lines("k%d: %d%n", size / 16));
        texts.add("[" + lines("%d,%d,", size / 16) + "0]");
        texts.add("<a>" + lines("<b%d c='%d'/>", size / 32) + "</a>");
        texts.add("<a " + lines("b%d='%d' ", size / 32) + "/>");
        texts.add(anchors());
        texts.add("a: &a [*a, *a]\n");
        texts.add("<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>");
        texts.add("a = ${b}\nb = ${a}\nc = ${c}${c}\n");
        texts.add("x = [1]\n" + "x = ${x} ${x}\n".repeat(2_000));
        texts.add("A=\"" + "x\n".repeat(size / 4));
        texts.add("a=\\\n".repeat(size / 8));
        texts.add("[Service]\nExecStart=" + "x \\\n".repeat(size / 8));
        texts.add("${A:".repeat(size / 16) + "}".repeat(size / 16));
        texts.add("'".repeat(size / 8 + 1));
        texts.add("\"\"\"".repeat(size / 32 + 1));
        texts.add("#".repeat(size));
        texts.add(" ".repeat(size));
        texts.add("\t\n".repeat(size / 2));
        texts.add("\r".repeat(size));
        texts.add("1".repeat(size / 8));
        texts.add("a: 1e" + "9".repeat(10_000) + "\n");
        texts.add("\uFEFF\uFEFFa=1");
        texts.add("a\0b=1");
        return texts;
    }

    /** Nine times nine lists of lists, a billion values when each is written out. */
    private static String anchors() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            text.append("a%d: &a%d [".formatted(i, i))
                    .append(("*a" + (i - 1) + ", ").repeat(8))
                    .append("*a%d]\n".formatted(i - 1));
        }
        return text.toString();
    }

    private static String lines(String form, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(form.formatted(i, i));
        }
        return text.toString();
    }
}
