package dev.leeway.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.format.archive.Coordinates;
import dev.leeway.agent.service.ServiceMatch;
import dev.leeway.agent.spi.DependencySettings;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.HostKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    private static final List<String> PROBES = List.of("os", "env", "package");

    @Test
    void tellsAllThatIsWrongAtOnceInTheOrderOfTheFile() {
        String yaml = """
                nam: web-01
                kind: serverr
                labels: {slot: "", lifetime: [x]}
                probes: {only: [oss, environ], tim: 5s, threads: none}
                services:
                  - {name: shop-web}
                  - {match: {unit: x}}
                """;
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOfSatisfying(
                        FormatException.class,
                        told -> assertThat(told.faults())
                                .extracting(fault -> fault.place().replaceAll(":.*", ""))
                                .as(told.faults().toString())
                                .containsExactly("1", "2", "3", "3", "4", "4", "4", "4", "6", "7"));
    }

    @Test
    void readsEverythingThereIs() throws FormatException {
        AgentConfig config = read("""
                name: web-01
                environment: prod
                role: web
                kind: server
                labels: {slot: blue, lifetime: ephemeral}
                keys: [/etc/leeway/new.key, old.key]
                probes: {only: [os, env], skip: package, time: 5s, threads: 1, facts: 1000, bytes: 2MiB, subjects: 7}
                disclose: [GREETING, "BANNER_*"]
                withhold: SHOP_CODE
                services:
                  - name: shop-web
                    match: {commandLine: "*shop*.jar*", port: 8080}
                  - {name: shop-db, match: {unit: "postgresql@*", container: db}}
                """);
        assertThat(config.name()).contains("web-01");
        assertThat(config.environment()).contains("prod");
        assertThat(config.role()).contains("web");
        assertThat(config.kind()).contains(HostKind.SERVER);
        assertThat(config.labels()).containsEntry("slot", "blue").containsEntry("lifetime", "ephemeral");
        assertThat(config.keys()).containsExactly(Path.of("/etc/leeway/new.key"), Path.of("/home/x/old.key"));
        assertThat(config.probes().only()).isEqualTo(Set.of("os", "env"));
        assertThat(config.probes().skip()).isEqualTo(Set.of("package"));
        assertThat(config.probes().limits().probeTime()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.probes().limits().threads()).isEqualTo(1);
        assertThat(config.probes().limits().sectionFacts()).isEqualTo(1000);
        assertThat(config.probes().limits().sectionBytes()).isEqualTo(2 << 20);
        assertThat(config.probes().limits().probeSections()).isEqualTo(7);
        assertThat(config.disclose()).containsExactly("GREETING", "BANNER_*");
        assertThat(config.withhold()).containsExactly("SHOP_CODE");
        assertThat(config.services())
                .containsExactly(
                        new ServiceMatch(
                                "shop-web",
                                Optional.of("*shop*.jar*"),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalInt.of(8080)),
                        new ServiceMatch(
                                "shop-db",
                                Optional.empty(),
                                Optional.of("postgresql@*"),
                                Optional.of("db"),
                                OptionalInt.empty()));
    }

    @Test
    void saysNothingWhereNothingIsSaid() throws FormatException {
        assertThat(read("")).isEqualTo(AgentConfig.NONE);
        assertThat(read("# nothing yet\nprobes:\n")).isEqualTo(AgentConfig.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enviroment: prod | agent.yaml:1:1: unknown key 'enviroment'; did you mean 'environment'?",
                "probes: {tine: 5s} | agent.yaml:1:10: unknown key 'tine'; did you mean 'time'?",
                "probes: {only: [kernl]} | agent.yaml:1:17: unknown probe 'kernl'; did you mean 'os'?",
                "probes: {only: [packages]} | agent.yaml:1:17: unknown probe 'packages'; did you mean 'package'?",
                "probes: {time: 5} | agent.yaml:1:16: not a length of time; write 500ms, 30s or 2m",
                "probes: {time: 0s} | agent.yaml:1:16: not a length of time; write 500ms, 30s or 2m",
                "probes: {bytes: 8MB} | agent.yaml:1:17: not a size; write 64KiB or 8MiB, 1GiB at most",
                "probes: {threads: 0} | agent.yaml:1:19: expected a whole number from 1 to 64; write a number within these bounds",
                "kind: sever | agent.yaml:1:7: unknown kind of host 'sever'; did you mean 'server'?",
                "kind: tree | agent.yaml:1:7: unknown kind of host 'tree'; expected one of ci, laptop, node, server",
                "environment: [a, b] | agent.yaml:1:14: expected a single value, found a list; write a single value here",
                "role: '' | agent.yaml:1:7: not a name; write 1 to 253 printable characters",
                "services: [{name: a b, match: {port: 1}}] | agent.yaml:1:19: 'a b' is not a service name: use letters, digits and . _ + @ : -, 128 at most; change it",
                "services: [{name: a, match: {cmd: x}}] | agent.yaml:1:30: unknown key 'cmd'; expected one of commandLine, container, port, unit",
                "services: [{name: a}] | agent.yaml:1:12: missing key 'match'; add 'match: ...' here",
                "dependency: {directory: /opt} | agent.yaml:1:14: unknown key 'directory'; did you mean 'directories'?",
                "dependency: {directories: [opt]} | agent.yaml:1:28: a relative path; write an absolute one, which begins with /, such as /opt/shop",
                "dependency: {directories: [/opt/../x]} | agent.yaml:1:28: not a directory of the host; write an absolute path such as /opt/shop",
                "dependency: {exclude: a/b} | agent.yaml:1:23: not a place; write an absolute path such as /opt/shop/data, or one name such as *.bak",
            })
    void refusesWhatWillNotDoWithItsPlaceAndANextStep(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(FormatException.class).hasMessage(message);
    }

    @Test
    void readsWhereDeployedSoftwareLies(@TempDir Path directory) throws Exception {
        Path known = Files.writeString(
                directory.resolve("known.txt"),
                "# ours\n\n0123456789ABCDEF0123456789abcdef01234567  com.acme:legacy:1.2\n"
                        + "1123456789abcdef0123456789abcdef01234567 com.acme:driver:linux:2.0\n");
        AgentConfig config = read("dependency: {directories: [/opt/, /data*/apps], exclude: [/opt/x/**, '*.bak'],"
                + " services: {shop-web: /srv/shop, cart: [/srv/cart, /srv/common]}, knownArchives: " + known + "}");
        DependencySettings settings = config.dependency().settings();
        assertThat(settings.directories()).contains(List.of("/opt", "/data*/apps"));
        assertThat(settings.exclude()).containsExactly("/opt/x/**", "*.bak");
        assertThat(settings.services())
                .containsEntry("shop-web", List.of("/srv/shop"))
                .containsEntry("cart", List.of("/srv/cart", "/srv/common"));
        assertThat(settings.knownArchives().values())
                .extracting(Coordinates::key)
                .containsExactlyInAnyOrder("com.acme:legacy", "com.acme:driver:linux");
        assertThat(settings.knownArchives()).containsKey("0123456789abcdef0123456789abcdef01234567");
        AgentConfig over = read("dependency: {exclude: [/srv/y]}").over(config);
        assertThat(over.dependency().exclude()).containsExactly("/srv/y");
        assertThat(over.dependency().directories()).isPresent();
    }

    @Test
    void namesTheLineOfAKnownArchiveThatWillNotDo(@TempDir Path directory) throws Exception {
        Path known = Files.writeString(directory.resolve("known.txt"), "# ours\nabc com.acme:legacy:1.2\n");
        AgentConfig config = read("dependency: {knownArchives: " + known + "}");
        assertThatThrownBy(() -> config.dependency().settings())
                .isInstanceOf(FormatException.class)
                .hasMessage(known + ":line 2: not a known archive; write SHA-1, a blank, group:artifact:version");
        AgentConfig gone = read("dependency: {knownArchives: nowhere.txt}");
        assertThatThrownBy(() -> gone.dependency().settings())
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void laysOneSourceOverAnother() throws FormatException {
        AgentConfig file = read("environment: prod\nrole: web\nlabels: {a: x, b: x}\nprobes: {time: 5s, skip: [os]}\n");
        AgentConfig over = read("environment: dev\nlabels: {b: y}\nprobes: {skip: [env]}\n")
                .over(file);
        assertThat(over.environment()).contains("dev");
        assertThat(over.role()).contains("web");
        assertThat(over.labels()).containsEntry("a", "x").containsEntry("b", "y");
        assertThat(over.probes().skip()).isEqualTo(Set.of("env"));
        assertThat(over.probes().time()).contains(Duration.ofSeconds(5));
    }

    private static AgentConfig read(String yaml) throws FormatException {
        return new ConfigReader(PROBES, Path.of("/home/x")).read(yaml, "agent.yaml");
    }
}
