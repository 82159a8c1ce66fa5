package dev.leeway.agent.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AssignmentsTest {
    @Test
    void takesQuotesAndBackslashesOffAsAShellDoes() {
        assertThat(ShellAssignments.read("""
                        # comment
                        ID=debian
                        NAME="A \\"quoted\\" name"
                        SINGLE='a \\ b'
                        MIXED=a"b c"'d'
                        COMMENTED=x # not this
                          export   JAVA_HOME=/opt/jdk
                        UNEXPANDED=${HOME}/x
                        EMPTY=
                        bad-name=1
                        no assignment
                        =x
                        OPEN="a b
                        ID=ubuntu
                        """))
                .containsExactly(
                        Map.entry("COMMENTED", "x"),
                        Map.entry("EMPTY", ""),
                        Map.entry("ID", "ubuntu"),
                        Map.entry("JAVA_HOME", "/opt/jdk"),
                        Map.entry("MIXED", "ab cd"),
                        Map.entry("NAME", "A \"quoted\" name"),
                        Map.entry("OPEN", "a b"),
                        Map.entry("SINGLE", "a \\ b"),
                        Map.entry("UNEXPANDED", "${HOME}/x"));
    }

    @Test
    void readsOneSectionHoweverOftenItIsRepeated() {
        String text = "top=1\n[A]\nx = 1\n; y=2\n[B]\nx=3\n[ A ]\nx= 4 \n=5\n";
        assertThat(IniAssignments.read(text, "A")).containsExactly(Map.entry("x", "4"));
        assertThat(IniAssignments.read(text, "")).containsExactly(Map.entry("top", "1"));
        assertThat(IniAssignments.read(text, "C")).isEmpty();
    }

    @Test
    void partsLinesIntoWords() {
        assertThat(Words.of(" a\tbc  d\n")).containsExactly("a", "bc", "d");
        assertThat(Words.of("one")).containsExactly("one");
        assertThat(Words.of(" \t ")).isEmpty();
        assertThat(Words.evenly("\ta   b ")).isEqualTo("a b");
    }

    @Test
    void readsPropertiesInJavasOwnFormat() throws MalformedException {
        assertThat(JavaProperties.read("a = b\\\n   c\n# d\ne:\\u0041\na=z\n"))
                .containsExactly(Map.entry("a", "z"), Map.entry("e", "A"));
        assertThatThrownBy(() -> JavaProperties.read("a=\\u00zz"))
                .isInstanceOf(MalformedException.class)
                .hasMessageNotContaining("zz");
    }
}
