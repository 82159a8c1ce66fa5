package dev.leeway.samples.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.redact.Disclosed;
import dev.leeway.agent.redact.FleetKey;
import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.spi.Observed;
import dev.leeway.collector.identity.AgentKey;
import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.identity.JoinResult;
import dev.leeway.collector.identity.JoinToken;
import dev.leeway.collector.identity.Joining;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.identity.Tokens;
import dev.leeway.collector.store.Arrival;
import dev.leeway.collector.store.Receipt;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.json.SnapshotDocument;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever steals a collector's store and has a list with every planted secret on it still learns none of them. */
class StolenStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final SectionKey VARIABLES = SectionKey.of("env", "shop-web");
    private static final int EACH = 40;

    /** How many times two hundred thousand words, and how far apart the numbers of eight digits. */
    private static final int WORDS = switch (System.getProperty("leeway.scale", "short")) {
        case "full", "slow" -> 40;
        default -> 1;
    };

    private static final int STEP = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 1;
        case "slow" -> 10;
        default -> 2_000;
    };

    @TempDir
    private Path folder;

    private final FleetKey key = FleetKey.generate(new SecureRandom());
    private final Set<String> planted = new TreeSet<>();
    private final Map<String, String> variables = new TreeMap<>();
    private String token = "";

    @BeforeEach
    void plant() {
        List<String> words = new ArrayList<>();
        WordLists.words(1, words::add);
        for (int i = 0; i < EACH; i++) {
            String word = words.get(i * (words.size() / EACH) + i * 7 % 97);
            String number = String.format(Locale.ROOT, "%08d", 17_000L + i * 2_400_000L);
            variables.put("DB_PASSWORD_" + i, word);
            variables.put("BADGE_" + i, words.get(i * 131 + 5));
            variables.put("ADMIN_PIN_" + i, number);
            variables.put("ACCESS_" + i, "pin:" + number);
            planted.addAll(List.of(word, words.get(i * 131 + 5), number));
        }
    }

    private Snapshot snapshot(Map<FactPath, Value> facts) {
        Host host = new Host("web-01", Optional.of("prod"), Optional.of("web"), HostKind.SERVER, new TreeMap<>());
        return Snapshots.of(
                1,
                host,
                NOW,
                NOW,
                "/",
                new AgentInfo("1", 0),
                List.of(Sections.of(
                        VARIABLES,
                        1,
                        Outcome.COLLECTED,
                        Facts.of(facts),
                        List.of(),
                        new TreeMap<>(),
                        Optional.empty())));
    }

    /** What an agent with the fleet's key says of the variables. */
    private Map<FactPath, Value> told() {
        Redactor redactor = Redactor.keyed(List.of(key), RedactionRules.published());
        Map<FactPath, Value> facts = new HashMap<>();
        variables.forEach((name, text) -> {
            for (Disclosed each : redactor.disclose(
                    Address.parse("env[shop-web]/" + name), new Observed.Guarded("variable", name, text))) {
                facts.put(each.path(), each.value());
            }
        });
        return facts;
    }

    private Path stored(Snapshot snapshot) throws Exception {
        Path file = folder.resolve("leeway.db");
        try (CollectorStore store = SqlStores.sqliteCollector(file, Clock.fixed(NOW, ZoneOffset.UTC))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            SnapshotJson.write(snapshot, bytes);
            Arrival arrival = new Arrival("a", SnapshotDocument.read(bytes.toByteArray(), "a"));
            assertThat(store.snapshots().add(List.of(arrival)).get(0).fate()).isEqualTo(Receipt.Fate.STORED);
            token = new Tokens(new SecureRandom()).create(TokenKind.POOL);
            store.registry()
                    .issue(
                            new JoinToken(
                                    Tokens.joining(token).orElseThrow(),
                                    JoinToken.Kind.POOL,
                                    "prod",
                                    Optional.empty(),
                                    Optional.empty(),
                                    Set.of(),
                                    JoinToken.USUAL_SILENCE,
                                    NOW,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty()),
                            "store");
            String publicKey = Base64.getEncoder()
                    .encodeToString(KeyPairGenerator.getInstance("Ed25519")
                            .generateKeyPair()
                            .getPublic()
                            .getEncoded());
            assertThat(store.registry()
                            .join(new Joining(
                                    Tokens.joining(token).orElseThrow(),
                                    AgentKey.parse(publicKey).orElseThrow(),
                                    "web-01",
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty())))
                    .isInstanceOf(JoinResult.Joined.class);
        }
        return file;
    }

    /** The file as it lies on the disk, and what it holds unpacked. */
    private List<byte[]> stolen(Path file) throws Exception {
        List<byte[]> stolen = new ArrayList<>();
        try (CollectorStore store = SqlStores.sqliteCollector(file, Clock.fixed(NOW, ZoneOffset.UTC))) {
            for (StoredHost host : store.snapshots().hosts()) {
                for (StoredSnapshot each : store.snapshots().snapshots(host)) {
                    stolen.add(store.snapshots().document(each).orElseThrow());
                }
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                stolen.add(Files.readAllBytes(each));
            }
        }
        return stolen;
    }

    private Thief robbed(List<byte[]> stolen) throws Exception {
        Thief thief = new Thief(stolen, List.of(key.id()));
        WordLists.words(WORDS, thief::guess);
        planted.stream().filter(text -> text.matches("[0-9]{8}")).forEach(thief::guess);
        WordLists.numbers(17_000 % STEP, STEP, thief::guess);
        if (WORDS > 1) {
            for (String before : List.of("lwp_", "lwj_", "lwa_")) {
                WordLists.words(1, guess -> thief.guess(before + guess));
            }
        }
        assertThat(thief.guesses()).isGreaterThan(WORDS * 190_000L);
        return thief;
    }

    @Test
    void tellsNothingToWhoeverStealsIt() throws Exception {
        Map<FactPath, Value> told = told();
        assertThat(told.values().stream()
                        .filter(value -> value instanceof Value.Secret secret
                                && !secret.tags().isEmpty()))
                .as("tags there are")
                .hasSizeGreaterThan(EACH / 2);
        List<byte[]> stolen = stolen(stored(snapshot(told)));
        for (byte[] bytes : stolen) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            assertThat(planted).noneMatch(text::contains);
            assertThat(text).doesNotContain(token, token.substring(4, 24), key.text());
        }
        assertThat(robbed(stolen).found()).isEmpty();
    }

    /** A token that somebody left where an agent looks is taken for the secret it is, whatever the name it goes by. */
    @Test
    void takesTokensForSecretsWhereverTheyLie() {
        Redactor redactor = Redactor.keyed(List.of(key), RedactionRules.published());
        for (TokenKind kind : TokenKind.values()) {
            for (int i = 0; i < 50; i++) {
                String text = new Tokens(new SecureRandom()).create(kind);
                assertThat(redactor.secret("NOTE", text)).isTrue();
            }
        }
    }

    /** The same thief finds all of them where hashes are made without a key, so that finding none means something. */
    @Test
    void wouldTellAllOfThemWithoutAKey() throws Exception {
        Map<FactPath, Value> hashed = new HashMap<>();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(variable.getValue().replace("pin:", "").getBytes(StandardCharsets.UTF_8));
            hashed.put(
                    FactPath.of(variable.getKey()),
                    new Value.Secret(
                            List.of(new SecretTag(
                                    key.id(),
                                    Base64.getUrlEncoder().withoutPadding().encodeToString(hash))),
                            Presence.TAGGED));
        }
        assertThat(robbed(stolen(stored(snapshot(hashed)))).found()).isEqualTo(planted);
    }
}
