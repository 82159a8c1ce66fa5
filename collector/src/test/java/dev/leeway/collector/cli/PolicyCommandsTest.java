package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.source.git.PolicyRepository;
import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.schema.snapshot.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandsTest {
    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));

    @BeforeEach
    void prepare() throws IOException {
        cli = new Cli(folder);
        cli.snapshot("fleet/dev.json", "mine", "dev", "debug");
        cli.snapshot("fleet/prod.json", "web-01", "prod", "info");
    }

    private String policy(String yaml) throws IOException {
        return Files.writeString(folder.resolve("leeway.yaml"), yaml).toString();
    }

    @Test
    void findsNothingToMendInAGoodPolicy() throws IOException {
        Cli.Result result = cli.run("policy", "check", cli.policy());

        assertThat(result.code()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("nothing to mend in 1 rule and 0 waivers");
    }

    @Test
    void tellsRulesThatALaterOneSilences() throws IOException {
        String file = policy("""
                environments: [dev, prod]
                rules:
                  - {match: "env[shop-web]/LOG_LEVEL", expect: same}
                  - {match: "env[*]/PORT", expect: same, between: [dev, prod]}
                  - {match: "env[*]/LOG_*", expect: any}
                """);

        Cli.Result result = cli.run("policy", "check", file);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("leeway.yaml:3: rule 'same' on env[shop-web]/LOG_LEVEL decides nothing", "leeway.yaml:5)")
                .contains("1 finding");
    }

    /** Whoever mends one fault is not to meet the next one a night later. */
    @Test
    void everyCommandTellsAllFaultsOfAPolicyEachOnALineOfItsOwn() throws IOException {
        String file = policy("""
                environments: [dev, prod]
                rules:
                  - {match: "env[*]/A", expect: sane}
                waivers:
                  - {match: "env[*]/A", because: b, owner: o, until: 2027-02-30}
                maxAge: soon
                """);
        String served = Files.writeString(folder.resolve("served.yaml"), "policy: leeway.yaml\nlisten: 127.0.0.1:0\n")
                .toString();
        String fleet = folder.resolve("fleet").toString();
        for (List<String> command : List.of(
                List.of("policy", "check", file),
                List.of("report", fleet, "--policy", file),
                List.of("gate", "--from", "dev", "--to", "prod", fleet, "--policy", file),
                List.of("serve", "--check", "--config", served))) {
            Cli.Result result = cli.run(command.toArray(String[]::new));
            assertThat(result.code()).as(command + result.err()).isEqualTo(2);
            assertThat(result.err().lines())
                    .as(command.toString())
                    .extracting(line -> line.replaceAll(".*leeway.yaml:([0-9]+):.*", "$1"))
                    .containsExactly("3", "5", "6");
        }
    }

    @Test
    void tellsEveryProbeThatNobodyKnows() throws IOException {
        String file = policy("""
                require: ["envv[*]/**"]
                rules:
                  - {match: ["pakage/**", "os/timezone", "jdkk/**"], expect: same}
                """);

        assertThat(cli.run("policy", "check", file).err())
                .contains(":1:", "'envv'", "'pakage'", "'jdkk'")
                .hasLineCount(3);
    }

    @Test
    void tellsPatternsThatNoProbeHasFactsFor() throws IOException {
        String file = policy("""
                rules:
                  - {match: "process[*]/jvm/heap/maximum", expect: same}
                require: ["env[*]/**"]
                """);

        assertThat(cli.run("policy", "check", file).out())
                .contains("leeway.yaml:2: rule on process[*]/jvm/heap/maximum: no probe tells such a fact")
                .contains("1 finding");
    }

    @Test
    void tellsWaiversThatEndedOrEndSoon() throws IOException {
        String file = policy("""
                waivers:
                  - {match: "env[*]/A", because: b, owner: o, until: 2026-11-01}
                  - {match: "env[*]/B", because: b, owner: o, until: 2026-11-25}
                  - {match: "env[*]/C", because: b, owner: o, until: 2027-11-25}
                """);

        assertThat(cli.run("policy", "check", file).out())
                .contains("leeway.yaml:2: waiver of env[*]/A ended on 2026-11-01")
                .contains("leeway.yaml:3: waiver of env[*]/B ends in 5 days")
                .contains("2 findings");
        assertThat(cli.run("policy", "check", file, "--as-of", "2026-10-01").code())
                .isZero();
    }

    @Test
    void asksSnapshotsWhatMatchesNothing() throws IOException {
        String file = policy("""
                environments: [dev, prod]
                owners: {shop-wbe: team-shop}
                rules:
                  - {match: "env[shop-web]/NONE", expect: any}
                """);

        Cli.Result result = cli.run(
                "policy",
                "check",
                file,
                "--format",
                "json",
                "--snapshots",
                folder.resolve("fleet").toString());

        assertThat(result.code()).as(result.err()).isEqualTo(1);
        assertThat(result.out())
                .contains("\"kind\":\"matchedNothing\"", "\"kind\":\"noSuchService\"", "'shop-wbe'")
                .contains("\"schema\":\"leeway/policy-check/1\"");
    }

    @Test
    void refusesWhatCannotBeRead() throws IOException {
        Cli.Result result = cli.run("policy", "check", policy("rules: [{match: 'evn[*]/A', expect: any}]\n"));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("leeway.yaml:1:", "did you mean 'env'");
        assertThat(cli.run("policy", "check", "none.yaml").code()).isEqualTo(2);
        assertThat(cli.run("policy").code()).isEqualTo(2);
    }

    @Test
    void explainsWhichRuleDecides() throws IOException {
        String file = policy("""
                environments: [staging, prod]
                rules:
                  - {match: "env[*]/LOG_LEVEL", expect: same, severity: high, because: Logs are evidence.}
                waivers:
                  - {match: "env[shop-web]/LOG_LEVEL", between: [staging, prod], because: b, owner: o, until: 2027-01-31}
                """);

        Cli.Result result = cli.run("policy", "explain", "env[shop-web]/LOG_LEVEL", file);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .containsPattern("default policy:[0-9]+ +any +env\\[\\*]/\\*LOG_LEVEL\\*")
                .containsPattern("values differ +different, waived +by .*leeway.yaml:5")
                .containsPattern("meant to be replaced +unexpected, high")
                .containsPattern("leeway.yaml:5 +until 2027-01-31");
        assertThat(cli.run("policy", "explain", "env[shop-web]/LOG_LEVEL", file, "--as-of", "2027-02-01")
                        .out())
                .containsPattern("values differ +different, high +by .*leeway.yaml:3")
                .contains("Logs are evidence.")
                .containsPattern("hosts disagree +split, high +by .*leeway.yaml:3")
                .doesNotContain("waivers");
    }

    @Test
    void explainsVersionsBothWays() throws IOException {
        String file = policy("environments: [staging, prod]\n");

        String told = cli.run("policy", "explain", "process[shop-web]/main/version", file)
                .out();

        assertThat(told)
                .containsPattern("staging ahead by a minor +lag, for information for 7 days, then lag, medium")
                .containsPattern("prod ahead by a patch +hotfix, high +by default policy:");
    }

    @Test
    void explainsWhatMustNotBeShared() throws IOException {
        String file = policy("environments: [dev, staging, prod]\n");

        Cli.Result result =
                cli.run("policy", "explain", "env[shop-web]/DATABASE_URL/host", file, "--between", "dev,prod");

        assertThat(result.out())
                .containsPattern("the same in both +shared, critical +by default policy:")
                .containsPattern("values differ +within leeway")
                .doesNotContain("staging and prod");
        assertThat(cli.run("policy", "explain", "env[shop-web]", file).code()).isEqualTo(2);
        assertThat(cli.run("policy", "explain", "oss/timezone", file).err())
                .contains("no probe is called 'oss': did you mean 'os'?");
        assertThat(cli.run("policy", "explain", "os/timezone", file, "--between", "dev,prd2")
                        .err())
                .contains("lists no environment 'prd2'");
    }

    private Cli.Result tested(String cases) throws IOException {
        policy("""
                environments: [dev, staging, prod]
                rules:
                  - {match: "env[*]/CACHE_SIZE", expect: any}
                """);
        return cli.run(
                "policy",
                "test",
                Files.writeString(folder.resolve("leeway-test.yaml"), cases).toString());
    }

    @Test
    void runsTheCasesOfAPolicy() throws IOException {
        Cli.Result result = tested("""
                asOf: 2026-11-20
                tests:
                  - name: staging keeps away from production's database
                    facts:
                      staging: {"env[shop-web]/DATABASE_URL/host": db-1}
                      prod: {"env[shop-web]/DATABASE_URL/host": db-1}
                    expect:
                      - {fact: "env[shop-web]/DATABASE_URL/host", state: shared, severity: critical, between: [prod, staging]}
                    nothingElse: true
                    verdict: drift
                  - name: caches may be of any size
                    facts:
                      dev: {"env[shop-web]/CACHE_SIZE": 10}
                      prod: {"env[shop-web]/CACHE_SIZE": 1000}
                    expect: {fact: "env[shop-web]/CACHE_SIZE", state: different, disposition: withinLeeway}
                  - name: replicas agree on the zone
                    facts:
                      prod: [{os/timezone: UTC}, {os/timezone: Europe/Berlin}]
                    expect: {fact: os/timezone, state: split, severity: medium}
                  - name: a release may wait
                    facts:
                      staging: {"process[shop-web]/main/version": 2.1.0}
                      prod: {"process[shop-web]/main/version": 2.0.0}
                    expect: {fact: "process[shop-web]/main/version", state: different, disposition: informational}
                  - name: keys are apart
                    facts:
                      dev: {"env[shop-web]/PAYMENT_API_KEY": {secret: one}}
                      prod: {"env[shop-web]/PAYMENT_API_KEY": {secret: one}}
                    expect: {fact: "env[shop-web]/PAYMENT_API_KEY", state: shared}
                  - name: what was refused is not missing
                    facts:
                      dev: {"env[shop-web]": refused}
                      prod: {"env[shop-web]/A": x}
                    expect: {fact: "env[shop-web]/A", state: unknown}
                    verdict: incomplete
                  - name: ports are one
                    facts:
                      dev: {"env[shop-web]/PORT": 80}
                      prod: {"env[shop-web]/PORT": 80}
                    expect: {fact: "env[shop-web]/*", state: same}
                  - name: the fleet as it is
                    snapshots: fleet
                    expect: {fact: "env[shop-web]/LOG_LEVEL", state: different, disposition: withinLeeway}
                """);

        assertThat(result.code()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).endsWith("leeway-test.yaml: 8 cases, all pass\n");
    }

    @Test
    void tellsTheCaseThatFailsWithItsLine() throws IOException {
        Cli.Result result = tested("""
                tests:
                  - name: caches are told
                    facts:
                      dev: {"env[shop-web]/CACHE_SIZE": 10}
                      prod: {"env[shop-web]/CACHE_SIZE": 1000}
                    expect:
                      - {fact: "env[shop-web]/CACHE_SIZE", state: different, severity: high}
                  - name: nothing is told
                    facts:
                      dev: {os/architecture: amd64}
                      prod: {os/architecture: arm64}
                    nothingElse: true
                """);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("leeway-test.yaml:7: caches are told: expected env[shop-web]/CACHE_SIZE different, high, but"
                        + " env[shop-web]/CACHE_SIZE is different, info, withinLeeway (dev, prod) by ")
                .contains("leeway-test.yaml:8: nothing is told: nothing else was expected, but os/architecture is"
                        + " different, medium")
                .contains("2 cases, 2 failed");
    }

    @Test
    void takesNothingForTheSameThatNobodyHoldsOrCouldSee() throws IOException {
        cli.snapshot("replicas/a.json", "a", "dev", "info");
        cli.snapshot("replicas/b.json", "b", "prod", "info");
        SampleSnapshots.write(
                folder.resolve("replicas/c.json"),
                SampleSnapshots.of("c", "prod", 1, SampleSnapshots.TAKEN, Outcome.FAILED, Map.of()));
        Cli.Result result = tested("""
                tests:
                  - name: slip
                    facts:
                      dev: {"env[shop-web]/PORT": 80}
                      prod: {"env[shop-web]/PORT": 80}
                    expect: {fact: "env[shop-wbe]/PORT", state: same}
                  - name: refused
                    facts:
                      dev: {"env[shop-web]": refused}
                      prod: {"env[shop-web]/PORT": 80}
                    expect: {fact: "env[shop-web]/PORT", state: same}
                  - name: seen
                    facts:
                      dev: {"env[shop-web]/PORT": 80}
                      prod: {"env[shop-web]/PORT": 80}
                    expect: {fact: "env[shop-web]/PORT", state: unknown}
                  - name: one replica
                    snapshots: replicas
                    expect: {fact: "env[shop-web]/PORT", state: same}
                  - name: another environment
                    facts:
                      dev: {"env[shop-web]/PORT": 80}
                      staging: {"env[shop-web]/PORT": 80}
                      prod: {"os/timezone": UTC}
                    expect: {fact: "env[shop-web]/PORT", state: same, between: [dev, staging]}
                """);

        assertThat(result.out())
                .contains("slip: expected env[shop-wbe]/PORT the same on every side, but no environment holds it")
                .contains(
                        "refused: expected env[shop-web]/PORT the same on every side, but env[shop-web] in dev was not"
                                + " observed")
                .contains("seen: expected env[shop-web]/PORT unknown, but nothing is told")
                .contains("one replica: expected env[shop-web]/PORT the same on every side, but env[shop-web] was not"
                        + " compared in prod: failed")
                .contains("5 cases, 4 failed");
    }

    @Test
    void refusesCasesThatMeanNothing() throws IOException {
        assertThat(tested("tests: [{name: a, facts: {dev: {os/timezone: UTC}}}]")
                        .err())
                .contains("leeway-test.yaml:1", "a test that expects nothing");
        assertThat(tested("tests: [{name: a, facts: {pord: {os/timezone: UTC}}, nothingElse: true}]")
                        .err())
                .contains("lists no environment 'pord'", "did you mean 'prod'");
        assertThat(tested("tests: [{name: a, facts: {dev: {os: lost}}, nothingElse: true}]")
                        .err())
                .contains("not an outcome");
        assertThat(tested("tests: []").code()).isEqualTo(2);
        assertThat(cli.run("policy", "test", "none.yaml").code()).isEqualTo(2);
    }

    @Test
    void judgesByAPolicyOfARepository() throws Exception {
        try (PolicyRepository repository = new PolicyRepository(Files.createDirectories(folder.resolve("ops")))) {
            String commit =
                    repository.commit("leeway.yaml", "rules: [{match: 'env[*]/**', expect: same, severity: high}]\n");
            String name = repository.name("main", "leeway.yaml");

            Cli.Result result =
                    cli.run("report", folder.resolve("fleet").toString(), "--policy", name, "--format", "json");

            assertThat(result.code()).as(result.err()).isEqualTo(ExitCodes.DRIFT);
            assertThat(result.out()).contains("\"" + name + "@" + commit.substring(0, 12) + "\"");
            assertThat(result.out()).contains("the policy's main is commit " + commit);
            assertThat(cli.run("policy", "check", repository.name(commit, "leeway.yaml")))
                    .satisfies(told -> assertThat(told.code()).as(told.err()).isZero())
                    .satisfies(told -> assertThat(told.err()).isEmpty());
        }
        assertThat(cli.run("report", folder.resolve("fleet").toString(), "--policy", "git:ssh://a/b#c")
                        .err())
                .startsWith("leeway: --policy: policies are fetched by https:// or from file:// alone");
    }
}
