package dev.leeway.agent.format.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.settings.SettingsFormat;
import dev.leeway.agent.probe.dependency.found.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INI files, read as Python's configparser reads them: nobody else says so exactly what such a file means. */
class IniOracleTest {
    private static final String[] INDENTS = {"", "", "", " ", "  ", "\t"};
    private static final String[] NAMES = {"a", "b", "c d", "E.f", "é"};
    private static final String[] SEPARATORS = {"=", ":", " = ", " : ", " =", "= "};
    private static final String[] VALUES = {"", "1", "x = y", "x:y", "# kept", "; kept", "one two ", "%(a)s", "é", "[x]"
    };

    /** Sections by name, each with its settings; null for one that has no value. What it refuses is told as null. */
    private static final String PROGRAM = """
            import configparser, json, sys
            for line in open(sys.argv[1], encoding='utf-8'):
                parser = configparser.RawConfigParser(strict=False, allow_no_value=True, default_section=None)
                parser.optionxform = str
                try:
                    parser.read_string(json.loads(line))
                    read = {s: {k: None if v is None else v.lstrip('\\n') for k, v in parser.items(s)} for s in parser.sections()}
                    print(json.dumps(read, ensure_ascii=True))
                except Exception:
                    print('null')
            """;

    private static String text(Random random) {
        StringBuilder text = new StringBuilder("[s0]\n");
        for (int i = random.nextInt(12); i >= 0; i--) {
            String indent = pick(random, INDENTS);
            String name = pick(random, NAMES);
            text.append(
                    switch (random.nextInt(12)) {
                        case 0 -> "[s" + random.nextInt(3) + "]";
                        case 1 -> indent + "# comment = 1";
                        case 2 -> indent + "; comment: 2";
                        case 3 -> "";
                        case 4 -> indent + name;
                        case 5 -> indent + "= nameless";
                        default -> indent + name + pick(random, SEPARATORS) + pick(random, VALUES);
                    });
            text.append(random.nextInt(8) == 0 ? "\r\n" : "\n");
        }
        return text.toString();
    }

    private static String pick(Random random, String[] all) {
        return all[random.nextInt(all.length)];
    }

    @Test
    void readsWhatPythonReads(@TempDir Path directory) throws IOException, InterruptedException {
        Tool.needs("python3");
        List<String> texts = new ArrayList<>();
        StringBuilder lines = new StringBuilder();
        for (int seed = 0; seed < Scale.cases(1_500); seed++) {
            texts.add(text(new Random(seed)));
            lines.append('"')
                    .append(texts.get(seed)
                            .replace("\r", "\\r")
                            .replace("\n", "\\n")
                            .replace("\t", "\\t"))
                    .append("\"\n");
        }
        Path input = Files.writeString(directory.resolve("cases"), lines, StandardCharsets.UTF_8);
        Path program = Files.writeString(directory.resolve("oracle.py"), PROGRAM, StandardCharsets.UTF_8);
        String output = Tool.output(directory, 60, List.of("python3", "-S", program.toString(), input.toString()));
        List<Object> theirs = SuiteCase.documents(output);
        assertThat(theirs).hasSameSizeAs(texts);
        int compared = 0;
        for (int i = 0; i < texts.size(); i++) {
            Object ours = ours(texts.get(i));
            // Python knows no lines that are withheld because they may be anything.
            if (!theirs.get(i).equals(PlainTree.NOTHING) && !ours.toString().contains("(secret)")) {
                compared++;
                assertThat(ours).as("seed %d:%n%s", i, texts.get(i)).isEqualTo(theirs.get(i));
            }
        }
        assertThat(compared).isGreaterThan(texts.size() / 20);
    }

    private static Object ours(String text) {
        try {
            return PlainTree.of(SettingsFormat.INI.read(text).get(0));
        } catch (MalformedException e) {
            return new TreeMap<>(Map.of("(refused)", String.valueOf(e.getMessage())));
        }
    }
}
