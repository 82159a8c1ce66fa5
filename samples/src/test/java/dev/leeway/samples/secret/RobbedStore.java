package dev.leeway.samples.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.identity.AccessToken;
import dev.leeway.collector.identity.AgentKey;
import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.identity.JoinResult;
import dev.leeway.collector.identity.JoinToken;
import dev.leeway.collector.identity.Joining;
import dev.leeway.collector.identity.Role;
import dev.leeway.collector.identity.TokenHash;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.identity.Tokens;
import dev.leeway.collector.store.Arrival;
import dev.leeway.collector.store.Receipt;
import dev.leeway.collector.store.git.GitMirror;
import dev.leeway.collector.store.git.Mirrored;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.schema.fact.FactPath;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A collector's store with everything in it that one has, and its mirror: as a folder that was copied while the collector ran. */
final class RobbedStore implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    static final SectionKey VARIABLES = SectionKey.of("env", "shop-web");

    private final Path folder;
    private final Path stolen;
    private final List<String> texts = new ArrayList<>();
    private CollectorStore store;

    /** @param folder that is empty; it has the store, and {@code stolen} is made of it */
    RobbedStore(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.stolen = Files.createDirectories(folder.resolve("stolen"));
        this.store = open();
    }

    private CollectorStore open() throws Exception {
        return SqlStores.sqliteCollector(folder.resolve("leeway.db"), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** What a host says of its variables. */
    static Snapshot snapshot(String environment, long count, Map<FactPath, Value> facts, Map<String, String> evidence) {
        Host host = new Host(
                environment + "-01", Optional.of(environment), Optional.of("web"), HostKind.SERVER, new TreeMap<>());
        return Snapshots.of(
                count,
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
                        new TreeMap<>(evidence),
                        Optional.empty())));
    }

    RobbedStore keeps(Snapshot... snapshots) throws Exception {
        List<Arrival> arrivals = new ArrayList<>();
        for (Snapshot each : snapshots) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            SnapshotJson.write(each, bytes);
            arrivals.add(new Arrival("a", SnapshotDocument.read(bytes.toByteArray(), "a")));
        }
        assertThat(store.snapshots().add(arrivals)).allMatch(each -> each.fate() == Receipt.Fate.STORED);
        return this;
    }

    RobbedStore mirrors(Snapshot... snapshots) throws Exception {
        try (GitMirror mirror = GitMirror.openOrCreate(stolen.resolve("history.git"))) {
            for (Snapshot each : snapshots) {
                mirror.write(List.of(new Mirrored(each, NOW)));
            }
        }
        return this;
    }

    /** A pool's token, a host that joined by it, and what the log tells of that. */
    RobbedStore admits() throws Exception {
        String pool = new Tokens(new SecureRandom()).create(TokenKind.POOL);
        texts.add(pool);
        TokenHash hash = Tokens.joining(pool).orElseThrow();
        keepsToken(hash);
        byte[] key = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        assertThat(store.registry()
                        .join(new Joining(
                                hash,
                                AgentKey.parse(Base64.getEncoder().encodeToString(key))
                                        .orElseThrow(),
                                "prod-01",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())))
                .isInstanceOf(JoinResult.Joined.class);
        return this;
    }

    /** A person who has a token. */
    RobbedStore knows(String person) throws Exception {
        String reader = new Tokens(new SecureRandom()).create(TokenKind.ACCESS);
        texts.add(reader);
        store.registry()
                .issue(
                        new AccessToken(
                                Tokens.hash(reader, TokenKind.ACCESS).orElseThrow(),
                                person,
                                Role.READER,
                                Set.of(),
                                NOW,
                                NOW.plus(Duration.ofDays(30)),
                                Optional.empty()),
                        AuditDraft.STORE);
        return this;
    }

    RobbedStore keepsToken(TokenHash hash) throws Exception {
        store.registry()
                .issue(
                        new JoinToken(
                                hash,
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
                        AuditDraft.STORE);
        return this;
    }

    RobbedStore logs(List<String> details) throws Exception {
        store.registry()
                .record(details.stream()
                        .map(each -> new AuditDraft(AuditDraft.COLLECTOR, AuditAction.REFUSED, "prod-01", each))
                        .toList());
        return this;
    }

    RobbedStore claims(List<String> notices) throws Exception {
        store.registry().beginSending(notices, "", NOW, Duration.ofDays(1));
        return this;
    }

    RobbedStore reports(LocalDate day, byte[] report) throws Exception {
        store.registry().keepReport(day, report);
        return this;
    }

    RobbedStore handsOver(String name, byte[] content) throws Exception {
        assertThat(store.registry().handOver(name, 0, content)).isTrue();
        return this;
    }

    /** Puts something into the log that is of the database no more: by the next writing, before the two are made one. */
    RobbedStore forgets(byte[] content) throws Exception {
        long before = store.registry()
                .handover("forgotten")
                .map(each -> each.version())
                .orElse(0L);
        assertThat(store.registry().handOver("forgotten", before, content)).isTrue();
        assertThat(store.registry().handOver("forgotten", before + 1, new byte[] {1}))
                .isTrue();
        return this;
    }

    /** Has all that was written until now in the database, and what comes in its log alone. */
    RobbedStore restarts() throws Exception {
        store.close();
        store = open();
        return this;
    }

    /** Texts of tokens, which nobody is to find. */
    List<String> texts() {
        return texts;
    }

    /** The folder, as it lies there while the collector runs. */
    Path stolen() throws Exception {
        for (String each : List.of("", "-wal", "-shm")) {
            Files.copy(folder.resolve("leeway.db" + each), stolen.resolve("leeway.db" + each));
        }
        return stolen;
    }

    @Override
    public void close() {
        store.close();
    }
}
