package dev.leeway.agent.format.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.tree.TreeNode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TomlTextTest {
    @Test
    void readsRepeatedTablesWithTheirLinesAndWhatBelongsBelowThem() throws MalformedException {
        TreeNode root = TomlText.read("""
                # made by a tool
                lock-version = "2.1"

                [[package]]
                name = "a"
                version = '1.0'   # literal
                [package.dependencies]
                b = {version = ">=2", extras = ["x", "y"]}
                [[package]]
                name = "c"

                [metadata]
                hash = "0"
                """);
        assertThat(root.itemsAt("package")).hasSize(2);
        TreeNode first = root.itemsAt("package").get(0);
        assertThat(first.line()).isEqualTo(4);
        assertThat(first.textAt("version")).contains("1.0");
        assertThat(first.textAt("dependencies", "b", "version")).contains(">=2");
        assertThat(first.itemsAt("dependencies", "b", "extras"))
                .extracting(item -> item.textAt().orElse(""))
                .containsExactly("x", "y");
        assertThat(root.itemsAt("package").get(1).line()).isEqualTo(9);
        assertThat(root.textAt("metadata", "hash")).contains("0");
    }

    @Test
    void readsKeysAndValuesOfEveryKind() throws MalformedException {
        TreeNode root = TomlText.read("""
                a.b."c.d" = 1
                when = 1979-05-27 07:32:00Z
                yes = true
                float = -1.5e+3
                list = [ 1,
                  # two
                  2,
                ]
                table = { x = 1, y.z = [[1], {}] }
                escaped = "tab\\t quote\\" \\u00e9 \\U0001F600"
                literal = 'C:\\new'
                block = \"""
                one \\
                    two "quoted\"""\"
                raw = '''
                it's'''
                empty = ""
                """);
        assertThat(root.textAt("a", "b", "c.d")).contains("1");
        assertThat(root.textAt("when")).contains("1979-05-27 07:32:00Z");
        assertThat(root.textAt("yes")).contains("true");
        assertThat(root.textAt("float")).contains("-1.5e+3");
        assertThat(root.itemsAt("list")).hasSize(2);
        assertThat(root.itemsAt("table", "y", "z")).hasSize(2);
        assertThat(root.textAt("escaped")).contains("tab\t quote\" é 😀");
        assertThat(root.textAt("literal")).contains("C:\\new");
        assertThat(root.textAt("block")).contains("one two \"quoted\"");
        assertThat(root.textAt("raw")).contains("it's");
        assertThat(root.textAt("empty")).contains("");
    }

    @Test
    void readsWindowsLineEnds() throws MalformedException {
        TreeNode root = TomlText.read("[a]\r\nb = 1\r\n\r\nc = [1,\r\n2]\r\n");
        assertThat(root.textAt("a", "b")).contains("1");
        assertThat(root.itemsAt("a", "c")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = 1\na = 2",
                "[a]\n[a]",
                "a = 1\n[a]",
                "a = [1\nb = 2",
                "a = {b = 1",
                "a = \"open\nb = 1",
                "a = \"\"\"open",
                "a = \"\\q\"",
                "a = \"\\uD\"",
                "a = \"\\UFFFFFFFF\"",
                "a",
                "a =",
                "= 1",
                "[a",
                "[[a]",
                "[]",
                "a = 1 b = 2\" ",
                "a = [1 \"x\"]",
                "<html>"
            })
    void namesTheLineOfWhatIsNotToml(String text) {
        assertThatThrownBy(() -> TomlText.read(text))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("line ");
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        assertThatThrownBy(() -> TomlText.read("a = " + "[".repeat(100_000))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> TomlText.read("a = " + "{b=".repeat(100_000))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> TomlText.read("a" + ".a".repeat(100_000) + " = 1"))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> TomlText.read("[a" + ".a".repeat(100_000) + "]"))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void neverFailsOtherwiseWhateverIsChangedInADocument() {
        String document = "[[a]]\nb = {c = \"d\\n\", e = [1, 'x']}\n[a.f]\n\"g\" = \"\"\"h\"\"\" # i\n";
        Random random = new Random(7);
        String alphabet = "[]{}=.,#\"'\\\n\r \tabu0:\0é";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder changed = new StringBuilder(document);
            for (int i = 0; i < 1 + round % 4; i++) {
                char other = alphabet.charAt(random.nextInt(alphabet.length()));
                changed.setCharAt(random.nextInt(changed.length()), other);
            }
            changed.setLength(random.nextInt(changed.length()) + 1);
            try {
                assertThat(TomlText.read(changed.toString()).line()).isEqualTo(1);
            } catch (MalformedException e) {
                assertThat(e).hasMessageStartingWith("line ");
            }
        }
    }
}
