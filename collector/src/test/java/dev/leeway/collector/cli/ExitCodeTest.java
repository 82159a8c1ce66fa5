package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published table of exit codes, line by line; {@code D}, {@code S} and the like stand for prepared inputs. */
class ExitCodeTest {
    /** What every command line may name, made once; each has a copy of its own. */
    @TempDir
    private static Path inputs;

    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));

    @BeforeAll
    static void prepare() throws Exception {
        Cli cli = new Cli(inputs);
        cli.snapshot("dev.json", "mine", "dev", "debug");
        cli.snapshot("same.json", "twin", "staging", "debug");
        cli.snapshot("prod.json", "web-01", "prod", "info");
        cli.refused("refused.json", "web-09", "prod");
        cli.snapshot("fleet/dev.json", "mine", "dev", "info");
        cli.snapshot("fleet/prod.json", "web-01", "prod", "info");
        cli.snapshot("torn/dev.json", "mine", "dev", "info");
        cli.snapshot("torn/prod.json", "web-01", "prod", "info");
        Files.writeString(cli.path("torn/bad.json"), "{");
        Files.writeString(cli.path("bad.yaml"), "rulez: []\n");
        cli.run(
                "store",
                "add",
                "--store",
                cli.path("kept.db").toString(),
                cli.path("fleet").toString());
        cli.run(
                "store",
                "export",
                "--store",
                cli.path("kept.db").toString(),
                cli.path("exported").toString());
        Files.writeString(cli.path("served.yaml"), "listen: 127.0.0.1:0\n");
        Files.writeString(cli.path("misspelt.yaml"), "lisen: 127.0.0.1:0\n");
        Files.createDirectories(cli.path("empty"));
        Files.writeString(cli.path("owned.yaml"), "owners: {shop-web: team}\n");
        Files.writeString(
                cli.path("ended.yaml"), "waivers: [{match: '**', because: b, owner: o, until: 2020-01-01}]\n");
        String test = "tests: [{name: a, facts: {prod: {os/timezone: UTC}}, verdict: %s}]\n";
        Files.writeString(cli.path("cases.yaml"), test.formatted("same"));
        Files.writeString(cli.path("failing.yaml"), test.formatted("drift"));
        cli.policy();
        channels(cli);
        holed(cli);
        mirrors(cli);
    }

    @BeforeEach
    void copy() throws IOException {
        cli = new Cli(folder);
        try (Stream<Path> all = Files.walk(inputs)) {
            for (Path each : (Iterable<Path>) all.skip(1)::iterator) {
                Files.copy(each, folder.resolve(inputs.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** One channel that nothing is sent to, and one that asks for nothing that is sent. */
    private static void channels(Cli cli) throws IOException {
        String hook = "notify: [{webhook: {url: 'https://127.0.0.1/'}%s}]\n";
        Files.writeString(cli.path("unreached.yaml"), hook.formatted(""));
        Files.writeString(cli.path("unheard.yaml"), hook.formatted(", when: [alert]") + "nightly: {at: '02:00'}\n");
        Files.writeString(cli.path("nobody.yaml"), "silence: 3d\n");
        String fleet = cli.path("fleet").toString();
        cli.run("report", fleet, "-o", cli.path("night.json").toString());
        String late = Cli.NOW.minus(Duration.ofDays(2)).toString();
        cli.run("report", fleet, "-o", cli.path("late.json").toString(), "--as-of", late);
    }

    /** A store of whose snapshots one is damaged. */
    private static void holed(Cli cli) throws Exception {
        Path copy = Files.copy(cli.path("kept.db"), cli.path("holed.db"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "update snapshot set head = zeroblob(9) where number = (select max(number) from snapshot)");
        }
    }

    /** One that is sound, and one in which a branch holds hosts of another. */
    private static void mirrors(Cli cli) throws IOException {
        for (String name : List.of("mirror.git", "damaged.git")) {
            cli.run(
                    "mirror",
                    "write",
                    cli.path(name).toString(),
                    cli.path("fleet").toString());
        }
        Files.copy(cli.path("damaged.git/refs/heads/prod"), cli.path("damaged.git/refs/heads/other"));
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "diff dev.json same.json | 0",
                "diff dev.json prod.json --policy leeway.yaml | 1",
                "diff dev.json prod.json --policy leeway.yaml --fail-on high | 1",
                "diff dev.json prod.json --policy leeway.yaml --fail-on critical | 0",
                "diff dev.json prod.json --policy leeway.yaml --ignore env[*]/LOG_LEVEL | 0",
                "diff dev.json prod.json --policy leeway.yaml --only env[*]/PORT | 0",
                "diff dev.json | 2",
                "diff | 2",
                "diff dev.json none.json | 2",
                "diff dev.json torn/bad.json | 2",
                "diff dev.json empty | 2",
                "diff dev.json fleet | 2",
                "diff dev.json prod.json --policy bad.yaml | 2",
                "diff dev.json prod.json --policy none.yaml | 2",
                "diff dev.json prod.json --fail-on grave | 2",
                "diff dev.json prod.json --as-of yesterday | 2",
                "diff dev.json prod.json --only pakage | 2",
                "diff dev.json prod.json --only env[ | 2",
                "diff dev.json prod.json --format xml | 2",
                "diff dev.json prod.json --width 39 | 2",
                "diff dev.json prod.json --limit -1 | 2",
                "diff dev.json prod.json --color sometimes | 2",
                "diff dev.json prod.json -o none/report.html | 2",
                "diff dev.json prod.json -o report.pdf | 2",
                "diff dev.json prod.json --nonsense | 2",
                "diff - - | 2",
                "nonsense | 2",
                "nonsense --help | 2",
                "store nonsense --help | 2",
                "help | 0",
                "help policy check | 0",
                "help nonsense | 2",
                "diff refused.json same.json | 3",
                "diff refused.json same.json --allow-unknown env | 0",
                "diff dev.json prod.json --only env[*]/NO_SUCH_THING | 3",
                "report fleet | 0",
                "report torn | 3",
                "report torn --allow-unknown snapshot | 0",
                "report empty | 2",
                "report none | 2",
                "report dev.json | 2",
                "report | 2",
                "report fleet torn | 3",
                "report --environment prod=fleet | 3",
                "report --environment other=fleet --allow-unknown snapshot | 2",
                "report --environment fleet | 2",
                "report --environment none= | 2",
                "gate --from dev --to prod fleet | 0",
                "gate --from dev --to prod fleet --policy leeway.yaml | 0",
                "gate --from dev --to prod torn | 3",
                "gate --from dev --to prod torn --allow-unknown snapshot | 0",
                "gate --from prod --to dev fleet | 2",
                "gate --from dev --to staging fleet | 2",
                "gate --from dev fleet | 2",
                "gate --from dev --to prod | 2",
                "gate | 2",
                "gate --help | 0",
                "facts | 0",
                "facts jdk | 0",
                "facts nonsense | 2",
                "facts --in dev.json env | 0",
                "facts --in refused.json env | 3",
                "facts --in none.json | 2",
                "facts --in torn/bad.json | 2",
                "facts --in fleet | 2",
                "facts --help | 0",
                "report fleet --policy owned.yaml --owner team | 0",
                "report fleet --policy owned.yaml --owner unowned | 0",
                "report fleet --policy owned.yaml --owner other | 2",
                "report fleet --policy git:ssh://example.com/a#v1 | 2",
                "policy | 2",
                "policy --help | 0",
                "policy check leeway.yaml | 0",
                "policy check leeway.yaml --snapshots fleet | 1",
                "policy check ended.yaml | 1",
                "policy check bad.yaml | 2",
                "policy check none.yaml | 2",
                "policy check leeway.yaml --snapshots empty | 2",
                "policy check leeway.yaml --format xml | 2",
                "policy check --help | 0",
                "policy explain env[shop-web]/LOG_LEVEL leeway.yaml | 0",
                "policy explain env[shop-web] leeway.yaml | 2",
                "policy explain os/timezone leeway.yaml --between dev | 2",
                "policy explain | 2",
                "policy test cases.yaml | 0",
                "policy test failing.yaml | 1",
                "policy test bad.yaml | 2",
                "policy test none.yaml | 2",
                "policy learn fleet | 0",
                "policy learn empty | 2",
                "policy learn fleet --min-hosts 0 | 2",
                "policy learn | 2",
                "init fleet -o - | 0",
                "init fleet -o leeway.yaml | 2",
                "init empty -o - | 2",
                "init | 2",
                "adopt fleet --until 2027-01-31 --policy leeway.yaml | 0",
                "adopt fleet --until 2020-01-31 --policy leeway.yaml | 2",
                "adopt fleet --policy leeway.yaml | 2",
                "adopt fleet --until 2027-01-31 --policy none.yaml | 2",
                "mirror | 2",
                "mirror --help | 0",
                "mirror write none.git fleet | 0",
                "mirror write mirror.git fleet | 0",
                "mirror write none.git fleet --by-day | 0",
                "mirror write none.git --store fleet | 0",
                "mirror write none.git --store none | 2",
                "mirror write none.git fleet --store fleet | 2",
                "mirror write none.git torn | 3",
                "mirror write none.git empty | 2",
                "mirror write none.git none.json | 2",
                "mirror write none.git | 2",
                "mirror write | 2",
                "mirror write fleet fleet | 2",
                "mirror write none/none.git fleet | 2",
                "mirror write none.git fleet --as-of yesterday | 2",
                "mirror write --help | 0",
                "mirror export mirror.git -o none | 0",
                "mirror export mirror.git --environment prod --commit prod -o none | 0",
                "mirror export mirror.git --environment other -o none | 2",
                "mirror export mirror.git --environment prod --commit prod~9 -o none | 2",
                "mirror export mirror.git --commit prod -o none | 2",
                "mirror export mirror.git -o fleet | 2",
                "mirror export mirror.git | 2",
                "mirror export damaged.git -o none | 3",
                "mirror export fleet -o none | 2",
                "mirror export --help | 0",
                "mirror verify mirror.git | 0",
                "mirror verify damaged.git | 1",
                "mirror verify fleet | 2",
                "mirror verify | 2",
                "mirror verify --help | 0",
                "mirror retire mirror.git web-01 --environment prod | 0",
                "mirror retire mirror.git web-77 --environment prod | 2",
                "mirror retire mirror.git web-01 | 2",
                "mirror retire mirror.git | 2",
                "mirror retire fleet web-01 | 2",
                "mirror retire --help | 0",
                "store | 2",
                "store --help | 0",
                "store add --store kept.db fleet | 0",
                "store add --store kept.db torn | 3",
                "store add --store kept.db empty | 2",
                "store add --store kept.db none.json | 2",
                "store add fleet | 2",
                "store list --store kept.db | 0",
                "store list --store kept.db prod | 0",
                "store list --store kept.db staging | 2",
                "store list --store none.db | 2",
                "store verify --store kept.db | 0",
                "store verify --store torn | 1",
                "store export --store kept.db none-yet | 0",
                "store export --store kept.db fleet | 2",
                "store import --store kept.db exported | 0",
                "store import --store kept.db fleet | 2",
                "store prune --store kept.db --keep 90d | 0",
                "store prune --store kept.db --keep soon | 2",
                "store prune --store kept.db --keep 90d --keep-newest 0 | 2",
                "store prune --store kept.db | 2",
                "store prune --store fleet --keep 90d | 2",
                "store forget prod/web-01 --store kept.db | 0",
                "store forget prod/web-01 --dry-run --store kept.db | 0",
                "store forget prod/web-77 --store kept.db | 2",
                "store forget web-01 --store kept.db | 2",
                "store forget prod/web-01 --store fleet | 2",
                "store forget --store kept.db | 2",
                "store rescue kept.db none-rescued.db | 0",
                "store rescue holed.db none-rescued.db | 3",
                "store rescue dev.json none-rescued.db | 2",
                "store rescue kept.db dev.json | 2",
                "store rescue kept.db | 2",
                "store baseline good prod --store kept.db | 0",
                "store baseline good staging --store kept.db | 2",
                "store baseline a/b prod --store kept.db | 2",
                "store baseline good --remove --store kept.db | 2",
                "store baseline good --store kept.db | 2",
                "store backup none-copy.db --store kept.db | 0",
                "store backup dev.json --store kept.db | 2",
                "store backup none-copy.db --store fleet | 2",
                "diff dev prod --store kept.db | 0",
                "diff dev~1 prod --store kept.db | 2",
                "diff dev prod~ --store none.db | 2",
                "report --store kept.db | 0",
                "gate --from dev --to prod --store kept.db | 0",
                "facts --in prod/web-01 --store kept.db env | 0",
                "facts --in prod/none --store kept.db env | 2",
                "history env[shop-web]/LOG_LEVEL --store kept.db | 0",
                "history env[shop-web]/LOG_LEVEL --store kept.db --environment prod --host web-01 | 0",
                "history env[shop-web]/LOG_LEVEL --store kept.db --host web-77 | 2",
                "history env[shop-web]/LOG_LEVEL --store kept.db --policy none.yaml | 2",
                "history env[shop-web]/NONE --store kept.db | 2",
                "history env[ --store kept.db | 2",
                "history env[shop-web]/LOG_LEVEL | 2",
                "history | 2",
                "token | 2",
                "token create --environment prod --store kept.db | 0",
                "token create --environment prod --pool --service shop-web --store kept.db | 0",
                "token create --person ada --as reader --store kept.db | 0",
                "token create --store kept.db | 2",
                "token create --environment prod --store none.db | 2",
                "token create --environment prod --store fleet | 2",
                "token create --environment prod --for soon --store kept.db | 2",
                "token create --person ada --store kept.db | 2",
                "token list --store kept.db | 0",
                "token list | 2",
                "token revoke --store kept.db | 2",
                "token revoke t-000000000000 --store kept.db | 2",
                "agent | 2",
                "agent list --store kept.db | 0",
                "agent list --store none.db | 2",
                "agent revoke a-00000000000000000000 --store kept.db | 2",
                "agent restore a-00000000000000000000 --store kept.db | 2",
                "audit | 2",
                "audit list --store kept.db | 0",
                "audit list --limit -1 --store kept.db | 2",
                "audit verify --store kept.db | 0",
                "audit verify --store kept.db --head 1:0000000000000000000000000000000000000000000000000000000000000000 | 1",
                "audit verify --store kept.db --head soon | 2",
                "serve --check --store none.db --listen 127.0.0.1:0 | 0",
                "serve --check --config served.yaml | 0",
                "serve --config misspelt.yaml | 2",
                "serve --config none.yaml | 2",
                "serve --check --store none.db --listen 0.0.0.0:7411 | 2",
                "serve --check --store none.db --listen nowhere | 2",
                "serve --check --store fleet --listen 127.0.0.1:0 | 2",
                "serve --check --store jdbc:other:x --listen 127.0.0.1:0 | 2",
                "serve --help | 0",
                "notify | 2",
                "notify --help | 0",
                "notify test --config unreached.yaml | 1",
                "notify test --config unreached.yaml --channel webhook | 1",
                "notify test --config unreached.yaml --channel other | 2",
                "notify test --config bad.yaml | 2",
                "notify test --config none.yaml | 2",
                "notify test --config unheard.yaml --channel other | 2",
                "notify test --config nobody.yaml | 2",
                "notify test | 2",
                "notify test --help | 0",
                "notify send --config unreached.yaml night.json | 1",
                "notify send --config unheard.yaml night.json | 0",
                "notify send --config unheard.yaml late.json | 3",
                "notify send --config unheard.yaml dev.json | 2",
                "notify send --config unheard.yaml none.json | 2",
                "notify send --config bad.yaml night.json | 2",
                "notify send --config nobody.yaml night.json | 2",
                "notify send --config unheard.yaml | 2",
                "notify send --help | 0",
                "completion bash | 0",
                "completion fish | 2",
                "completion | 2",
                "explain | 2",
                "explain 5c1e | 2",
                "explain 5c1e dev.json | 2",
                "--help | 0",
                "--version | 0",
                "diff --help | 0",
                "explain --help | 0",
                "report --help | 0",
            })
    void givesThePublishedCode(String line, int code) {
        Cli.Result result = cli.run(arguments(line));
        assertThat(result.code()).as(result.out() + result.err()).isEqualTo(code);
        if (code == ExitCodes.USAGE) {
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).startsWith("leeway: ").doesNotContain("\tat ", "Exception");
        }
    }

    @Test
    void givesFourForAFailureNobodyExpected() {
        Cli.Result result = cli.at(new BrokenClock()).run(arguments("diff dev.json prod.json"));
        assertThat(result.code()).isEqualTo(ExitCodes.INTERNAL);
        assertThat(result.err()).contains("internal error").doesNotContain("a secret in a message");
    }

    private String[] arguments(String line) {
        List<String> arguments = new ArrayList<>();
        for (String word : line.split(" ")) {
            int equals = word.indexOf('=');
            if (equals > 0 && Files.exists(cli.path(word.substring(equals + 1)))) {
                arguments.add(word.substring(0, equals + 1) + cli.path(word.substring(equals + 1)));
                continue;
            }
            boolean file = Files.exists(cli.path(word)) || word.startsWith("none") || word.startsWith("report.");
            arguments.add(file ? cli.path(word).toString() : word);
        }
        return arguments.toArray(String[]::new);
    }

    /** A clock that fails as only a bug could. */
    private static final class BrokenClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            throw new IllegalStateException("a secret in a message");
        }
    }
}
