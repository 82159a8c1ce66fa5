package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies in several files on a disk. */
class PolicyIncludesTest {
    private static final String RULE = "rules: [{match: os/x, expect: any}]\n";

    @TempDir
    Path outside;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(outside.resolve("policy"));
        Files.createDirectories(folder.resolve("teams/deep"));
        write(outside.resolve("elsewhere.yaml"), RULE);
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }

    private PolicyFile read(String include) throws Exception {
        write(folder.resolve("leeway.yaml"), "include: [\"" + include + "\"]\nprofile: none\n");
        return PolicyFile.read(Optional.of(folder.resolve("leeway.yaml")));
    }

    @Test
    void readsWhatLiesBesideAndBelowTheFileThatIncludesIt() throws Exception {
        write(folder.resolve("teams/shop.yaml"), "include: deep/more.yaml\n" + RULE);
        write(folder.resolve("teams/deep/more.yaml"), RULE);
        PolicyFile policy = read("teams/shop.yaml");

        assertThat(policy.policy().rules().stream().map(rule -> rule.origin().text()))
                .containsExactly(
                        folder.resolve("teams/deep/more.yaml") + ":1", folder.resolve("teams/shop.yaml") + ":2");
        policy.check(Set.of("os"));
        assertThatThrownBy(() -> policy.check(Set.of("env"))).hasMessageContaining("no probe is called 'os'");
    }

    @Test
    void staysWithinTheDirectoryOfTheFileThatIncludesIt() throws Exception {
        Files.createSymbolicLink(folder.resolve("link.yaml"), outside.resolve("elsewhere.yaml"));
        Files.createSymbolicLink(folder.resolve("teams/up"), outside);
        write(folder.resolve("teams/back.yaml"), "include: ../beside.yaml\n");
        write(folder.resolve("beside.yaml"), RULE);

        for (String leaving : new String[] {
            "../elsewhere.yaml", "link.yaml", "teams/up/elsewhere.yaml", "teams/back.yaml", "teams/../../elsewhere.yaml"
        }) {
            assertThatThrownBy(() -> read(leaving))
                    .as(leaving)
                    .hasMessageContaining("it lies outside the directory of the file that includes it");
        }
        assertThatThrownBy(() -> read(outside.resolve("elsewhere.yaml").toString()))
                .hasMessageContaining("named from the root of the file system");
    }

    @Test
    void followsALinkThatStaysWithin() throws Exception {
        write(folder.resolve("teams/shop.yaml"), RULE);
        Files.createSymbolicLink(folder.resolve("shop.yaml"), Path.of("teams/shop.yaml"));

        assertThat(read("shop.yaml").policy().rules()).hasSize(1);
    }

    @Test
    void saysWhyAFileCannotBeIncluded() throws Exception {
        Files.write(folder.resolve("latin.yaml"), "owners: {a: \u00e9}".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> read("gone.yaml")).hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> read("teams")).hasMessageContaining("it is no file");
        assertThatThrownBy(() -> read("latin.yaml")).hasMessageContaining("it is not UTF-8");
        assertThatThrownBy(() -> read("leeway.yaml")).hasMessageContaining("it is the policy itself");
    }

    @Test
    void boundsTheSizeOfAllTogether() throws Exception {
        String large = "#".repeat(3 << 20) + "\n";
        write(folder.resolve("a.yaml"), large);
        write(folder.resolve("b.yaml"), large);
        write(folder.resolve("leeway.yaml"), "include: [a.yaml, b.yaml]\n");

        assertThatThrownBy(() -> PolicyFile.read(Optional.of(folder.resolve("leeway.yaml"))))
                .hasMessageContaining("leeway.yaml:1:")
                .hasMessageContaining("4 MiB");
    }

    @Test
    void remarksUponAPolicyThatLiesThereUnasked() throws IOException {
        assertThat(PolicyFile.unasked(Optional.empty(), folder)).isEmpty();
        Files.writeString(folder.resolve("leeway.yaml"), RULE);
        assertThat(PolicyFile.unasked(Optional.empty(), folder))
                .hasValueSatisfying(remark -> assertThat(remark).contains("was not asked", "--policy leeway.yaml"));
        assertThat(PolicyFile.unasked(Optional.of("other.yaml"), folder)).isEmpty();
    }
}
