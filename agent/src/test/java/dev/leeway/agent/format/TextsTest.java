package dev.leeway.agent.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.format.yaml.YamlText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void readsFieldsUntilTheFirstEmptyLine() {
        assertThat(HeaderFields.read(
                        "Metadata-Version: 2.1\r\nName: a\nname: b\nSummary: one\n  two\nnoise\n\nVersion: 9\n"))
                .containsEntry("name", "a")
                .containsEntry("summary", "one two")
                .doesNotContainKey("version");
        assertThat(HeaderFields.read("Name: " + "x".repeat(1 << 20)).get("name"))
                .hasSize(4096);
        assertThat(HeaderFields.read("Name: a\n" + " more\n".repeat(100_000)).get("name"))
                .hasSize(4096);
        assertThat(HeaderFields.read("")).isEmpty();
    }

    @Test
    void decodesWhatEditorsAndShellsWrite() throws MalformedException {
        assertThat(TextBytes.decode("é".getBytes(StandardCharsets.UTF_8))).isEqualTo("é");
        assertThat(TextBytes.decode("\uFEFFa".getBytes(StandardCharsets.UTF_8))).isEqualTo("a");
        assertThat(TextBytes.decode("\uFEFFa==1".getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo("a==1");
        assertThat(TextBytes.decode("\uFEFFa==1".getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo("a==1");
        assertThat(TextBytes.decode(new byte[] {(byte) 0xE9})).isEqualTo("\uFFFD");
        assertThat(TextBytes.decode(new byte[0])).isEmpty();
        assertThatThrownBy(() -> TextBytes.decode(new byte[] {'a', 0, 'b'})).isInstanceOf(MalformedException.class);
    }

    @Test
    void findsLinesInOrder() {
        TextLines lines = new TextLines("a\nb\nc b\n");
        assertThat(lines.next("b")).isEqualTo(2);
        assertThat(lines.next("c b")).isEqualTo(3);
        assertThat(lines.next("nowhere")).isEqualTo(3);
    }

    @Test
    void readsYamlWithTheLinesOfItsKeys() throws MalformedException {
        List<TreeNode> documents = YamlText.read("---\na: 1\nb:\n  - x\n  - {c: 'd'}\n---\ne: 2\n");
        assertThat(documents).hasSize(2);
        assertThat(documents.get(0).at("b").map(TreeNode::line)).contains(3);
        assertThat(documents.get(0).itemsAt("b").get(1).textAt("c")).contains("d");
        assertThat(documents.get(1).textAt("e")).contains("2");
    }

    @Test
    void namesThePlaceOfWhatIsNotYaml() {
        assertThatThrownBy(() -> YamlText.read("a: [1\nb: secret"))
                .isInstanceOf(MalformedException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> YamlText.read("[".repeat(100_000))).isInstanceOf(MalformedException.class);
        String laughs =
                "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
                        + "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n";
        assertThatThrownBy(() -> YamlText.read(laughs)).isInstanceOf(MalformedException.class);
    }
}
