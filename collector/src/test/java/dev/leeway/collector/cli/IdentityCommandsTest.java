package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.IdentityScene;
import dev.leeway.collector.identity.JoinResult;
import dev.leeway.collector.identity.JoinToken;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.identity.Role;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.identity.Tokens;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.git.RealGit;
import dev.leeway.collector.store.sql.SqlStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityCommandsTest {
    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));
    private String store = "";

    @BeforeEach
    void prepare() throws IOException {
        cli = new Cli(folder);
        store = folder.resolve("leeway.db").toString();
        assertThat(run("store", "add", cli.snapshot("a.json", "web-01", "prod", "info"))
                        .code())
                .isZero();
    }

    private Cli.Result run(String... args) {
        return cli.run(
                Stream.concat(Stream.of(args), Stream.of("--store", store)).toArray(String[]::new));
    }

    private String created(String... options) {
        Cli.Result result = run(
                Stream.concat(Stream.of("token", "create"), Stream.of(options)).toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).as("one line, for TOKEN=$(...)").matches("lw[jpa]_[a-z2-7]{39}\n");
        assertThat(result.err()).isNotEmpty().doesNotContain(result.out().strip());
        return result.out().strip();
    }

    private Registry registry() throws StoreException {
        return SqlStores.sqliteCollector(Path.of(store), Clock.fixed(Cli.NOW, ZoneOffset.UTC))
                .registry();
    }

    private Agent joined(String token, String host) throws StoreException {
        try (Registry registry = registry()) {
            JoinResult result = registry.join(IdentityScene.joining(token, IdentityScene.key(), host));
            assertThat(result).isInstanceOf(JoinResult.Joined.class);
            return ((JoinResult.Joined) result).agent();
        }
    }

    @Test
    void makesATokenForOneHost() throws StoreException {
        String token = created("--environment", "prod", "--host", "web-01", "--role", "web");
        String id = Tokens.joining(token).orElseThrow().id();
        try (Registry registry = registry()) {
            JoinToken kept = registry.tokens().get(0);
            assertThat(kept.id()).isEqualTo(id);
            assertThat(kept.host()).contains("web-01");
            assertThat(kept.role()).contains("web");
            assertThat(kept.expiresAt()).contains(Cli.NOW.plus(Duration.ofMinutes(10)));
        }
        assertThat(run("token", "list").out())
                .isEqualTo(
                        id + "  one host  prod/web-01, role web  until " + Cli.NOW.plus(Duration.ofMinutes(10)) + "\n");
        Agent agent = joined(token, "web-01");
        assertThat(run("token", "list").out()).endsWith("redeemed by " + agent.name() + "\n");
    }

    @Test
    void makesTokensForPools() throws StoreException {
        created("--environment", "prod", "--pool", "--service", "shop-web", "--silence", "6h");
        try (Registry registry = registry()) {
            JoinToken kept = registry.tokens().get(0);
            assertThat(kept.kind()).isEqualTo(JoinToken.Kind.POOL);
            assertThat(kept.services()).containsExactly("shop-web");
            assertThat(kept.silence()).isEqualTo(Duration.ofHours(6));
            assertThat(kept.expiresAt()).isEmpty();
        }
    }

    @Test
    void makesTokensForPeople() throws StoreException {
        String token = created("--person", "ada", "--as", "operator", "--environment", "prod", "--for", "52w");
        try (Registry registry = registry()) {
            assertThat(registry.access(Tokens.hash(token, TokenKind.ACCESS).orElseThrow()))
                    .hasValueSatisfying(kept -> {
                        assertThat(kept.role()).isEqualTo(Role.OPERATOR);
                        assertThat(kept.permits(Role.OPERATOR, "prod")).isTrue();
                        assertThat(kept.permits(Role.READER, "dev")).isFalse();
                        assertThat(kept.expiresAt()).isEqualTo(Cli.NOW.plus(Duration.ofDays(364)));
                    });
        }
    }

    @Test
    void keepsNoTokenAnywhere() throws IOException {
        List<String> tokens = List.of(
                created("--environment", "prod"),
                created("--environment", "prod", "--pool"),
                created("--person", "ada", "--as", "admin"));
        String told = run("token", "list").out()
                + run("audit", "list").out()
                + run("agent", "list").out();
        StringBuilder bytes = new StringBuilder(told);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        for (String token : tokens) {
            assertThat(bytes.indexOf(token)).isEqualTo(-1);
            assertThat(bytes.indexOf(token.substring(4, 20))).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--host web-01",
                "--environment prod --environment dev",
                "--environment prod --as reader",
                "--environment prod --service shop-web",
                "--environment prod --silence 2d",
                "--environment prod --pool --host web-01",
                "--environment prod --for soon",
                "--environment prod --for 8d",
                "--environment prod/x",
                "--environment prod --host a/b",
                "--environment prod --role -x-",
                "--person ada",
                "--person ada --as boss",
                "--person ada --as reader --pool",
                "--person ada/x --as reader",
                "--person ada --as reader --for 99w",
            })
    void makesNothingOfWhatDoesNotFit(String options) throws StoreException {
        Cli.Result result = run(Stream.concat(Stream.of("token", "create"), Stream.of(options.split(" ")))
                .toArray(String[]::new));
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.out()).isEmpty();
        try (Registry registry = registry()) {
            assertThat(registry.tokens()).isEmpty();
            assertThat(registry.accessTokens()).isEmpty();
            assertThat(registry.auditHead().number()).isZero();
        }
    }

    @Test
    void revokesTokensAndTheAgentsOfAPool() throws StoreException {
        String token = created("--environment", "prod", "--pool");
        String id = Tokens.joining(token).orElseThrow().id();
        Agent agent = joined(token, "pod-1");
        Cli.Result tokenAlone = run("token", "revoke", id);
        assertThat(tokenAlone.out()).isEqualTo(id + " revoked\n");
        assertThat(tokenAlone.err())
                .isEqualTo("leeway: " + id + ": 1 agent that joined by it is accepted as before; to end that as well:"
                        + " leeway token revoke --with-agents " + id + "\n");
        assertThat(run("agent", "list").out())
                .isEqualTo("prod/pod-1  " + agent.name() + "  active, pool " + id + ", joined " + Cli.NOW
                        + ", not heard of since\n");
        Cli.Result withAgents = run("token", "revoke", id, "--with-agents");
        assertThat(withAgents.code()).isZero();
        assertThat(withAgents.err()).isEmpty();
        assertThat(run("agent", "list").out()).contains("  revoked, pool ");
        assertThat(run("token", "revoke", "t-none").code()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void mirrorsAHostOfAPoolAsItArrived() throws Exception {
        joined(created("--environment", "prod", "--pool"), "web-01");
        String mirror = folder.resolve("history.git").toString();
        assertThat(run("mirror", "write", mirror).code()).isZero();
        List<String> files = RealGit.run(Path.of(mirror), "ls-tree", "-r", "--name-only", "prod")
                .lines()
                .filter(file -> file.endsWith("/host.json"))
                .toList();
        assertThat(files).hasSize(1);
        assertThat(RealGit.run(Path.of(mirror), "show", "prod:" + files.get(0)))
                .contains("web-01")
                .doesNotContain("ephemeral");
    }

    @Test
    void whoeverNamesAHostIsToldItsAgents() throws StoreException {
        Agent agent = joined(created("--environment", "prod"), "web-01");
        for (String verb : List.of("revoke", "restore")) {
            for (String host : List.of("web-01", "prod/web-01")) {
                Cli.Result result = run("agent", verb, host);
                assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
                assertThat(result.err()).contains("nothing was done", agent.name() + " (prod/web-01)");
            }
        }
        assertThat(run("agent", "list").out()).contains("  active,");
    }

    @Test
    void anEnvironmentThatLooksLikeAnotherIsAskedAbout() throws StoreException {
        assertThat(run("token", "create", "--environment", "prood").err().lines())
                .as("nobody joined, so nothing is like it")
                .hasSize(1);
        joined(created("--environment", "prod"), "web-01");
        Cli.Result doubted = run("token", "create", "--environment", "prood");
        assertThat(doubted.code()).isZero();
        assertThat(doubted.err()).contains("no host of prood has joined so far; did you mean 'prod'?");
        for (String sure : List.of("prod", "staging")) {
            assertThat(run("token", "create", "--environment", sure).err()).doesNotContain("did you mean");
        }
    }

    @Test
    void revokesAndRestoresAgents() throws StoreException {
        Agent agent = joined(created("--environment", "prod"), "web-01");
        assertThat(run("agent", "revoke", agent.name()).out()).isEqualTo(agent.name() + " revoked\n");
        assertThat(run("agent", "list", "--environment", "prod").out()).contains("  revoked,");
        assertThat(run("agent", "list", "--environment", "dev").out()).isEmpty();
        assertThat(run("agent", "restore", agent.name()).code()).isZero();
        assertThat(run("agent", "list").out()).contains("  active,");
        Cli.Result none = run("agent", "revoke", agent.name(), "a-none");
        assertThat(none.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(none.err()).contains("a-none", "nothing was done");
        assertThat(run("agent", "list").out()).contains("  active,");
        Agent next = joined(created("--environment", "prod", "--host", "web-01"), "web-01");
        assertThat(run("agent", "list").out()).contains(next.name()).doesNotContain(agent.name());
        assertThat(run("agent", "list", "--all").out()).contains(agent.name() + "  replaced");
        for (String verb : List.of("restore", "revoke")) {
            Cli.Result taken = run("agent", verb, agent.name());
            assertThat(taken.code()).isEqualTo(ExitCodes.USAGE);
            assertThat(taken.out()).isEmpty();
            assertThat(taken.err()).contains(next.name());
        }
        assertThat(run("agent", "list", "--all").out()).contains(agent.name() + "  replaced", next.name() + "  active");
    }

    @Test
    void listsAndVerifiesTheLog() throws StoreException {
        Agent agent = joined(created("--environment", "prod"), "web-01");
        run("agent", "revoke", agent.name());
        List<String> lines = run("audit", "list").out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("1  " + Cli.NOW + "  store  token.issued  t-");
        assertThat(lines.get(1)).startsWith("2  ").contains(agent.name() + "  agent.joined  prod/web-01  by t-");
        assertThat(lines.get(2)).endsWith("store  agent.revoked  " + agent.name() + "  prod/web-01");
        assertThat(run("audit", "list", "--limit", "1").out().lines()).containsExactly(lines.get(2));
        assertThat(run("audit", "list", "--since", "2099-01-01").out()).isEmpty();
        Cli.Result sound = run("audit", "verify");
        assertThat(sound.code()).isZero();
        assertThat(sound.out()).matches("3 entries are sound; head 3:[0-9a-f]{64}\n");
        String head = sound.out().strip().replaceAll(".*head ", "");
        assertThat(run("audit", "verify", "--head", head).code()).isZero();
        Cli.Result other = run("audit", "verify", "--head", "2:" + "0".repeat(64));
        assertThat(other.code()).isEqualTo(ExitCodes.DRIFT);
        assertThat(other.out()).startsWith("entry 2: ");
        assertThat(run("audit", "verify", "--head", "soon").code()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void tellsTheLogWhatWasForgottenAndNamed() {
        run("store", "baseline", "good", "prod");
        run("store", "baseline", "good", "--rename", "better");
        run("store", "prune", "--keep", "90d");
        List<String> lines = run("audit", "list").out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).endsWith("store  baseline.changed  good  kept prod");
        assertThat(lines.get(1)).endsWith("store  baseline.changed  good  called better");
        assertThat(lines.get(2)).contains("store  pruned  snapshots  0 that arrived before ");
    }

    @Test
    void refusesWhatKeepsNoTokens() throws IOException {
        Files.createDirectories(folder.resolve("directory"));
        for (String name : List.of("directory", "none.db", "jdbc:mysql://me:hunter2@db/x")) {
            String text = name.startsWith("jdbc:") ? name : folder.resolve(name).toString();
            Cli.Result result = cli.run("token", "create", "--environment", "prod", "--store", text);
            assertThat(result.code()).as(name).isEqualTo(ExitCodes.USAGE);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).doesNotContain("hunter2");
        }
        assertThat(folder.resolve("none.db")).doesNotExist();
        assertThat(cli.run("audit", "list").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(cli.run("agent", "list").err()).contains("--store");
    }
}
