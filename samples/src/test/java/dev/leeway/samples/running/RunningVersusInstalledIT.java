package dev.leeway.samples.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Chamber;
import dev.leeway.samples.program.Compared;
import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import dev.leeway.samples.program.RunningService;
import dev.leeway.samples.program.Shared;
import dev.leeway.samples.program.ShopJar;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Gap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment exchanged under its service, and one that is not what its lock file says, are reported as such. */
@Order(Shared.EARLY + 3)
class RunningVersusInstalledIT {
    private static final int PORT = 18_447;
    private static final Path HOME = Path.of("/srv/shop");

    private static final String REPLACED = "dependency[shop-web]/maven[shop-web]/replaced";

    /** Keeps an environment without packages, which takes as long to make as all the rest of a test. */
    @TempDir
    static Path prepared;

    @TempDir
    Path directory;

    private Chamber chamber;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        chamber = Chamber.open();
        Files.createDirectories(directory.resolve("srv/shop"));
        chamber.script(directory, "mount --bind '" + directory.resolve("srv") + "' /srv");
    }

    @AfterEach
    void close() {
        if (chamber != null) {
            chamber.close();
        }
    }

    @Test
    void reportsAnArchiveReplacedUnderARunningMachine() throws Exception {
        Path jar = HOME.resolve("shop-web-1.4.2.jar");
        chamber.script(directory, "cp '" + ShopJar.build(directory, "shop-web-1.4.2.jar") + "' " + jar);
        Map<String, String> variables = Map.of("SERVER_PORT", String.valueOf(PORT));
        try (RunningService service = start(ShopJar.command(jar), variables)) {
            Taken staging = taken("staging");
            chamber.script(directory, "cp " + jar + " /srv/new && mv /srv/new " + jar);
            assertThat(taken("prod").differences(staging)).noneMatch(line -> line.contains(REPLACED));
            String tool = Path.of(System.getProperty("java.home"), "bin", "jar").toString();
            chamber.script(
                    directory,
                    "cp " + jar + " /srv/new && echo more >/srv/more.txt && '" + tool
                            + "' --update --file /srv/new -C /srv more.txt && mv /srv/new " + jar);
            reportsFirst(staging, taken("prod"), REPLACED);
            assertThat(service.pid()).isPositive();
        }
    }

    @Tag("thorough")
    @Test
    void claimsNoSamenessForAnArchiveWrittenInPlaceUnderARunningMachine() throws Exception {
        Path jar = HOME.resolve("shop-web-1.4.2.jar");
        chamber.script(directory, "cp '" + ShopJar.build(directory, "shop-web-1.4.2.jar") + "' " + jar);
        Map<String, String> variables = Map.of("SERVER_PORT", String.valueOf(PORT));
        try (RunningService service = start(ShopJar.command(jar), variables)) {
            Taken staging = taken("staging");
            Taken before = taken("prod");
            assertThat(unknownInProd(staging, before)).doesNotContain(REPLACED);
            // What is written while a service starts counts as its start.
            Thread.sleep(6_500);
            // The very bytes that staging runs, under a time older than the service: nothing but its last change
            // speaks.
            chamber.script(directory, "cp -p " + jar + " /srv/new && cp -p /srv/new " + jar);
            Taken prod = taken("prod");
            assertThat(unknownInProd(staging, prod)).contains(REPLACED);
            Ran diff = Program.leeway()
                    .run(
                            directory,
                            "diff",
                            staging.file().toString(),
                            prod.file().toString());
            assertThat(diff.exit()).isZero();
            assertThat(diff.out()).contains("not observed: " + REPLACED).contains("observed at most ");
            assertThat(service.pid()).isPositive();
        }
    }

    /** What nobody knows of production, of all that its installation tells alike. */
    private List<String> unknownInProd(Taken staging, Taken prod) throws IOException, InterruptedException {
        Compared compared = Compared.of(directory, staging.file(), prod.file());
        assertThat(compared.drifts()).isEmpty();
        return compared.report().coverage().gaps().stream()
                .filter(gap -> gap.environment().equals("prod"))
                .map(Gap::pattern)
                .toList();
    }

    @Tag("thorough")
    @Test
    void reportsAnEnvironmentUpgradedUnderARunningInterpreter() throws Exception {
        environment("1.0");
        try (RunningService service = worker()) {
            Taken staging = taken("staging");
            // Starts are told to the second.
            Thread.sleep(2_100);
            install("1.1");
            reportsFirst(staging, taken("prod"), "dependency[shop_worker]/pypi[shoplib]/replaced");
            assertThat(service.pid()).isPositive();
        }
    }

    @Tag("thorough")
    @Test
    void reportsALockFileAheadOfTheInstallation() throws Exception {
        environment("1.0");
        chamber.script(directory, "echo 'shoplib==1.0' >" + HOME + "/requirements.txt");
        try (RunningService service = worker()) {
            Taken staging = taken("staging");
            chamber.script(directory, "echo 'shoplib==1.1' >" + HOME + "/requirements.txt");
            reportsFirst(staging, taken("prod"), "dependency[shop_worker]/pypi[shoplib]/unmet");
            assertThat(service.pid()).isPositive();
        }
    }

    /** A virtual environment with one package in it, made by Python's own tools from a file beside it. */
    private void environment(String version) throws IOException, InterruptedException {
        Needs.command("python3");
        Ran able = Program.of("python3", "-c", "import ensurepip, venv").run(directory);
        Needs.met(able.exit() == 0, "needs a Python that makes virtual environments: " + able.err());
        if (!Files.exists(prepared.resolve("venv"))) {
            chamber.script(
                    directory, "python3 -m venv " + HOME + "/venv && cp -a " + HOME + "/venv '" + prepared + "'");
        } else {
            chamber.script(directory, "cp -a '" + prepared + "/venv' " + HOME);
        }
        Files.writeString(directory.resolve("srv/shop/shop_worker.py"), """
                import http.server, os, shoplib
                address = ("127.0.0.1", int(os.environ["HEALTH_PORT"]))
                http.server.HTTPServer(address, http.server.BaseHTTPRequestHandler).serve_forever()
                """);
        install(version);
    }

    private void install(String version) throws IOException, InterruptedException {
        Path wheel = Wheel.build(directory, "shoplib", version);
        chamber.script(
                directory,
                HOME + "/venv/bin/python -m pip install --isolated --quiet --no-index --upgrade '" + wheel + "'");
    }

    private RunningService worker() throws IOException, InterruptedException {
        return start(
                List.of(HOME + "/venv/bin/python", "-m", "shop_worker"), Map.of("HEALTH_PORT", String.valueOf(PORT)));
    }

    private RunningService start(List<String> command, Map<String, String> variables)
            throws IOException, InterruptedException {
        return RunningService.start(chamber.inside(HOME, command), directory, variables, PORT);
    }

    private Taken taken(String environment) throws IOException, InterruptedException {
        return Taken.with(
                chamber.inside(Program.agent()), directory, "--environment", environment, "--only", "dependency");
    }

    /** The fact is unexpected and high in production, and the first that the text of the comparison and the report tell of. */
    private void reportsFirst(Taken staging, Taken prod, String address) throws IOException, InterruptedException {
        Drift drift = Compared.of(directory, staging.file(), prod.file()).report().drifts().stream()
                .filter(each -> each.address().text().equals(address))
                .findFirst()
                .orElseThrow(() -> new AssertionError(prod.differences(staging)));
        assertThat(drift.state()).isEqualTo(DriftState.UNEXPECTED);
        assertThat(drift.severity()).isEqualTo(Severity.HIGH);
        Ran diff = Program.leeway()
                .run(directory, "diff", staging.file().toString(), prod.file().toString());
        assertThat(firstAddress(diff)).contains(address + " = ");

        Path estate = directory.resolve("estate");
        for (Taken each : List.of(staging, prod)) {
            Path place = Files.createDirectories(
                    estate.resolve(each.snapshot().host().environment().orElseThrow()));
            Files.copy(each.file(), place.resolve("host.json"));
        }
        Ran report = Program.leeway().run(directory, "report", estate.toString());
        assertThat(firstAddress(report)).contains(address + " = ");
    }

    private static String firstAddress(Ran ran) {
        return Stream.of(ran.out().split("\n"))
                .filter(line -> line.contains(" = "))
                .findFirst()
                .orElse(ran.out() + ran.err());
    }
}
