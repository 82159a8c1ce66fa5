package dev.leeway.agent.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresentableTest {
    @Test
    void withholdsATextThatIsADocument() {
        assertThat(Presentable.value(new Value.Text("y".repeat(64 << 10)))).isInstanceOf(Value.Text.class);
        assertThat(Presentable.value(new Value.Text("y".repeat((64 << 10) + 1))))
                .isEqualTo(new Value.Withheld("limit"));
    }

    @Test
    void replacesHalvesOfCharactersWhereverTheyStand() {
        assertThat(Presentable.value(Value.SetOf.texts(List.of("a\uD83D", "b"))))
                .isEqualTo(Value.SetOf.texts(List.of("a\uFFFD", "b")));
        assertThat(Presentable.value(Value.ListOf.texts(List.of("\uDE00a"))))
                .isEqualTo(Value.ListOf.texts(List.of("\uFFFDa")));
        assertThat(Presentable.value(new Value.Version("1\uD83D", VersionScheme.DEB)))
                .isEqualTo(new Value.Version("1\uFFFD", VersionScheme.DEB));
    }

    @Test
    void writesRemarksOnOneLineAndCutsThem() {
        assertThat(Presentable.text("a\nb\rc", 100)).isEqualTo("a b c");
        assertThat(Presentable.text("abcdef", 3)).isEqualTo("abc...");
    }
}
