package dev.leeway.agent.probe.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.snapshot.Uncovered;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Compose file makes of a secret under a harmless name leaves no more than the secret itself does. */
class ComposeSecretsTest {
    /** Nobody would take it for a password, and under a name that is cleared it is told. */
    private static final String WORD = "tigerlily";

    private static final Redactor REDACTOR =
            Redactor.keyless(new RedactionRules(List.of("SHOWN_*"), List.of("IN_HOUSE_CODE")));

    @TempDir
    Path directory;

    private static Optional<Value> value(Snapshot snapshot, String probe, String path) {
        Section section = snapshot.sections().get(SectionKey.of(probe, "shop-web"));
        return section == null ? Optional.empty() : section.facts().find(FactPath.parse(path));
    }

    private static List<Uncovered> uncovered(Snapshot snapshot) {
        Section section = snapshot.sections().get(SectionKey.of("container", "shop-web"));
        return section == null ? List.of() : section.uncovered();
    }

    private MadeProject project(String name, String written, String actual) {
        MadeProject project = new MadeProject(directory)
                .file("/srv/shop/.env", name + "=" + WORD + "\nALIAS=$" + name + "\nCODE=x-${" + name + "}\n")
                .file(
                        "/srv/shop/docker-compose.yml",
                        "services:\n  shop-web:\n    image: shop/web:1.4\n    environment:\n      SHOWN_LEVEL: \""
                                + written + "\"\n");
        project.variables.put("SHOWN_LEVEL", actual);
        return project;
    }

    @Test
    void findsASecretInWhatAProbeMadeOfTheVariableThatHoldsIt() throws Exception {
        MadeProject project = new MadeProject(directory)
                .file("/srv/shop/.env", "DB_PASSWORD=" + WORD + "\n")
                .file(
                        "/srv/shop/docker-compose.yml",
                        "services: {shop-web: {image: 'shop/web:1.4', environment: {SHOWN_URL:"
                                + " 'postgres://db.example.com:5432/${DB_PASSWORD}'}}}\n");
        project.variables.put("SHOWN_URL", "postgres://db.example.com:5432/" + WORD);
        project.variables.put("OTHER_URL", "postgres://db.example.com:5432/shop");

        Snapshot taken = project.taken(REDACTOR);

        assertThat(value(taken, "connection", "endpoint[SHOWN_URL]/target"))
                .hasValueSatisfying(each -> assertThat(each.kind()).isEqualTo(Value.Kind.WITHHELD));
        assertThat(value(taken, "connection", "endpoint[OTHER_URL]/target"))
                .hasValueSatisfying(each -> assertThat(each.display()).isEqualTo("db.example.com:5432/shop"));
    }

    @Test
    void findsWhatAContainerHadBeforeItsFilesChanged() throws Exception {
        String before = "Tr0ub4dor-3xyzQ";
        MadeProject project = new MadeProject(directory)
                .file("/srv/shop/.env", "DB_PASSWORD=Kw8mPz-fgh5\n")
                .file("/srv/shop/docker-compose.yml", "services: {shop-web: {image: 'shop/web:1.4'}}\n");
        project.variables.put("DB_PASSWORD", before);
        project.variables.put("SHOWN_LEVEL", "a-" + before);
        project.labels.put("shown", "a-" + before + "-b");
        project.command.add("run-" + before);
        project.image = "shop/web:" + before;

        assertThat(project.json(REDACTOR)).doesNotContain(before);
    }

    @ParameterizedTest
    @CsvSource({
        "${V}, tigerlily",
        "$V, tigerlily",
        "a-${V}-b, a-tigerlily-b",
        "${V:-info}, tigerlily",
        "${V?none}, tigerlily",
        "${NONE:-${V}}, tigerlily",
        "${NONE:-x${NONE-${V}}}, xtigerlily",
        "${V:+${V}}, tigerlily",
        "${ALIAS}, tigerlily",
        "${CODE}/y, x-tigerlily/y"
    })
    void hidesWhatASecretWentInto(String form, String made) throws Exception {
        for (String name : List.of("DB_PASSWORD", "IN_HOUSE_CODE")) {
            assertThat(project(name, form.replace("V", name), made).json(REDACTOR))
                    .as(name)
                    .doesNotContain(WORD);
        }
        // What is not called by the name of a secret is told, or this would prove nothing.
        assertThat(project("SHOWN_NAME", form.replace("V", "SHOWN_NAME"), made).json(REDACTOR))
                .contains(WORD);
    }

    @Test
    void hidesWhatTheContainerHasAndTheFilesNoLongerSay() throws Exception {
        MadeProject given = project("DB_PASSWORD", "a-${DB_PASSWORD}-b", "a-orangutan-b");
        assertThat(given.json(REDACTOR)).doesNotContain("orangutan").contains("\"SHOWN_LEVEL\"");
        MadeProject shell = new MadeProject(directory.resolve("shell"))
                .file(
                        "/srv/shop/docker-compose.yml",
                        "services: {shop-web: {image: 'shop/web:1.4', environment: {SHOWN_LEVEL: '$DB_PASSWORD'}}}\n");
        shell.variables.put("SHOWN_LEVEL", "orangutan");
        assertThat(shell.json(REDACTOR)).doesNotContain("orangutan");
        MadeProject handed = new MadeProject(directory.resolve("handed"))
                .file("/srv/shop/.env", "SHOWN_LEVEL=${DB_PASSWORD}\n")
                .file(
                        "/srv/shop/docker-compose.yml",
                        "services: {shop-web: {image: 'shop/web:1.4', environment: [SHOWN_LEVEL]}}\n");
        handed.variables.put("SHOWN_LEVEL", "orangutan");
        assertThat(handed.json(REDACTOR)).doesNotContain("orangutan");
    }

    private MadeProject made(String name, String variables, String service) {
        return new MadeProject(directory.resolve(name))
                .file("/srv/shop/.env", variables)
                .file("/srv/shop/docker-compose.yml", "services:\n  shop-web:\n    image: shop/web:1.4\n" + service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHOWN_${X}=${DB_PASSWORD}", "${X}=${DB_PASSWORD}", "${ALL}", "${DB_PASSWORD}${X}"})
    void hidesAVariableWhoseNameIsMadeOfAnother(String item) throws Exception {
        String service = "    environment: [\"A=b\", \"" + item + "\"]\n";
        String known = "DB_PASSWORD=20240917\nALL=SHOWN_PORT=${DB_PASSWORD}\nX="
                + (item.startsWith("SHOWN") ? "PORT" : "SHOWN_PORT") + "\n";
        // Of what a shell gave nothing is known but that it went in.
        for (String variables : List.of(known, "ALL=${DB_PASSWORD}\n")) {
            MadeProject project = made("name" + variables.length(), variables, service);
            project.variables.put("SHOWN_PORT", "20240917");
            project.variables.put("A", "b");
            Snapshot snapshot = project.taken(REDACTOR);
            assertThat(project.json(REDACTOR)).as(variables).doesNotContain("20240917");
            assertThat(uncovered(snapshot).toString()).contains("declared/env[*]/**");
            assertThat(value(snapshot, "container", "declared/env[A]/state")).contains(new Value.Text("kept"));
        }
        MadeProject shown = made("shown", "DB_PASSWORD=a\n", "    environment: [\"SHOWN_${X}=${SHOWN_NAME}\"]\n");
        shown.variables.put("SHOWN_PORT", "20240917");
        assertThat(shown.json(REDACTOR)).contains("20240917");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"8080:${DB_PASSWORD}\"",
                "\"${DB_PASSWORD}\"",
                "\"${DB_PASSWORD}/tcp\"",
                "{target: \"${DB_PASSWORD}\"}"
            })
    void hidesAPortThatOnlyAShellKnew(String port) throws Exception {
        MadeProject project = made("port", "", "    ports: [" + port + "]\n");
        project.ports = "\"47113/tcp\":[{\"HostIp\":\"\",\"HostPort\":\"8080\"}]";
        Snapshot snapshot = project.taken(REDACTOR);
        assertThat(project.json(REDACTOR)).doesNotContain("47113");
        assertThat(uncovered(snapshot).toString()).contains("declared/port[*]/**");
        MadeProject shown = made("shown", "", "    ports: [" + port.replace("DB_PASSWORD", "SHOWN_NAME") + "]\n");
        shown.ports = project.ports;
        assertThat(shown.json(REDACTOR)).contains("47113");
    }

    @Test
    void hidesALabelWhoseNameIsMadeOfAVariable() throws Exception {
        for (String variables : List.of("", "X=app\nDB_PASSWORD=20240917\n")) {
            String labels = "    labels: [\"a=b\", \"${X}.replicas=${DB_PASSWORD}\"]\n";
            MadeProject project = made("label" + variables.length(), variables, labels);
            project.labels.put("app.replicas", "20240917");
            assertThat(project.json(REDACTOR)).doesNotContain("20240917");
            MadeProject shown = made(
                    "shown" + variables.length(),
                    variables.replace("DB_PASSWORD", "SHOWN_NAME"),
                    labels.replace("DB_PASSWORD", "SHOWN_NAME"));
            shown.labels.put("app.replicas", "20240917");
            assertThat(shown.json(REDACTOR)).contains("20240917");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[/bin/server, \"--workers=${DB_PASSWORD}\"]",
                "\"/bin/server --workers=${DB_PASSWORD}\"",
                "\"/bin/server '--workers=${DB_PASSWORD}'\"",
                "\"/bin/server ${ALL}\""
            })
    void hidesAnArgumentThatOnlyAShellKnew(String command) throws Exception {
        MadeProject project = made("command", "ALL=--workers=${DB_PASSWORD}\n", "    command: " + command + "\n");
        project.command.add("--workers=20240917");
        assertThat(project.json(REDACTOR)).doesNotContain("20240917");
        MadeProject shown = made(
                "shown",
                "ALL=--workers=${SHOWN_NAME}\n",
                "    command: " + command.replace("DB_PASSWORD", "SHOWN_NAME") + "\n");
        shown.command.add("--workers=20240917");
        assertThat(shown.json(REDACTOR)).contains("20240917");
    }

    @Test
    void hidesAllThatMayBeASecretBeyondWhatIsRead() throws Exception {
        StringBuilder volumes = new StringBuilder("    volumes:\n");
        for (int i = 0; i < 20_100; i++) {
            volumes.append("      - a").append(i).append(":/b\n");
        }
        MadeProject project = made("many", "", volumes + "    command: [/bin/server, \"--workers=${DB_PASSWORD}\"]\n");
        project.command.add("--workers=20240917");
        assertThat(project.json(REDACTOR)).doesNotContain("20240917");
        assertThat(uncovered(project.taken(REDACTOR)))
                .anyMatch(gap -> gap.reason().equals("limit"));
    }

    @Test
    void hidesBothSidesOfAPromiseThatIsNotKept() throws Exception {
        MadeProject project = new MadeProject(directory)
                .file("/srv/shop/.env", "DB_PASSWORD=" + WORD + "\n")
                .file("/srv/shop/web.env", "DB_PASSWORD=" + WORD + "\nSHOWN_LEVEL=${DB_PASSWORD}\n")
                .file(
                        "/srv/shop/docker-compose.yml",
                        "services: {shop-web: {image: 'shop/web:1.4', env_file: web.env,"
                                + " environment: {SHOWN_OTHER: '${DB_PASSWORD}'}}}\n");
        String json = project.json(REDACTOR);
        assertThat(json).doesNotContain(WORD).contains("declared/env[SHOWN_OTHER]/value");
    }

    @Test
    void tellsOfAUrlWhereItLeads() throws Exception {
        String url = "postgres://app:" + WORD + "@db.example.com:5432/shop";
        Snapshot snapshot = project("DB_PASSWORD", "postgres://app:${DB_PASSWORD}@db.example.com:5432/shop", url)
                .taken(REDACTOR);
        for (String probe : List.of("env", "container")) {
            String at = probe.equals("env") ? "SHOWN_LEVEL" : "env/SHOWN_LEVEL";
            assertThat(value(snapshot, probe, at + "/host")).contains(new Value.Text("db.example.com"));
            assertThat(value(snapshot, probe, at + "/database")).contains(new Value.Text("shop"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres://db.example.com/%s", "postgres://%s.example.com/shop", "https://h/%s/x?page=%s"})
    void hidesASecretAnywhereInAUrl(String form) throws Exception {
        String made = form.replace("%s", WORD);
        assertThat(project("DB_PASSWORD", form.replace("%s", "${DB_PASSWORD}"), made)
                        .json(REDACTOR))
                .doesNotContain(WORD);
        assertThat(project("SHOWN_NAME", form.replace("%s", "${SHOWN_NAME}"), made)
                        .json(REDACTOR))
                .contains(WORD);
    }

    @Test
    void hidesASecretThatIsCutByTheUrlItStandsIn() throws Exception {
        MadeProject project = new MadeProject(directory)
                .file("/srv/shop/.env", "DB_PASSWORD=tiger@lily.example.com/gardenia\n")
                .file(
                        "/srv/shop/docker-compose.yml",
                        "services: {shop-web: {image: a, environment: {SHOWN_URL: 'postgres://app:${DB_PASSWORD}@db/shop'}}}\n");
        project.variables.put("SHOWN_URL", "postgres://app:tiger@lily.example.com/gardenia@db/shop");
        assertThat(project.json(REDACTOR)).doesNotContain("lily").doesNotContain("gardenia");
    }

    @Test
    void hidesItInLimitsPortsAndImages() throws Exception {
        MadeProject project = new MadeProject(directory)
                .file("/srv/shop/.env", "X_TOKEN=271828182\nDB_PASSWORD=47113\nTOKEN=" + WORD + "\n")
                .file("/srv/shop/docker-compose.yml", """
                        services:
                          shop-web:
                            image: registry.example.com/${TOKEN}/web:${TOKEN}
                            mem_limit: ${X_TOKEN}
                            ports: ["${DB_PASSWORD}:80", "81:${DB_PASSWORD}"]
                        """);
        project.image = "registry.example.com/" + WORD + "/web:" + WORD;
        project.limits = "\"Memory\":271828182,\"MemorySwap\":543656364";
        project.ports = "\"80/tcp\":[{\"HostIp\":\"\",\"HostPort\":\"47113\"}],\"47113/tcp\":[{\"HostPort\":\"81\"}]";
        String json = project.json(REDACTOR);
        assertThat(json)
                .doesNotContain(WORD)
                .doesNotContain("271828182")
                .doesNotContain("543656364")
                .doesNotContain("47113")
                .contains("declared/port[80%2Ftcp]/state", "declared/limit[memory]/state", "given by a shell");
        project.limits = "\"Memory\":268435456";
        project.ports = "\"80/tcp\":[{\"HostIp\":\"\",\"HostPort\":\"47114\"}],\"47112/tcp\":[{\"HostPort\":\"81\"}]";
        assertThat(project.json(REDACTOR)).doesNotContain("4711").doesNotContain("\"declared/limit[memory]/value\":2");
    }

    @Test
    void hidesItInLabelsAndCommandsAndWhateverElseIsFilledIn() throws Exception {
        MadeProject project = new MadeProject(directory)
                .file("/srv/shop/.env", "DB_PASSWORD=" + WORD + "\nSHOWN_NAME=gardenia\n")
                .file("/srv/shop/docker-compose.yml", """
                        x-common: &common
                          labels: {shown.name: "${SHOWN_NAME}", shown.level: "${DB_PASSWORD}"}
                          environment: &environment
                            SHOWN_MERGED: ${DB_PASSWORD}
                        services:
                          shop-web:
                            <<: *common
                            image: shop/web:1.4
                            command: --shown-region ${DB_PASSWORD} --shown-zone=${SHOWN_NAME}
                        """);
        project.labels.put("shown.level", WORD);
        project.labels.put("shown.name", "gardenia");
        project.variables.put("SHOWN_MERGED", WORD);
        project.command.addAll(List.of("--shown-region", WORD, "--shown-zone=gardenia"));
        assertThat(project.json(REDACTOR)).doesNotContain(WORD).contains("gardenia");
        project.labels.put("shown.level", "orangutan");
        assertThat(project.json(REDACTOR)).doesNotContain("orangutan");
    }

    @Test
    void hidesAnAddressOnlyWhereItIsTheSecret() throws Exception {
        MadeProject project = new MadeProject(directory)
                .file("/srv/shop/.env", "DB_PASSWORD=47113\nTOKEN=10.98.76.54\n")
                .file("/srv/shop/docker-compose.yml", """
                        services:
                          shop-web:
                            image: shop/web:1.4
                            ports: ["10.11.12.13:${DB_PASSWORD}:80", "${TOKEN}:8081:81"]
                        """);
        project.ports = "\"80/tcp\":[{\"HostIp\":\"10.11.12.13\",\"HostPort\":\"47113\"}],"
                + "\"81/tcp\":[{\"HostIp\":\"10.98.76.54\",\"HostPort\":\"8081\"}]";
        assertThat(project.json(REDACTOR))
                .contains("10.11.12.13")
                .doesNotContain("47113")
                .doesNotContain("10.98.76.54");
    }

    @Test
    void namesNoFileByASecret() throws Exception {
        MadeProject project = new MadeProject(directory)
                .file("/srv/shop/.env", "DB_PASSWORD=" + WORD + "\n")
                .file("/srv/shop/" + WORD + ".env", "A=b\n")
                .file("/srv/shop/" + WORD + ".yml", "services: {base: {image: a}}\n")
                .file(
                        "/srv/shop/docker-compose.yml",
                        "services: {shop-web: {env_file: '${DB_PASSWORD}.env', extends: {service: base, file: '${DB_PASSWORD}.yml'}}}\n");
        assertThat(project.json(REDACTOR)).doesNotContain(WORD);
    }

    @Test
    void hidesTheVeryValueOfASecretOfTheSameContainer() throws Exception {
        String drawn = "maple-lantern-orchid-copper-velvet";
        MadeProject project = new MadeProject(directory);
        project.labels.clear();
        project.variables.put("POSTGRES_PASSWORD", drawn);
        project.variables.put("SHOWN_LEVEL", drawn);
        assertThat(project.json(REDACTOR)).doesNotContain(drawn);
        // A word that is also a password by chance is a word.
        project.variables.put("POSTGRES_PASSWORD", "postgres");
        project.variables.put("SHOWN_LEVEL", "postgres");
        assertThat(value(project.taken(REDACTOR), "env", "SHOWN_LEVEL")).contains(new Value.Text("postgres"));
    }

    @Test
    void leavesAWordWhereItIsNoSecret() throws Exception {
        MadeProject project = project("DB_PASSWORD", "info", "info")
                .file(
                        "/srv/shop/docker-compose.yml",
                        "services: {shop-web: {image: a, environment: {POSTGRES_PASSWORD: '${DB_PASSWORD}', SHOWN_USER: "
                                + WORD + "}}}\n");
        project.variables.put("POSTGRES_PASSWORD", WORD);
        project.variables.put("SHOWN_USER", WORD);
        assertThat(value(project.taken(REDACTOR), "env", "SHOWN_USER")).contains(new Value.Text(WORD));
    }
}
