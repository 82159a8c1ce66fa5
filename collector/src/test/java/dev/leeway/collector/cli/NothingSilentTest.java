package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.report.ReportFormat;
import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No command that compares or judges is silent about what was not observed, in any of its formats. */
class NothingSilentTest {
    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));

    @BeforeEach
    void prepare() {
        cli = new Cli(folder);
    }

    /** The count of the snapshots that are written, where their night matters. */
    private long count;

    private void write(String file, String environment, TestHost host) throws IOException {
        Snapshot plain = host.snapshot();
        Host own = plain.host();
        Host named = new Host(own.name(), Optional.of(environment), own.role(), own.kind(), own.labels());
        SampleSnapshots.write(
                folder.resolve("fleet/" + file),
                Snapshots.of(
                        count == 0 ? plain.sequence() : count,
                        named,
                        plain.startedAt(),
                        plain.capturedAt(),
                        plain.root(),
                        plain.agent(),
                        plain.sections().values()));
    }

    private static TestHost seen(String name) {
        return bare(name)
                .section("env[shop-web]", "LOG_LEVEL", "info", "PORT", 8080)
                .section("jdk", "default/vendor", "Debian");
    }

    private static TestHost bare(String name) {
        return TestHost.host(name)
                .section("os", "timezone", "Etc/UTC")
                .section("process", "service[shop-web]/namedBy", "systemd")
                .section("env");
    }

    private String policy(String more) throws IOException {
        return Files.writeString(cli.path("leeway.yaml"), "environments: [staging, prod]\n" + more)
                .toString();
    }

    /** What is not seen of prod, under which name every output tells it, and what the run comes to. */
    enum Blind {
        FAILED("jdk", 3, 3),
        TRUNCATED("env[shop-web]/**", 0, 3),
        NOT_RUN("jdk", 0, 3),
        ONE_HOST("web-02", 0, 3),
        UNREADABLE("torn.json", 3, 3);

        private final String named;
        private final int code;
        private final int required;

        Blind(String named, int code, int required) {
            this.named = named;
            this.code = code;
            this.required = required;
        }
    }

    private void fleet(Blind blind) throws IOException {
        write("staging/s-01.json", "staging", seen("s-01"));
        for (String name : List.of("web-01", "web-02")) {
            boolean second = name.equals("web-02");
            TestHost host = switch (blind) {
                case FAILED ->
                    bare(name)
                            .section("env[shop-web]", "LOG_LEVEL", "info", "PORT", 8080)
                            .fell("jdk", Outcome.FAILED);
                case TRUNCATED ->
                    bare(name)
                            .partial("env[shop-web]", List.of("env[shop-web]/**"), "limit", "PORT", 8080)
                            .section("jdk", "default/vendor", "Debian");
                case NOT_RUN -> bare(name).section("env[shop-web]", "LOG_LEVEL", "info", "PORT", 8080);
                case ONE_HOST -> second ? TestHost.host(name).fell("env[shop-web]", Outcome.REFUSED) : seen(name);
                case UNREADABLE -> seen(name);
            };
            write("prod/" + name + ".json", "prod", host);
        }
        if (blind == Blind.UNREADABLE) {
            Files.writeString(folder.resolve("fleet/prod/torn.json"), "{\"schema\":\"leeway/snapshot/1\",\"id\":");
        }
    }

    private static final List<List<String>> COMPARING =
            List.of(List.of("diff"), List.of("report"), List.of("gate", "--from", "staging", "--to", "prod"));

    private List<String> command(List<String> command) {
        List<String> words = new ArrayList<>(command);
        String fleet = folder.resolve("fleet").toString();
        words.addAll(command.get(0).equals("diff") ? List.of(fleet + "/staging", fleet + "/prod") : List.of(fleet));
        return words;
    }

    private Cli.Result run(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return cli.run(all.toArray(String[]::new));
    }

    /** What was printed as its reader would see it. */
    private static String plain(Cli.Result result, ReportFormat format) {
        return switch (format) {
            case TEXT -> result.unbroken();
            case MARKDOWN ->
                Pattern.compile("&#([0-9]+);")
                        .matcher(result.out())
                        .replaceAll(found ->
                                Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1)))));
            default -> result.out();
        };
    }

    @ParameterizedTest
    @EnumSource(Blind.class)
    void everyFormatOfEveryComparisonNamesIt(Blind blind) throws IOException {
        fleet(blind);
        List<String> silent = new ArrayList<>();
        for (String require : List.of("", "require: [\"env[*]/**\", \"jdk/**\"]\n")) {
            String policy = policy(require);
            for (List<String> command : COMPARING) {
                int code = require.isEmpty() ? blind.code : blind.required;
                // A gate requires variables by itself.
                boolean variables = blind == Blind.TRUNCATED || blind == Blind.ONE_HOST;
                code = command.get(0).equals("gate") && variables ? 3 : code;
                for (ReportFormat format : ReportFormat.values()) {
                    String name = format.name().toLowerCase(Locale.ROOT);
                    Cli.Result result = run(command(command), "--policy", policy, "--format", name);
                    String told = plain(result, format);
                    if (!told.contains(blind.named)) {
                        silent.add(command.get(0) + " " + name + " is silent: " + told + result.err());
                    }
                    if (result.code() != code) {
                        silent.add(command.get(0) + " " + name + " " + require + " exits " + result.code());
                    }
                }
            }
        }
        assertThat(silent).isEmpty();
    }

    /** Against a night on which all was seen, and against one that was as blind. */
    @ParameterizedTest
    @EnumSource(
            value = Blind.class,
            names = {"UNREADABLE"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyFormatOfAReportSinceYesterdayNamesIt(Blind blind) throws IOException {
        String store = folder.resolve("leeway.db").toString();
        String policy = policy("");
        for (int day = 1; day <= 3; day++) {
            count = day;
            write("staging/s-01.json", "staging", seen("s-01"));
            write("prod/web-01.json", "prod", seen("web-01"));
            write("prod/web-02.json", "prod", seen("web-02"));
            if (day > 1) {
                fleet(blind);
            }
            Cli then = cli.at(Clock.fixed(Cli.NOW.plus(Duration.ofDays(day)), ZoneOffset.UTC));
            String fleet = folder.resolve("fleet").toString();
            Cli.Result added = then.run("store", "add", "--store", store, fleet);
            assertThat(added.code()).as(added.err()).isZero();
            for (ReportFormat format : day > 1 ? List.of(ReportFormat.values()) : List.<ReportFormat>of()) {
                String name = format.name().toLowerCase(Locale.ROOT);
                Cli.Result told = then.run(
                        "report", "--store", store, "--since", "yesterday", "--policy", policy, "--format", name);
                assertThat(plain(told, format))
                        .as("day %s, %s: %s", day, name, told.err())
                        .contains(blind.named);
                assertThat(told.code())
                        .as("day %s, %s: %s", day, name, told.out())
                        .isEqualTo(blind.code);
            }
        }
    }

    @Test
    void everyFormatNamesAnEnvironmentThatIsMissing() throws IOException {
        write("staging/s-01.json", "staging", seen("s-01"));
        write("dev/mine.json", "dev", seen("mine"));
        Files.createDirectories(folder.resolve("fleet/prod"));
        String policy = Files.writeString(cli.path("leeway.yaml"), "environments: [dev, staging, prod]\n")
                .toString();
        for (ReportFormat format : ReportFormat.values()) {
            String name = format.name().toLowerCase(Locale.ROOT);
            Cli.Result result = run(command(List.of("report")), "--policy", policy, "--format", name);
            assertThat(plain(result, format)).as(name).contains("snapshot[prod]");
            assertThat(result.code()).as(name).isEqualTo(ExitCodes.INCOMPLETE);
        }
        for (List<String> command : List.of(COMPARING.get(0), COMPARING.get(2))) {
            Cli.Result result = run(command(command), "--policy", policy);
            assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).contains("prod");
        }
    }

    @ParameterizedTest
    @EnumSource(Blind.class)
    void commandsAboutThePolicyNameIt(Blind blind) throws IOException {
        fleet(blind);
        String policy = policy("");
        String fleet = folder.resolve("fleet").toString();
        int code = blind == Blind.UNREADABLE ? ExitCodes.INCOMPLETE : ExitCodes.OK;
        for (List<String> command : List.of(
                List.of("policy", "check", policy, "--snapshots", fleet),
                List.of("policy", "check", policy, "--snapshots", fleet, "--format", "json"),
                List.of("policy", "learn", fleet, "--min-hosts", "1"),
                List.of("init", fleet, "-o", "-"),
                List.of("adopt", fleet, "--policy", policy, "--until", "2027-01-31"))) {
            Cli.Result result = run(command);
            assertThat(result.err()).as("%s", command).contains("not observed: ", blind.named);
            assertThat(result.code()).as("%s", command).isEqualTo(code);
        }
    }

    /** The rule is for what nobody saw; without the gap it is told to have served its time. */
    @Test
    void noRuleIsToldToBeOverForWhatIsNotThere() throws IOException {
        fleet(Blind.UNREADABLE);
        String policy = policy("rules: [{match: \"env[*]/LOG_LEVEL\", expect: any}]\n"
                + "waivers: [{match: \"env[*]/PORT\", because: x, owner: y, until: 2027-01-31}]\n");
        Cli.Result torn = run(command(List.of("report")), "--policy", policy);
        assertThat(torn.unbroken())
                .doesNotContain("remove it")
                .contains("whether 2 rules and waivers have anything left to do was not judged");
        Cli.Result check = cli.run(
                "policy",
                "check",
                policy,
                "--snapshots",
                folder.resolve("fleet").toString());
        assertThat(check.out()).doesNotContain("remove it");

        Files.delete(folder.resolve("fleet/prod/torn.json"));
        assertThat(run(command(List.of("report")), "--policy", policy).unbroken())
                .contains("the difference it allows is gone", "nothing it accepts is open");

        String three = Files.readString(Path.of(policy)).replace("[staging, prod]", "[dev, staging, prod]");
        Files.writeString(Path.of(policy), three);
        for (List<String> command : COMPARING) {
            assertThat(run(command(command), "--policy", policy).unbroken())
                    .as("%s without dev", command)
                    .doesNotContain("remove it");
        }
        Files.writeString(Path.of(policy), three.replace("any}", "any, between: [staging, prod]}"));
        assertThat(run(command(List.of("diff")), "--policy", policy).unbroken())
                .as("dev is no matter of the rule")
                .contains("the difference it allows is gone")
                .doesNotContain("nothing it accepts is open");
    }

    @Test
    void explainNamesTheHostsThatWereNotSeen() throws IOException {
        fleet(Blind.ONE_HOST);
        write(
                "staging/s-01.json",
                "staging",
                bare("s-01").section("env[shop-web]", "LOG_LEVEL", "debug").section("jdk", "default/vendor", "x"));
        String report = folder.resolve("drift.json").toString();
        String policy = policy("rules: [{match: \"env[*]/LOG_LEVEL\", expect: same}]\n");
        run(command(List.of("diff")), "--policy", policy, "-o", report);
        String id = Files.readString(Path.of(report)).replaceAll("(?s).*?\"causes\":\\[\\s*\\{\"id\":\"", "");

        assertThat(cli.run("explain", id.substring(0, 8), report).unbroken()).contains("web-02");
    }

    @Test
    void earlierSnapshotsCountTheHostsTheyDidNotSee() throws IOException {
        TestHost debug = bare("s-01").section("env[shop-web]", "LOG_LEVEL", "debug", "PORT", 8080);
        write("staging/s-01.json", "staging", debug);
        write("prod/web-01.json", "prod", seen("web-01"));
        write("prod/web-02.json", "prod", seen("web-02"));
        write("../before/s-01.json", "staging", debug);
        write("../before/web-01.json", "prod", seen("web-01"));
        write("../before/web-02.json", "prod", bare("web-02").fell("env[shop-web]", Outcome.REFUSED));
        write("../none/s-01.json", "staging", debug);
        String policy = policy("rules: [{match: \"env[*]/LOG_LEVEL\", expect: same}]\n");
        for (List<String> command : COMPARING) {
            for (ReportFormat format : List.of(ReportFormat.TEXT, ReportFormat.HTML, ReportFormat.MARKDOWN)) {
                String name = format.name().toLowerCase(Locale.ROOT);
                Cli.Result one =
                        run(command(command), "--policy", policy, "--format", name, "--before", path("before"));
                assertThat(plain(one, format)).as(name).contains("prod (1 host not seen then)");
                Cli.Result both = run(command(command), "--policy", policy, "--format", name, "--before", path("none"));
                assertThat(plain(both, format)).as(name).contains("prod not seen then");
                assertThat(format == ReportFormat.MARKDOWN || both.out().contains("May have moved"))
                        .as(name)
                        .isTrue();
            }
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"COLLECTED", "NOT_APPLICABLE"},
            mode = EnumSource.Mode.EXCLUDE)
    void lookingIntoOneSnapshotNamesWhatItDoesNotTell(Outcome outcome) throws IOException {
        TestHost host = outcome == Outcome.PARTIAL
                ? bare("web-01").partial("dependency[shop-web]", "dependency[shop-web]/**")
                : bare("web-01").fell("dependency[shop-web]", outcome);
        write("one.json", "prod", host.section("dependency[worker]", "maven[a:b]/version", "1"));
        for (String wanted : List.of("dependency[shop-web]", "dependency[shop-web]/maven[*]/version", "shop-web")) {
            Cli.Result facts = cli.run("facts", wanted, "--in", path("fleet/one.json"));
            assertThat(facts.err()).as(wanted).contains("not observed", "dependency[shop-web]");
            // The index of processes has that word in it, and nobody asked for the rest.
            boolean found = wanted.equals("shop-web") && outcome == Outcome.NOT_REQUESTED;
            assertThat(facts.code()).as(wanted).isEqualTo(found ? ExitCodes.OK : ExitCodes.INCOMPLETE);
        }
        Cli.Result bill = cli.run("sbom", path("fleet/one.json"));
        assertThat(bill.out() + bill.err()).contains("shop-web");
        assertThat(bill.code()).isEqualTo(outcome.fell() ? ExitCodes.INCOMPLETE : 0);
    }

    @Test
    void testsOfAPolicyNameWhatWasNotObserved() throws IOException {
        String cases = Files.writeString(cli.path("leeway-test.yaml"), """
                policy: leeway.yaml
                tests:
                  - name: levels
                    facts:
                      staging: {"env[shop-web]/LOG_LEVEL": info}
                      prod: [{"env[shop-web]": refused}]
                    verdict: same
                  - name: the same
                    facts:
                      staging: {"env[shop-web]/LOG_LEVEL": info}
                      prod: [{"env[shop-web]": refused}]
                    expect: {fact: "env[shop-web]/LOG_LEVEL", state: same}
                  - name: not known
                    facts:
                      staging: {"env[shop-web]/LOG_LEVEL": info}
                      prod: [{"env[shop-web]": refused}]
                    expect: {fact: "env[shop-web]/LOG_LEVEL", state: unknown}
                """).toString();
        policy("require: [\"env[*]/**\"]\n");

        Cli.Result result = cli.run("policy", "test", cases);

        assertThat(result.code()).isEqualTo(ExitCodes.DRIFT);
        assertThat(result.unbroken())
                .contains(
                        "it is incomplete: not observed: env[shop-web] in prod",
                        "expected env[shop-web]/LOG_LEVEL the same on every side, but env[shop-web] in prod was not observed",
                        "3 cases, 2 failed");
    }
}
