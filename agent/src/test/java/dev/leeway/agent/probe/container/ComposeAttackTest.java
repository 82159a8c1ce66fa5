package dev.leeway.agent.probe.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.endpoint.EndpointSettings;
import dev.leeway.agent.format.endpoint.Setting;
import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.testing.FakeProbe;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was found by looking for ways around the rules for secrets of Compose projects, and for what they hide without need. */
class ComposeAttackTest {
    private static final Redactor REDACTOR =
            Redactor.keyless(new RedactionRules(List.of("DB_NAME", "SHOWN_*"), List.of()));

    @TempDir
    Path directory;

    private MadeProject project(String env, String service) {
        return new MadeProject(directory)
                .file("/srv/shop/.env", env)
                .file("/srv/shop/docker-compose.yml", "services:\n  shop-web:\n    image: shop/web:1.4\n" + service);
    }

    private MadeProject named() {
        MadeProject project = project(
                "MAIL_PASSWORD=sunflower\n",
                "    environment: {DB_NAME: '${MAIL_PASSWORD}'}\n    labels: {team: '/srv/${MAIL_PASSWORD}'}\n");
        project.variables.put("DB_NAME", "sunflower");
        project.labels.put("team", "/srv/sunflower");
        return project;
    }

    private static Optional<Value> value(MadeProject project, String path) throws Exception {
        return Objects.requireNonNull(project.taken(REDACTOR).sections().get(SectionKey.of("container", "shop-web")))
                .facts()
                .find(FactPath.parse(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Status\":\"exited\",\"Running\":false,\"ExitCode\":3,\"FinishedAt\":\"1969-01-01T00:00:00Z\"",
                "\"Status\":\"created\",\"Running\":false,\"ExitCode\":0,\"FinishedAt\":\"0001-01-01T00:00:00Z\"",
                "\"Status\":\"paused\",\"Running\":true,\"Paused\":true,\"Pid\":42"
            })
    void tellsNothingOfAContainerThatStandsStill(String state) throws Exception {
        MadeProject project = named();
        project.state = state;

        assertThat(project.json(REDACTOR)).contains("container[shop-web]").doesNotContain("sunflower");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop-web.nginx", "called-otherwise-by-the-configuration"})
    void tellsNothingOfItsProcessesWhateverTheyAreCalled(String process) throws Exception {
        MadeProject project = named();
        project.seenAs = process;

        assertThat(project.json(REDACTOR)).contains("env[" + process + "]").doesNotContain("sunflower");
    }

    @Test
    void tellsWhatElseACommandInAListSays() throws Exception {
        MadeProject project = project(
                "REDIS_PASSWORD=sunflower\n",
                "    command: ['--redis.addr=redis.example.com', '--redis.password=${REDIS_PASSWORD}']\n");
        project.command.clear();
        project.command.addAll(List.of("--redis.addr=redis.example.com", "--redis.password=sunflower"));

        assertThat(value(project, "command/option[--redis.addr]")).contains(new Value.Text("redis.example.com"));
        assertThat(project.json(REDACTOR)).doesNotContain("sunflower");
    }

    @Test
    void tellsAUserThatIsCalledAsThePasswordOfAHealthCheck() throws Exception {
        MadeProject project = project(
                "MYSQL_ROOT_PASSWORD=root\n",
                "    healthcheck: {test: ['CMD', 'mysqladmin', 'ping', '-p${MYSQL_ROOT_PASSWORD}']}\n");
        project.config = ",\"User\":\"root\",\"Healthcheck\":{\"Test\":[\"CMD\",\"mysqladmin\",\"ping\",\"-proot\"]}";

        assertThat(value(project, "user")).contains(new Value.Text("root"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"VPN_IPSEC_PSK", "WPA_PSK", "DB_MDP", "SNMP_COMMUNITY", "PAIRING_CODE", "PASSWRD", "DB_PSSWD"})
    void knowsNamesOfSecretsThatAreNumbersOften(String name) {
        assertThat(REDACTOR.secret(name, "")).isTrue();
    }

    @Test
    void tellsNoLoginOfARelay() {
        List<Setting> settings = List.of(
                new Setting("SMTP_HOST", "smtp.example.com", Setting.Kind.VARIABLE, "here"),
                new Setting("SMTP_NAME", "9f86d081884c7d659a2feaa0c55ad015", Setting.Kind.VARIABLE, "here"));

        assertThat(EndpointSettings.read(settings).endpoints())
                .singleElement()
                .satisfies(found -> assertThat(found.endpoint().targets()).containsExactly("smtp.example.com:25"));
    }

    @Test
    void tellsNothingOfItWhereItsNameIsTakenApart() throws Exception {
        MadeProject project = project(
                        "MAIL_PASSWORD=sunflower\n",
                        "    environment: {SHOWN_Data_Source: 'postgres://db/${MAIL_PASSWORD}', SHOWN_PATH: '/data/${MAIL_PASSWORD}.db'}\n"
                                + "    user: '${PIN_SECRET}'\n    entrypoint: ['/bin/java', '-Dshown.name=${MAIL_PASSWORD}']\n")
                .file("/srv/shop/.env", "MAIL_PASSWORD=sunflower\nPIN_SECRET=47113\n");
        project.config = ",\"User\":\"47113\",\"Entrypoint\":[\"/bin/java\",\"-Dshown.name=sunflower\"]";
        FakeProbe process = FakeProbe.of(
                "process",
                (view, out) -> out.section("shop-web")
                        .fact(
                                FactPath.of("endpoint", "SHOWN_DATASOURCE").child("target"),
                                Observed.text("db/sunflower"))
                        .fact(FactPath.of("store"), Observed.text("file"), "/data/sunflower.db")
                        .fact(FactPath.of("user"), Observed.text("#47113"))
                        .fact(
                                FactPath.of("property", "shown.name"),
                                new Observed.Guarded("variable", "shown.name", "sunflower")));
        project.variables.put("SHOWN_PATH", "/data/sunflower.db");
        project.besides.add(process);

        assertThat(project.json(REDACTOR)).contains("\"store\"").doesNotContain("sunflower", "47113");
    }
}
