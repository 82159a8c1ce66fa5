package dev.leeway.collector.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.collector.source.PolicyReader;
import dev.leeway.schema.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitPoliciesTest {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private PolicyRepository repository;

    private String first = "";
    private String second = "";

    @BeforeEach
    void prepare() throws Exception {
        repository = new PolicyRepository(Files.createDirectories(folder.resolve("ops")));
        first = repository.commit("shop/leeway.yaml", "rules: []\n");
        repository.tag("v1", true);
        second = repository.commit("shop/leeway.yaml", "rules: [] # two\n");
        repository.tag("light", false);
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private GitPolicies.Found read(String ref) throws GitPolicyException {
        return new GitPolicies(cache()).read(GitPolicyName.parse(repository.name(ref, "shop/leeway.yaml")));
    }

    @Test
    void readsWhatTagsBranchesAndCommitsHold() throws GitPolicyException {
        GitPolicies.Found found = read("v1");
        assertThat(found.yaml()).isEqualTo("rules: []\n");
        assertThat(found.commit()).isEqualTo(first);
        assertThat(found.name()).isEqualTo(repository.name("v1", "shop/leeway.yaml") + "@" + first.substring(0, 12));
        assertThat(read("light").commit()).isEqualTo(second);
        assertThat(read("main").yaml()).isEqualTo("rules: [] # two\n");
        assertThat(read(second).commit()).isEqualTo(second);
        // No branch or tag points to it by itself but history has it.
        assertThat(read(first).yaml()).isEqualTo("rules: []\n");
    }

    @Test
    void asksForABranchAnewAndForACommitOnce() throws Exception {
        read("main");
        String third = repository.commit("shop/leeway.yaml", "rules: [] # three\n");

        assertThat(read("main").commit()).isEqualTo(third);
        assertThat(read(second).commit()).isEqualTo(second);

        Files.move(folder.resolve("ops"), folder.resolve("gone"));
        assertThat(read(second).yaml()).isEqualTo("rules: [] # two\n");
        assertThat(read(third).yaml()).isEqualTo("rules: [] # three\n");
        assertThatThrownBy(() -> read("main"))
                .isInstanceOf(GitPolicyException.class)
                .hasMessageContaining("cannot be fetched (there is no repository)")
                .hasMessageContaining("name a full commit id");
        Files.move(folder.resolve("gone"), folder.resolve("ops"));
    }

    @Test
    void leavesNothingBehindButWhatWasFetched() throws Exception {
        read("v1");
        assertThatThrownBy(() -> read("none")).hasMessageContaining("has no tag or branch 'none'");
        try (Stream<Path> kept = Files.list(cache())) {
            assertThat(kept.map(Path::getFileName).map(Path::toString))
                    .singleElement()
                    .asString()
                    .endsWith("-" + first + ".git");
        }
        assertThat(Files.getPosixFilePermissions(cache())).hasSize(3);
    }

    @Test
    void saysThatTheCommitHasNoSuchFile() {
        assertThatThrownBy(
                        () -> new GitPolicies(cache()).read(GitPolicyName.parse(repository.name("v1", "leeway.yaml"))))
                .hasMessageContaining("the commit has no such file");
        assertThatThrownBy(() -> new GitPolicies(cache()).read(GitPolicyName.parse(repository.name("v1", "shop"))))
                .hasMessageContaining("no such plain file");
        String unknown = "0123456789012345678901234567890123456789";
        assertThatThrownBy(() -> read(unknown)).hasMessageContaining("has no commit " + unknown);
    }

    @Test
    void includesFilesOfTheSameCommitAlone() throws Exception {
        repository.commit("shop/teams/a.yaml", "rules: [{match: 'env[*]/A', expect: any}]\n");
        repository.commit("outside.yaml", "rules: []\n");
        repository.commit("shop/leeway.yaml", "include: [teams/a.yaml]\n");
        GitPolicies.Found found = read("main");
        repository.commit("shop/teams/a.yaml", "rules: []\n");

        Policy policy = PolicyReader.read(found.yaml(), found.name(), found.files());

        assertThat(policy.rules())
                .filteredOn(rule -> !rule.origin().shipped())
                .singleElement()
                .satisfies(rule -> assertThat(rule.origin().text())
                        .contains("shop/teams/a.yaml@" + found.commit().substring(0, 12) + ":1"));
        for (String path : List.of("../outside.yaml", "/etc/hostname", "teams/../../outside.yaml", "none.yaml")) {
            assertThatThrownBy(() -> found.files().open("", path)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> found.files().open("shop/teams/a.yaml", "../leeway.yaml"))
                .hasMessageContaining("outside the directory");
    }

    @Test
    void followsNoLink() throws Exception {
        Files.createSymbolicLink(folder.resolve("ops/link.yaml"), Path.of("shop/leeway.yaml"));
        repository.add("link.yaml");

        assertThatThrownBy(
                        () -> new GitPolicies(cache()).read(GitPolicyName.parse(repository.name("main", "link.yaml"))))
                .hasMessageContaining("no such plain file");
    }

    @Test
    void fetchesNoMoreThanItsBounds() {
        byte[] noise = new byte[3 << 20];
        new Random(1).nextBytes(noise);
        GitPolicies bounded = new GitPolicies(cache(), Duration.ofSeconds(60), 1 << 20);
        assertThatThrownBy(() -> {
                    repository.commit("noise.bin", HexFormat.of().formatHex(noise));
                    bounded.read(GitPolicyName.parse(repository.name("main", "shop/leeway.yaml")));
                })
                .isInstanceOf(GitPolicyException.class)
                .hasMessageContaining("holds more than a repository of policies may");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git:ext::sh -c touch% /tmp/x#v1:leeway.yaml",
                "git:ssh://git@example.com/a#v1",
                "git:http://example.com/a#v1",
                "git:git@example.com:a#v1",
                "git:/srv/policies#v1",
                "git:https://user:geheim@example.com/a#v1",
                "git:https://geheim@example.com/a#v1",
                "git:https://example.com/a?private_token=geheim#v1",
                // The '#' of a password ends the address.
                "git:https://user:geheim#rest@example.com/a",
                "git:https://user:geheim#rest@example.com/a#v1",
                "git:https://user:12#geheim@example.com/a",
                "git:https://user:12#geheim:more@example.com/a",
                "git:https://token#geheim@example.com/a",
                "git:https://user:12/geheim@example.com/a#v1",
                "git:https://user:#geheim",
                "git:https://example.com/a",
                "git:https://example.com/a#",
                "git:https://example.com/a#--upload-pack=x",
                "git:https://example.com/a#v1..v2",
                "git:https://example.com/a#v1:/etc/passwd",
                "git:https://example.com/a#v1:../leeway.yaml",
                "git:https://example.com/a#v1:a//b",
            })
    void refusesNamesOfAnotherKind(String name) {
        assertThatThrownBy(() -> GitPolicyName.parse(name))
                .isInstanceOf(GitPolicyException.class)
                .message()
                .doesNotContain("geheim");
    }

    @Test
    void takesTheUsualPathWhereNoneIsSaid() throws GitPolicyException {
        assertThat(GitPolicyName.parse("git:https://git.example.com/ops/policies#v3"))
                .isEqualTo(new GitPolicyName("https://git.example.com/ops/policies", "v3", "leeway.yaml"));
    }
}
