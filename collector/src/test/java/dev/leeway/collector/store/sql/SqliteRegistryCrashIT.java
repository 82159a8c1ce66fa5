package dev.leeway.collector.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.identity.Advance;
import dev.leeway.collector.identity.Advanced;
import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.AuditHead;
import dev.leeway.collector.identity.IdentityScene;
import dev.leeway.collector.identity.JoinResult;
import dev.leeway.collector.identity.JoinToken;
import dev.leeway.collector.identity.Registry;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that lets hosts join, again and again: what was answered once is never answered so again. */
class SqliteRegistryCrashIT {
    private static final int KILLS = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 2_000;
        case "slow" -> 200;
        case "thorough" -> 20;
        default -> 6;
    };

    @TempDir
    private Path folder;

    /** What a process said before it was killed. */
    private static final class Said {
        private final List<String> issued = new ArrayList<>();
        private final Map<String, String> joined = new HashMap<>();
        private final List<Advance> accepted = new ArrayList<>();
        private final List<AuditHead> heads = new ArrayList<>();
    }

    @Test
    @Tag("seeded")
    void neverRedeemsATokenOrAcceptsACountTwice() throws Exception {
        Path file = folder.resolve("leeway.db");
        Random random = new Random(5);
        List<AuditHead> heads = new ArrayList<>();
        int answers = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Said said = killed(file, 1 + random.nextInt(60), random.nextInt(4));
            answers += said.joined.size() + said.accepted.size();
            if (!said.heads.isEmpty()) {
                heads.add(said.heads.get(said.heads.size() - 1));
            }
            try (Registry registry = SqlStores.sqliteCollector(file, Clock.fixed(IdentityScene.NOON, ZoneOffset.UTC))
                    .registry()) {
                check(registry, said);
                assertThat(registry.verifyAudit(heads).damage()).isEmpty();
            }
        }
        assertThat(answers).isGreaterThan(KILLS);
    }

    private static void check(Registry registry, Said said) throws Exception {
        Map<String, JoinToken> tokens = new HashMap<>();
        registry.tokens().forEach(token -> tokens.put(token.id(), token));
        Set<String> agents = new HashSet<>();
        registry.agents().stream().map(Agent::name).forEach(agents::add);
        for (String token : said.issued) {
            JoinResult again = registry.join(IdentityScene.joining(token, IdentityScene.key(), "again"));
            boolean wasOpen = again instanceof JoinResult.Joined;
            assertThat(said.joined.containsKey(token) && wasOpen).as(token).isFalse();
            JoinToken kept = tokens.get(IdentityScene.oneTime(token, "prod").id());
            assertThat(kept).as("an issued token is there").isNotNull();
            if (wasOpen) {
                registry.revokeAgent(((JoinResult.Joined) again).agent().name(), "store");
            }
        }
        assertThat(agents).containsAll(said.joined.values());
        // Joined and redeemed, or neither.
        tokens.values().stream()
                .flatMap(token -> token.redeemedBy().stream())
                .forEach(agent -> assertThat(agents).contains(agent));
        assertThat(registry.advance(said.accepted)).noneMatch(Advanced::accepted);
    }

    /** Starts a process, kills it after so many answers and a moment, and tells all that it said. */
    private static Said killed(Path file, int lines, long millis) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        CrashJoiner.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Said said = new Said();
        try (BufferedReader out = writer.inputReader()) {
            int seen = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                note(said, line.split(" "));
                if (seen++ == lines) {
                    // Somewhere within the next transaction.
                    Thread.sleep(millis);
                    writer.toHandle().destroyForcibly();
                }
            }
        }
        writer.waitFor();
        return said;
    }

    private static void note(Said said, String[] words) {
        switch (words[0]) {
            case "issued" -> said.issued.add(words[1]);
            case "joined" -> said.joined.put(words[1], words[2]);
            case "accepted" -> said.accepted.add(new Advance(words[1], Long.parseLong(words[2]), "m"));
            default -> AuditHead.parse(words[1]).ifPresent(said.heads::add);
        }
    }
}
