package dev.leeway.agent.probe.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Section;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compose files that take in others, as the second Compose has it. */
class ComposeIncludesTest {
    private static final Redactor REDACTOR = Redactor.keyless(RedactionRules.published());

    @TempDir
    Path directory;

    private MadeProject project() {
        MadeProject project = new MadeProject(directory);
        project.variables.put("LOG_LEVEL", "info");
        project.variables.put("PAYMENT_TIMEOUT", "30s");
        return project;
    }

    /** Facts by their paths, and gaps by their patterns, of what is declared. */
    private static SortedMap<String, String> declared(MadeProject project) throws Exception {
        Section section =
                Objects.requireNonNull(project.taken(REDACTOR).sections().get(SectionKey.of("container", "shop-web")));
        SortedMap<String, String> declared = new TreeMap<>();
        section.facts().forEach((path, value) -> declared.put(path, value.display()));
        declared.keySet().removeIf(path -> !path.startsWith("declared/"));
        section.uncovered().forEach(gap -> declared.put(gap.pattern().text(), gap.reason()));
        return declared;
    }

    @Test
    void followsIncludedFilesWithVariablesOfTheirOwn() throws Exception {
        SortedMap<String, String> declared = declared(project()
                .file("/srv/shop/.env", "LEVEL=info\n")
                .file("/srv/shop/docker-compose.yml", "include: [web/compose.yml]\nservices: {other: {image: x}}\n")
                .file("/srv/shop/web/.env", "LEVEL=debug\nTAG=1.4\n")
                .file("/srv/shop/web/web.env", "PAYMENT_TIMEOUT=30s\n")
                .file("/srv/shop/web/compose.yml", "include: [{path: [base.yml, more.yml]}]\n")
                .file(
                        "/srv/shop/web/base.yml",
                        "services: {shop-web: {image: 'shop/web:${TAG}', env_file: web.env, environment: {LOG_LEVEL: x}}}\n")
                .file("/srv/shop/web/more.yml", "services: {shop-web: {environment: {LOG_LEVEL: '$LEVEL'}}}\n"));

        assertThat(declared)
                .containsEntry("declared/image/state", "kept")
                .containsEntry("declared/env[PAYMENT_TIMEOUT]/state", "kept")
                .containsEntry("declared/env[LOG_LEVEL]/state", "kept")
                .containsKeys("declared/file[web%2Fmore.yml]/read", "declared/file[web%2F.env]/read")
                .doesNotContainKey("container[shop-web]/declared/**");
    }

    @Test
    void takesDirectoryAndVariablesThatAreNamedForAnIncludedFile() throws Exception {
        SortedMap<String, String> declared = declared(project()
                .file(
                        "/srv/shop/docker-compose.yml",
                        "include:\n- path: ../common/compose.yml\n  project_directory: .\n  env_file: own.env\n")
                .file("/srv/shop/own.env", "LEVEL=info\n")
                .file("/srv/shop/web.env", "PAYMENT_TIMEOUT=30s\n")
                .file("/srv/common/.env", "LEVEL=debug\n")
                .file(
                        "/srv/common/compose.yml",
                        "services: {shop-web: {env_file: web.env, environment: {LOG_LEVEL: '$LEVEL'}}}\n"));

        assertThat(declared)
                .containsEntry("declared/env[LOG_LEVEL]/state", "kept")
                .containsEntry("declared/env[PAYMENT_TIMEOUT]/state", "kept");
    }

    @Test
    void hidesASecretThatAnIncludedFileHandsOn() throws Exception {
        MadeProject project = project()
                .file("/srv/shop/docker-compose.yml", "include: [web/compose.yml]\n")
                .file("/srv/shop/web/.env", "DB_PASSWORD=tigerlily\n")
                .file("/srv/shop/web/compose.yml", "services: {shop-web: {environment: {LOG_LEVEL: $DB_PASSWORD}}}\n");
        project.variables.put("LOG_LEVEL", "tigerlily");

        assertThat(project.json(REDACTOR)).doesNotContain("tigerlily").contains("declared/env[LOG_LEVEL]/state");
    }

    @ParameterizedTest
    @CsvSource({
        "'include: [\"${SHELL_GAVE}.yml\"]', not followed",
        "'include: [gone.yml]', vanished",
        "'include: [docker-compose.yml]', limit",
        "'include: [docker-compose.yml, docker-compose.yml, docker-compose.yml]', limit",
        "'include: [{project_directory: x}]', format"
    })
    void saysWhyAnIncludedFileIsNotRead(String text, String why) throws Exception {
        assertThat(declared(project().file("/srv/shop/docker-compose.yml", text + "\n")))
                .containsEntry("container[shop-web]/declared/**", why);
    }
}
