package dev.leeway.agent.probe.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent lends nobody its right to read: a project is told of what its owner may read. */
class ComposeOwnersTest {
    private static final Redactor REDACTOR = Redactor.keyless(new RedactionRules(List.of("SHOWN_*"), List.of()));
    private static final long ALICE = 1000;
    private static final long BOB = 1001;
    private static final String CLOSED = "closed to the project's owner";

    @TempDir
    Path directory;

    private MadeProject project;

    @BeforeEach
    void makesAProjectOfAlice() {
        project = new MadeProject(directory)
                .file("/root/.secrets", "SHOWN_LEVEL=tigerlily\n")
                .file("/root/docker-compose.yml", "services: {shop-web: {environment: {SHOWN_LEVEL: tigerlily}}}\n")
                .file("/etc/passwd", "root:x:0:0::/root:/bin/sh\nalice:x:1000:1000::/home/alice:/bin/sh\n")
                .file("/etc/group", "ops:x:50:bob,alice\n")
                .file("/srv/shop/web.env", "SHOWN_LEVEL=harbour\n")
                .file(
                        "/srv/shop/docker-compose.yml",
                        "services: {shop-web: {image: 'shop/web:1.4', env_file: web.env}}\n");
        for (String path : List.of("/", "/srv", "/etc")) {
            project.host.owned(path, 0, 0, 0755);
        }
        for (String path : List.of("/etc/passwd", "/etc/group")) {
            project.host.owned(path, 0, 0, 0644);
        }
        project.host.owned("/root", 0, 0, 0700);
        project.host.owned("/root/.secrets", 0, 0, 0600);
        project.host.owned("/root/docker-compose.yml", 0, 0, 0600);
        owned(ALICE);
    }

    private FixtureHost owned(long owner) {
        project.host.owned("/srv/shop", owner, owner, 0755);
        project.host.owned("/srv/shop/web.env", owner, owner, 0600);
        return project.host.owned("/srv/shop/docker-compose.yml", owner, owner, 0644);
    }

    private void naming(String file) {
        project.file("/srv/shop/docker-compose.yml", "services: {shop-web: {image: a, env_file: " + file + "}}\n");
    }

    @Test
    void readsWhatTheOwnerMayRead() throws Exception {
        assertThat(project.json(REDACTOR)).contains("harbour").doesNotContain(CLOSED);
        owned(ALICE).owned("/srv/shop/web.env", 0, 50, 0640);
        assertThat(project.json(REDACTOR)).as("by a group").contains("harbour");
        owned(0);
        naming("/root/.secrets");
        assertThat(project.json(REDACTOR)).as("root's own").contains("tigerlily");
    }

    @Test
    void saysWhatTheOwnerMayNotReadAndNothingOfIt() throws Exception {
        naming("/root/.secrets");
        String json = project.json(REDACTOR);
        assertThat(json)
                .doesNotContain("tigerlily")
                .contains("declared/file[%2Froot%2F.secrets]/read", "declared/env[*]/**", CLOSED);
        owned(ALICE).owned("/srv/shop/web.env", BOB, 51, 0640);
        naming("web.env");
        assertThat(project.json(REDACTOR)).doesNotContain("harbour").contains(CLOSED);
    }

    @Test
    void doesNotSayWhetherAFileIsThereThatTheOwnerCouldNotLookFor() throws Exception {
        for (String file : List.of("/root/none.env", "/root/none/none.env", "/srv/shop/../../root/none.env")) {
            naming(file);
            assertThat(project.json(REDACTOR)).as(file).contains(CLOSED).doesNotContain("vanished");
        }
        naming("none.env");
        assertThat(project.json(REDACTOR)).doesNotContain(CLOSED).contains("vanished");
    }

    @Test
    void isNotLedAstrayByLinks() throws Exception {
        for (String link : List.of("web.env", ".env", "docker-compose.yml")) {
            makesAProjectOfAlice();
            Path place = directory.resolve("root/srv/shop/" + link);
            Files.deleteIfExists(place);
            String target = link.endsWith(".yml") ? "/root/docker-compose.yml" : "/root/.secrets";
            project.host.link("/srv/shop/" + link, target).owned("/srv/shop/" + link, ALICE, ALICE, 0777);
            project.variables.put("SHOWN_OTHER", "on");
            assertThat(project.json(REDACTOR))
                    .as(link)
                    .doesNotContain("tigerlily")
                    .contains(CLOSED);
            Files.delete(place);
        }
    }

    @Test
    void isNotLedAstrayByADirectoryThatIsALink() throws Exception {
        project.host.link("/srv/moved", "/root").owned("/srv/moved", ALICE, ALICE, 0777);
        project.labels.put("com.docker.compose.project.config_files", "/srv/moved/docker-compose.yml");
        assertThat(project.json(REDACTOR)).doesNotContain("tigerlily").contains(CLOSED);
        Files.delete(directory.resolve("root/srv/moved"));
    }

    @Test
    void countsWhoeverMayChangeAFileAmongItsOwners() throws Exception {
        owned(0);
        naming("/root/.secrets");
        project.host.owned("/srv/shop", 0, 50, 0775);
        assertThat(project.json(REDACTOR)).as("a group").doesNotContain("tigerlily");
        project.host.owned("/srv/shop", 0, 0, 0777);
        assertThat(project.json(REDACTOR)).as("anybody").doesNotContain("tigerlily");
        project.host.owned("/srv/shop", 0, 0, 01777);
        assertThat(project.json(REDACTOR)).as("a sticky directory").contains("tigerlily");
        project.host.owned("/srv", BOB, BOB, 0755);
        assertThat(project.json(REDACTOR)).as("of the directory above").doesNotContain("tigerlily");
    }

    @Test
    void holdsWhatAnExtendedFileNamesAgainstItsOwnerToo() throws Exception {
        owned(0);
        project.file("/srv/bob/base.yml", "services: {base: {image: a, env_file: /root/.secrets}}\n")
                .file(
                        "/srv/shop/docker-compose.yml",
                        "services: {shop-web: {extends: {file: ../bob/base.yml, service: base}}}\n");
        project.host.owned("/srv/bob", 0, 0, 0755).owned("/srv/bob/base.yml", 0, 0, 0644);
        assertThat(project.json(REDACTOR)).contains("tigerlily");
        project.host.owned("/srv/bob/base.yml", BOB, BOB, 0644);
        assertThat(project.json(REDACTOR)).doesNotContain("tigerlily").contains(CLOSED);
    }

    /** Where another file leads there, and bears its name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "services: {shop-web: {image: a, extends: {file: /root/docker-compose.yml, service: shop-web}}}\n",
                "include: [/root/docker-compose.yml]\n"
            })
    void namesTheFileThatIsClosedAndNotTheOneThatWasRead(String text) throws Exception {
        project.file("/srv/shop/docker-compose.yml", text);
        Section section = project.section();
        assertThat(section.facts().find(FactPath.parse("declared/file[docker-compose.yml]/read")))
                .contains(new Value.Flag(true));
        assertThat(section.uncovered())
                .extracting(gap -> gap.pattern().text() + " " + gap.reason())
                .contains(
                        "container[shop-web]/declared/file[%2Froot%2Fdocker-compose.yml]/read " + CLOSED,
                        "container[shop-web]/declared/** " + CLOSED)
                .noneMatch(gap -> gap.contains("file[docker-compose.yml]"));
    }

    @Test
    void saysOfAFileThatWasReadOnlyThatItWas() throws Exception {
        project.file(
                        "/srv/shop/docker-compose.yml",
                        "services: {shop-web: {image: a, extends: {file: base.yml, service: none}}}\n")
                .file("/srv/shop/base.yml", "services: {base: {image: a}}\n");
        project.host.owned("/srv/shop/base.yml", ALICE, ALICE, 0644);
        Section section = project.section();
        assertThat(section.facts().find(FactPath.parse("declared/file[base.yml]/read")))
                .contains(new Value.Flag(true));
        assertThat(section.uncovered())
                .extracting(gap -> gap.pattern().text())
                .contains("container[shop-web]/declared/**")
                .noneMatch(gap -> gap.contains("/file["));
    }
}
