package dev.leeway.samples.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Compared;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What people deploy as one service is compared as one, however its replicas are called and started. */
@Isolated("what runs on this machine while it looks is part of the answer")
class ServiceIdentityIT {
    private static final Map<String, String> VARIABLES =
            Map.of("LOG_LEVEL", "info", "PAYMENT_TIMEOUT", "30s", "SHOP_PAGE_SIZE", "50", "SHOP_CURRENCY", "EUR");
    private static final String JAVA = "/usr/bin/java";
    private static final String JAR = "/opt/shop/shop-web.jar";
    private static final int MOST_CAUSES = 10;

    @TempDir
    Path directory;

    /** JUnit would say of each link that it does not follow it. */
    @AfterEach
    void removeLinks() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path link : all.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    @Test
    void replicasOnDifferentHostsAreOneService() throws IOException, InterruptedException {
        Path staging = environment("staging", unit("web-01", "shop-web.service"));
        Path prod = environment("prod", unit("web-11", "shop-web.service"), unit("web-12", "shop-web@2.service"));
        isOneService(Compared.of(directory, staging, prod), "shop-web");
    }

    @Test
    void blueAndGreenAreOneService() throws IOException, InterruptedException {
        Path staging = environment("staging", unit("web-01", "shop-web-blue.service"));
        Path prod = environment("prod", unit("web-11", "shop-web-green.service"));
        isOneService(Compared.of(directory, staging, prod), "shop-web");
    }

    @Test
    void aPodRenamedByItsHashIsOneService() throws IOException, InterruptedException {
        Path staging = environment("staging", pod("node-01", "shop-web-7d4b9c8f6d-x2x9k", 'a'));
        Path prod = environment("prod", pod("node-11", "shop-web-5bd9f8c6c-q7w2m", 'b'));
        isOneService(Compared.of(directory, staging, prod), "shop-web");
    }

    @Test
    void aScriptAndItsServerAreOneServiceUnderAnAlias() throws IOException, InterruptedException {
        Path dev = environment(
                "staging",
                HostTree.of(directory.resolve("d1"), "dev-01")
                        .process(500, "/system.slice/shop-dev.service", VARIABLES, "/usr/bin/python3", "app.py"));
        Path prod = environment(
                "prod",
                HostTree.of(directory.resolve("d2"), "web-11")
                        .process(
                                500,
                                "/system.slice/shop-api.service",
                                VARIABLES,
                                "/usr/bin/python3",
                                "/usr/bin/gunicorn",
                                "app:app"));
        Compared apart = Compared.of(directory, dev, prod);
        assertThat(apart.report().drifts()).isNotEmpty();
        Path policy = Files.writeString(
                directory.resolve("leeway.yaml"), "environments: [staging, prod]\nservices: {shop-api: [shop-dev]}\n");
        Compared together = Compared.of(directory, dev, prod, "--only", "env/**,env[*]/**", "--policy", policy);
        isOneService(together, "shop-api");
    }

    @Test
    void aServiceWithoutCounterpartIsOneDriftWithASuggestion() throws IOException, InterruptedException {
        Path staging =
                environment("staging", unit("web-01", "shop-web.service"), unit("web-02", "shop-frontend.service"));
        Path prod = environment("prod", unit("web-11", "shop-web.service"), unit("web-12", "web-frontend.service"));
        Compared compared = Compared.of(directory, staging, prod);
        List<Drift> drifts = compared.report().drifts().stream()
                .filter(drift -> drift.disposition() == Disposition.OPEN)
                .toList();
        assertThat(drifts).hasSize(1);
        Drift unmatched = drifts.get(0);
        assertThat(compared.report().causes())
                .as("what else tells it goes with it")
                .hasSize(1);
        assertThat(unmatched.state()).isEqualTo(DriftState.MISSING);
        assertThat(unmatched.scope().kind()).isEqualTo(Scope.Kind.SERVICE);
        assertThat(unmatched.explanation().summary()).contains("shop-frontend").contains("web-frontend");
        assertThat(unmatched.explanation().align()).contains("shop-frontend").contains("web-frontend");
    }

    @Test
    void aLaptopAgainstServersHasFewCauses() throws IOException, InterruptedException {
        Path mine = Taken.with(Program.agent(), directory, "--uncounted", "--kind", "laptop", "--environment", "dev")
                .file();
        Path samples = Program.REPOSITORY.resolve("samples/environments");
        Compared compared =
                Compared.of(directory, mine, samples.resolve("prod"), "--policy", samples.resolve("leeway.yaml"));
        assertThat(compared.causes()).isNotEmpty().hasSizeLessThanOrEqualTo(MOST_CAUSES);
    }

    private void isOneService(Compared compared, String name) {
        assertThat(compared.drifts()).isEmpty();
        assertThat(compared.exit()).isZero();
        assertThat(compared.report().coverage().compared())
                .as("facts of " + name)
                .isGreaterThanOrEqualTo(2);
    }

    private HostTree unit(String host, String unit) throws IOException {
        return HostTree.of(Files.createTempDirectory(directory, host), host)
                .process(500, "/system.slice/" + unit, VARIABLES, JAVA, "-jar", JAR);
    }

    private HostTree pod(String host, String name, char id) throws IOException {
        Map<String, String> variables = new TreeMap<>(VARIABLES);
        variables.put("HOSTNAME", name);
        variables.put("KUBERNETES_SERVICE_HOST", "10.0.0.1");
        String group =
                "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod0a1b2c3d_1111_2222_3333_44445555666"
                        + id + ".slice/cri-containerd-" + String.valueOf(id).repeat(64) + ".scope";
        return HostTree.of(Files.createTempDirectory(directory, host), host)
                .process(500, group, variables, JAVA, "-jar", "/app.jar");
    }

    private Path environment(String name, HostTree... hosts) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(directory.resolve(name));
        for (HostTree host : hosts) {
            String[] arguments = Stream.concat(
                            Stream.of("--uncounted", "--environment", name, "--role", "web", "--only", "process,env"),
                            Stream.of(host.arguments()))
                    .toArray(String[]::new);
            Taken taken = Taken.with(Program.agent(), directory, arguments);
            Files.copy(taken.file(), folder.resolve(taken.file().getFileName()));
        }
        return folder;
    }
}
