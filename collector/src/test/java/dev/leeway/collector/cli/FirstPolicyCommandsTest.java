package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Environment;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Waiver;
import dev.leeway.schema.snapshot.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init}, {@code adopt} and {@code policy learn}: from snapshots to a policy. */
class FirstPolicyCommandsTest {
    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));

    @BeforeEach
    void prepare() {
        cli = new Cli(folder);
    }

    private void host(String name, String environment, Instant at, Map<String, String> variables) throws IOException {
        SampleSnapshots.write(
                folder.resolve("fleet/" + at.toString().substring(0, 10) + "/" + name + ".json"),
                SampleSnapshots.of(name, environment, at.getEpochSecond() / 86400, at, Outcome.COLLECTED, variables));
    }

    private void hosts(String environment, int count, String... variables) throws IOException {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            all.put(variables[i], variables[i + 1]);
        }
        for (int i = 1; i <= count; i++) {
            for (int days = 0; days < 2; days++) {
                host(environment + "-" + i, environment, SampleSnapshots.TAKEN.minus(Duration.ofDays(days)), all);
            }
        }
    }

    private String fleet() {
        return folder.resolve("fleet").toString();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String policy(String yaml) throws IOException {
        return Files.writeString(folder.resolve("leeway.yaml"), yaml).toString();
    }

    @Test
    void writesAPolicyThatTheNextReportHasNothingToSayOf() throws IOException, FormatException {
        hosts("dev", 1, "A", "1");
        hosts("prd", 2, "A", "1");
        hosts("stage", 1, "A", "1");
        hosts("prod-eu", 1, "A", "1");
        hosts("lab", 1, "A", "1");

        Cli.Result result = cli.run("init", fleet(), "-o", file("leeway.yaml"));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("wrote " + file("leeway.yaml"), "leeway report");
        String yaml = Files.readString(folder.resolve("leeway.yaml"));
        Policy policy = PolicyReader.read(yaml, "leeway.yaml");
        assertThat(policy.environments().stream().map(Environment::name))
                .containsExactly("lab", "dev", "staging", "prod-eu", "prod");
        assertThat(policy.reference()).contains("prod");
        assertThat(policy.require()).hasSize(1);
        assertThat(yaml)
                .containsPattern("- prod +# 2 hosts, called prd\n")
                .contains("if it is prod as well: {name: prod, aliases: [prod-eu]}")
                .contains("its place in the order is a guess")
                .contains("shop-web: []")
                .contains("#   shop-web: team")
                .contains("not seen whole on every host, and so not required: process, os");
        Cli.Result check = cli.run("policy", "check", file("leeway.yaml"), "--snapshots", fleet());
        assertThat(check.code()).as(check.out() + check.err()).isZero();
        Cli.Result report = cli.run("report", fleet(), "--policy", file("leeway.yaml"), "--format", "json");
        assertThat(report.code()).as(report.out()).isZero();
        assertThat(report.out()).contains("\"policyFindings\":[]");
    }

    @Test
    void replacesNoFileThatIsThere() throws IOException {
        hosts("dev", 1, "A", "1");
        policy("rules: []\n");

        Cli.Result result = cli.run("init", fleet(), "-o", file("leeway.yaml"));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("is there already, and is not replaced");
        assertThat(Files.readString(folder.resolve("leeway.yaml"))).isEqualTo("rules: []\n");
        assertThat(cli.run("init", fleet(), "-o", "-").out()).contains("environments:\n  - dev ");
        assertThat(cli.run("init", file("none"), "-o", "-").code()).isEqualTo(2);
    }

    @Test
    void requiresNothingThatSomeHostRefused() throws IOException {
        hosts("dev", 1, "A", "1");
        hosts("prod", 1, "A", "1");
        SampleSnapshots.write(
                folder.resolve("fleet/refused.json"),
                SampleSnapshots.of("web-9", "prod", 1, SampleSnapshots.TAKEN, Outcome.REFUSED, Map.of()));

        String yaml = cli.run("init", fleet(), "-o", "-").out();

        assertThat(yaml).contains("require: []", "and so not required: env,");
    }

    @Test
    void believesSnapshotsThatAreAsOldAsTheyAre() throws IOException {
        host("a", "prod", SampleSnapshots.TAKEN.minus(Duration.ofDays(30)), Map.of("A", "1"));

        assertThat(cli.run("init", fleet(), "-o", "-").out()).contains("maxAge: 37d", "of 30 days ago");
    }

    @Test
    void learnsWhatDiffersBetweenEnvironmentsAndNeverWithin() throws IOException, FormatException {
        hosts("staging", 2, "POOL", "10", "UPSTREAM", "staging-api", "PORT", "80", "MODE", "a");
        hosts("prod", 2, "POOL", "90", "UPSTREAM", "prod-api", "PORT", "80", "MODE", "b");
        host("prod-3", "prod", SampleSnapshots.TAKEN, Map.of("POOL", "90", "UPSTREAM", "prod-api", "MODE", "c"));
        String policy = policy("""
                environments: [staging, prod]
                rules:
                  - {match: "env[*]/**", expect: same, severity: medium}
                """);

        Cli.Result result = cli.run("policy", "learn", fleet(), "--policy", policy);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("from 9 snapshots of 5 hosts on 2 days, 2026-11-19 to 2026-11-20.")
                .contains("""
                          # staging '10' (2 hosts, 2 days); prod '90' (3 hosts, 2 days)
                          - match: "env[shop-web]/POOL"
                            expect: any
                            between: [staging, prod]
                          - match: "env[shop-web]/POOL"
                            expect: present
                            between: [staging, prod]
                        """)
                .doesNotContain("MODE", "PORT")
                .contains("hosts or days of one environment disagree, or too few showed it: 1 drift.");
        assertThat(PolicyReader.read(result.out(), "learned").rules()).isNotEmpty();
        assertThat(cli.run("policy", "learn", fleet(), "--policy", policy).out())
                .isEqualTo(result.out());
        assertThat(cli.run("policy", "learn", fleet(), "--policy", policy, "--min-hosts", "3")
                        .out())
                .contains("rules: []");
    }

    @Test
    void learnsThatAValueMayDifferAndNotThatItMayBeLacking() throws IOException {
        hosts("staging", 2, "POOL", "10", "GONE", "1");
        hosts("prod", 2, "POOL", "90");
        String policy = policy("environments: [staging, prod]\n");
        Cli.Result learned = cli.run("policy", "learn", fleet(), "--policy", policy);
        assertThat(learned.out()).contains("not there on one side or adrift within one environment: 1 drift.");

        String taught = policy("environments: [staging, prod]\n" + learned.out());
        assertThat(cli.run("report", fleet(), "--policy", taught, "--only", "env[shop-web]/POOL")
                        .code())
                .isZero();
        hosts("prod", 2, "OTHER", "90");
        assertThat(cli.run("report", fleet(), "--policy", taught, "--only", "env[shop-web]/POOL")
                        .out())
                .contains("POOL absent in prod");
    }

    @Test
    void learnsNothingThatChangedFromOneDayToTheNext() throws IOException {
        hosts("staging", 2, "POOL", "10");
        hosts("prod", 2, "POOL", "90");
        host("prod-1", "prod", SampleSnapshots.TAKEN.minus(Duration.ofDays(2)), Map.of("POOL", "80"));
        String policy = policy("""
                environments: [staging, prod]
                rules: [{match: "env[*]/**", expect: same, severity: medium}]
                """);

        assertThat(cli.run("policy", "learn", fleet(), "--policy", policy).out())
                .contains("rules: []")
                .contains("disagree");
    }

    @Test
    void learnsNothingThatIsGrave() throws IOException {
        hosts("staging", 2, "POOL", "10");
        hosts("prod", 2, "POOL", "90");
        String policy = policy("""
                environments: [staging, prod]
                rules: [{match: "env[*]/**", expect: same, severity: high}]
                """);

        assertThat(cli.run("policy", "learn", fleet(), "--policy", policy).out())
                .contains("rules: []", "for it is grave: 1 drift");
    }

    @Test
    void adoptsWhatIsNeitherGraveNorShared() throws IOException, FormatException {
        hosts("staging", 1, "POOL", "10", "MODE", "a", "DATABASE_HOST", "db-1", "TOP", "1");
        hosts("prod", 1, "POOL", "90", "MODE", "b", "DATABASE_HOST", "db-1", "TOP", "2");
        String policy = policy("""
                # ours
                environments: [staging, prod]
                owners: {shop-web: team-shop}
                rules:
                  - {match: "env[*]/POOL", expect: same, severity: high}
                  - {match: "env[*]/MODE", expect: same, severity: medium}
                  - {match: "env[*]/TOP", expect: same, severity: critical}
                """);

        Cli.Result result = cli.run("adopt", fleet(), "--policy", policy, "--until", "2027-03-31");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("with 2 waivers in ", ", until 2027-03-31\n")
                .contains("still open: 1 shared by environments that must not; 1 critical\n");
        assertThat(Files.readString(Path.of(policy)))
                .startsWith("# ours\n")
                .endsWith("severity: critical}\ninclude: [leeway-adopted.yaml]\n");
        String adopted = Files.readString(folder.resolve("leeway-adopted.yaml"));
        assertThat(adopted).startsWith("# Written by leeway adopt");
        Policy read = PolicyReader.read(adopted, "leeway-adopted.yaml");
        assertThat(read.waivers()).extracting(Waiver::owner).containsOnly("team-shop");
        assertThat(read.waivers()).extracting(Waiver::until).containsOnly(LocalDate.parse("2027-03-31"));
        assertThat(read.waivers())
                .extracting(each -> each.match().text())
                .containsExactlyInAnyOrder("env[shop-web]/POOL", "env[shop-web]/MODE");
        assertThat(read.waivers().get(0).because()).startsWith("as found on 2026-11-20: ");
        Cli.Result report = cli.run("report", fleet(), "--policy", policy);
        assertThat(report.out()).contains("2 waived").doesNotContain("env[shop-web]/POOL");
        // What is adopted already is not adopted twice.
        assertThat(cli.run("adopt", fleet(), "--policy", policy, "--until", "2027-03-31")
                        .out())
                .startsWith("nothing was adopted\n");
        // Nor where the policy did not include it yet.
        Files.writeString(Path.of(policy), Files.readString(Path.of(policy)).replaceFirst("include: .*\n", ""));
        assertThat(cli.run("adopt", fleet(), "--policy", policy, "--until", "2027-03-31")
                        .out())
                .contains("with 2 waivers in ", "until 2027-03-31; 2 were there already\n");
        assertThat(Files.readString(folder.resolve("leeway-adopted.yaml"))).isEqualTo(adopted);
        assertThat(Files.readString(Path.of(policy))).contains("include: [leeway-adopted.yaml]");
    }

    @Test
    void adoptsAgainWhatBecameGraver() throws IOException, FormatException {
        hosts("staging", 1, "POOL", "10", "MODE", "a");
        hosts("prod", 1, "POOL", "90", "MODE", "b");
        String text = "environments: [staging, prod]\nowners: {shop-web: team-shop}\ninclude: [leeway-adopted.yaml]\n"
                + "rules: [{match: \"env[*]/POOL\", expect: same, severity: low},"
                + " {match: \"env[*]/MODE\", expect: same, severity: low}]\n";
        Files.writeString(folder.resolve("leeway-adopted.yaml"), "");
        String policy = policy(text);
        String[] adopt = {"adopt", fleet(), "--policy", policy, "--until", "2027-03-31"};
        assertThat(cli.run(adopt).code()).isZero();
        policy(text.replaceFirst("severity: low", "severity: high"));
        assertThat(cli.run("report", fleet(), "--policy", policy).code()).isEqualTo(ExitCodes.DRIFT);

        Cli.Result again = cli.run(adopt);

        assertThat(again.out())
                .startsWith("adopted 1 cause with 1 waiver in ")
                .endsWith("nothing else is open of what was compared\n");
        Cli.Result report = cli.run("report", fleet(), "--policy", policy);
        assertThat(report.code()).as(report.out()).isZero();
        String adopted = Files.readString(folder.resolve("leeway-adopted.yaml"));
        assertThat(PolicyReader.read(adopted, "leeway-adopted.yaml").waivers()).hasSize(2);
        assertThat(adopted).contains("upTo: high\n", "upTo: low\n");
        assertThat(cli.run("policy", "check", policy, "--snapshots", fleet()).out())
                .doesNotContain("leeway-adopted.yaml");
    }

    @Test
    void adoptsNoMoreThanItIsAskedTo() throws IOException {
        hosts("staging", 1, "POOL", "10", "MODE", "a");
        hosts("prod", 1, "POOL", "90", "MODE", "b");
        String policy = policy("""
                environments: [staging, prod]
                rules:
                  - {match: "env[*]/POOL", expect: same, severity: high}
                  - {match: "env[*]/MODE", expect: same, severity: medium}
                """);

        assertThat(cli.run("adopt", fleet(), "--policy", policy, "--until", "2027-03-31")
                        .out())
                .startsWith("nothing was adopted\nstill open: 2 nobody answers for");
        assertThat(cli.run(
                                "adopt",
                                fleet(),
                                "--policy",
                                policy,
                                "--until",
                                "2027-03-31",
                                "--owner",
                                "platform",
                                "--up-to",
                                "medium")
                        .out())
                .contains("adopted 1 cause with 1 waiver", "still open: 1 graver than medium");
        assertThat(cli.run("adopt", fleet(), "--policy", policy, "--until", "2026-01-01")
                        .err())
                .contains("is over");
        assertThat(cli.run("adopt", fleet(), "--policy", policy).code()).isEqualTo(2);
        assertThat(cli.run("adopt", fleet(), "--policy", policy, "--until", "2027-01-01", "--up-to", "critical")
                        .err())
                .contains("never adopted");
    }

    @Test
    void proposesNothingThatAHostCouldHaveMadeUp() throws IOException, FormatException {
        hosts("staging", 2, "POOL", "1\n  - {match: '**', expect: any}\u202e");
        hosts("prod", 2, "POOL", "2");
        String policy = policy("""
                environments: [staging, prod]
                rules: [{match: "env[*]/**", expect: same, severity: medium}]
                """);

        String learned = cli.run("policy", "learn", fleet(), "--policy", policy).out();

        assertThat(learned).contains("env[shop-web]/POOL").doesNotContain("\u202e");
        assertThat(PolicyReader.read(learned, "l").rules().stream()
                        .filter(rule -> !rule.origin().shipped()))
                .hasSize(2)
                .allMatch(rule -> rule.match().text().equals("env[shop-web]/POOL"));
    }
}
