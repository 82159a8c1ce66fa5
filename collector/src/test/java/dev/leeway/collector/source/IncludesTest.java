package dev.leeway.collector.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Policies in several files. */
class IncludesTest {
    private final Map<String, String> files = new HashMap<>();

    private Policy read(String yaml) throws FormatException {
        return PolicyReader.read(yaml, "leeway.yaml", this::open);
    }

    private IncludedFiles.Opened open(String from, String path) throws IOException {
        String yaml = files.get(path);
        if (yaml == null) {
            throw new IOException("there is no such file");
        }
        return new IncludedFiles.Opened(path, path, yaml);
    }

    @Test
    void putsWhatIsIncludedBeforeItsOwn() throws Exception {
        files.put("a.yaml", """
                include: b.yaml
                rules: [{match: os/a, expect: any}]
                waivers: [{match: os/a, because: x, owner: y, until: 2027-01-31}]
                services: {shop: [store]}
                owners: {shop: them}
                require: ["os/a"]
                invariants: [{name: a, assert: "os/a > 1"}]
                """);
        files.put("b.yaml", "rules: [{match: os/b, expect: any}]\n");
        Policy policy = read("""
                include: [a.yaml, b.yaml]
                profile: none
                services: {shop: [web-shop], mail: post}
                owners: {shop: us}
                rules: [{match: os/c, expect: any}]
                """);

        assertThat(policy.rules().stream()
                        .map(rule -> rule.match().text() + " " + rule.origin().text()))
                .containsExactly("os/b b.yaml:1", "os/a a.yaml:2", "os/c leeway.yaml:5");
        assertThat(policy.waivers().get(0).origin().text()).isEqualTo("a.yaml:3");
        assertThat(policy.invariants().get(0).origin().text()).isEqualTo("a.yaml:7");
        assertThat(policy.services()).isEqualTo(Map.of("shop", List.of("store", "web-shop"), "mail", List.of("post")));
        assertThat(policy.owners()).isEqualTo(Map.of("shop", "us"));
        assertThat(policy.require()).hasSize(1);
    }

    @Test
    void namesAPolicyByEveryByteItIncludes() throws Exception {
        files.put("a.yaml", "rules: []\n");
        String before = read("include: [a.yaml]\n").id();
        files.put("a.yaml", "rules: []\n#\n");

        assertThat(read("include: [a.yaml]\n").id()).isNotEqualTo(before);
    }

    @Test
    void namesBothFilesWhereOneIsWrong() {
        files.put("a.yaml", "\ninclude: b.yaml\n");
        files.put("b.yaml", "rules:\n  - {match: os/b, expect: sane}\n");

        assertThatThrownBy(() -> read("include: [a.yaml]\n"))
                .isInstanceOf(FormatException.class)
                .hasMessage("b.yaml:2:27: unknown expectation 'sane'; did you mean 'same'? (included by a.yaml:2)");
    }

    @Test
    void namesWhatIncludesAMisspeltProbe() {
        files.put("a.yaml", "rules: [{match: oss/b, expect: any}]\n");

        assertThatThrownBy(() -> PolicyReader.checkProbes("include: a.yaml\n", "leeway.yaml", this::open, Set.of("os")))
                .hasMessageContaining("a.yaml:1:17: no probe is called 'oss'")
                .hasMessageContaining("included by leeway.yaml:1");
    }

    @Test
    void refusesWhatIsNotThereAndWhatIncludesItself() {
        files.put("a.yaml", "include: [b.yaml]\n");
        files.put("b.yaml", "include: [a.yaml]\n");

        assertThatThrownBy(() -> read("include: [c.yaml]\n"))
                .hasMessageContaining("leeway.yaml:1:11: 'c.yaml' cannot be included: there is no such file");
        assertThatThrownBy(() -> read("include: [a.yaml]\n"))
                .hasMessageContaining("b.yaml:1:11: 'a.yaml' includes itself in the end")
                .hasMessageContaining("included by a.yaml:1");
    }

    @Test
    void boundsDepthAndNumber() {
        for (int i = 0; i < 200; i++) {
            files.put("deep" + i, "include: deep" + (i + 1) + "\n");
            files.put("wide" + i, "rules: []\n");
        }
        StringBuilder wide = new StringBuilder("include:\n");
        for (int i = 0; i < 200; i++) {
            wide.append("  - wide").append(i).append('\n');
        }

        assertThatThrownBy(() -> read("include: deep0\n")).hasMessageContaining("more than 8 files deep");
        assertThatThrownBy(() -> read(wide.toString())).hasMessageContaining("more than 100 files");
    }

    @Test
    void keepsWhatIsSaidOnceInThePolicyItself() {
        files.put("a.yaml", "protected: []\n");

        assertThatThrownBy(() -> read("include: a.yaml\n"))
                .hasMessage("a.yaml:1:1: 'protected' in a file that is included; move it into the policy itself"
                        + " (included by leeway.yaml:1)");
    }

    @Test
    void givesOneNameToOneServiceInAllFiles() {
        files.put("a.yaml", "services: {shop: [store]}\n");

        assertThatThrownBy(() -> read("include: a.yaml\nservices: {mail: [store]}\n"))
                .hasMessageContaining("'store' names two services");
        assertThatThrownBy(() -> read("include: a.yaml\nservices: {store: [x]}\n"))
                .hasMessageContaining("'store' names two services");
    }
}
