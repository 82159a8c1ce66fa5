package dev.leeway.agent.probe.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret that is a word hides no neighbour that is called the same, and says nothing of two environments. */
class ComposeNeighboursTest {
    private static final Redactor REDACTOR = Redactor.keyless(new RedactionRules(List.of("POSTGRES_DB"), List.of()));
    private static final Value WITHHELD = new Value.Withheld("made of a secret");

    @TempDir
    Path directory;

    private static Optional<Value> value(Snapshot snapshot, String probe, String path) {
        Section section = snapshot.sections().get(SectionKey.of(probe, "shop-web"));
        return section == null ? Optional.empty() : section.facts().find(FactPath.parse(path));
    }

    private MadeProject project(String env, String service) {
        return new MadeProject(directory)
                .file("/srv/shop/.env", env)
                .file("/srv/shop/docker-compose.yml", "services:\n  shop-web:\n    image: shop/web:1.4\n" + service);
    }

    @Test
    void tellsADatabaseThatIsCalledAsItsPassword() throws Exception {
        MadeProject project = project("POSTGRES_PASSWORD=postgres\n", """
                    command: postgres
                    healthcheck: {test: "PGPASSWORD=${POSTGRES_PASSWORD} psql -U postgres"}
                    environment: {POSTGRES_DB: postgres}
                """);
        project.variables.put("POSTGRES_DB", "postgres");
        project.command.clear();
        project.command.add("postgres");
        project.image = "postgres";
        Snapshot snapshot = project.taken(REDACTOR);
        assertThat(value(snapshot, "env", "POSTGRES_DB")).contains(new Value.Text("postgres"));
        assertThat(value(snapshot, "container", "env/POSTGRES_DB")).contains(new Value.Text("postgres"));
        assertThat(project.json(REDACTOR)).doesNotContain("made of a secret");
    }

    @Test
    void withholdsAHarmlessNameThatWasFilledWithAWordAndNothingElse() throws Exception {
        MadeProject project =
                project("DB_PASSWORD=debug\n", "    environment: {LOG_LEVEL: '${DB_PASSWORD}', POSTGRES_DB: debug}\n");
        project.variables.put("LOG_LEVEL", "debug");
        project.variables.put("POSTGRES_DB", "debug");
        Snapshot snapshot = project.taken(REDACTOR);
        assertThat(value(snapshot, "env", "LOG_LEVEL")).contains(WITHHELD);
        assertThat(value(snapshot, "container", "env/LOG_LEVEL")).contains(WITHHELD);
        assertThat(value(snapshot, "env", "POSTGRES_DB")).contains(new Value.Text("debug"));
    }

    @Test
    void tellsWhatAnUnsetSecretLeftEmpty() throws Exception {
        MadeProject project = project("", "    environment: {BASE_PATH: '/api${TENANT_TOKEN:-}', POSTGRES_DB: /api}\n");
        project.variables.put("BASE_PATH", "/api");
        project.variables.put("POSTGRES_DB", "/api");
        Snapshot snapshot = project.taken(REDACTOR);
        for (String name : List.of("BASE_PATH", "POSTGRES_DB")) {
            assertThat(value(snapshot, "env", name)).as(name).contains(new Value.Text("/api"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--workers=20240917", "-w20240917", "-Dworkers=20240917"})
    void hidesAnOptionOfACommandInOnePiece(String option) throws Exception {
        String written = option.replace("20240917", "${DB_PASSWORD}");
        MadeProject project = project("DB_PASSWORD=20240917\n", "    command: \"/bin/server " + written + "\"\n");
        project.command.add(option);
        assertThat(project.json(REDACTOR)).doesNotContain("20240917");
        MadeProject other = project("DB_PASSWORD=20240917\n", "    command: /bin/server\n");
        other.command.add(option);
        assertThat(other.json(REDACTOR)).contains("20240917");
    }
}
