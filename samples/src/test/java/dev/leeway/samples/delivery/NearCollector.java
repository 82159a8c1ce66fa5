package dev.leeway.samples.delivery;

import dev.leeway.collector.config.Limits;
import dev.leeway.collector.config.ListenAddress;
import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.config.TlsFiles;
import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.identity.JoinToken;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.identity.Tokens;
import dev.leeway.collector.server.Collector;
import dev.leeway.collector.server.ServeOptions;
import dev.leeway.collector.server.Telling;
import dev.leeway.collector.server.api.ReportMaker;
import dev.leeway.collector.server.http.ListenException;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.sql.SqlStores;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What {@code leeway serve} runs, in the process of the test and by a clock of the test's own. */
final class NearCollector implements AutoCloseable {
    private static final ReportMaker NO_REPORTS = (asOf, then, previous) -> {
        throw new ReportMaker.MakingException("no reports here", new IOException());
    };

    private final List<String> journal = new CopyOnWriteArrayList<>();
    private final CollectorStore store;
    private final Collector collector;
    private final Clock clock;

    private NearCollector(
            CollectorStore store, Clock clock, Optional<URI> reachedBy, Optional<TlsFiles> tls, Limits limits, int port)
            throws StoreException, ListenException {
        this.store = store;
        this.clock = clock;
        ServerConfig usual = ServerConfig.usual();
        ServerConfig config = new ServerConfig(
                new ListenAddress("127.0.0.1", port),
                reachedBy,
                tls,
                usual.store(),
                usual.policy(),
                usual.nightly(),
                usual.keep(),
                usual.mirror(),
                limits,
                usual.silence(),
                usual.channels());
        this.collector = Collector.start(new ServeOptions(
                config,
                store,
                NO_REPORTS,
                Telling.NOBODY,
                "1.0.0",
                clock,
                new SecureRandom(),
                journal::add,
                ServeOptions.USUAL_BEAT));
    }

    /**
     * Starts one over a SQLite file.
     *
     * @param reachedBy the address that agents know it by; its own where empty
     * @param port 0 for any
     */
    static NearCollector start(Path file, Clock clock, Optional<URI> reachedBy, Limits limits, int port)
            throws StoreException, ListenException {
        return new NearCollector(
                SqlStores.sqliteCollector(file, clock), clock, reachedBy, Optional.empty(), limits, port);
    }

    /** Starts one over a SQLite file that speaks TLS. */
    static NearCollector secured(Path file, TlsFiles tls) throws StoreException, ListenException {
        Clock clock = Clock.systemUTC();
        return new NearCollector(
                SqlStores.sqliteCollector(file, clock), clock, Optional.empty(), Optional.of(tls), Limits.USUAL, 0);
    }

    int port() {
        return collector.port();
    }

    URI url() {
        return collector.url();
    }

    SnapshotStore snapshots() {
        return store.snapshots();
    }

    Registry registry() {
        return store.registry();
    }

    List<String> journal() {
        return journal;
    }

    /** A token by which one host joins. */
    String token(String environment) throws StoreException {
        return token(environment, Optional.empty());
    }

    /** A token by which that very host joins, in the place of the agent it has. */
    String token(String environment, String host) throws StoreException {
        return token(environment, Optional.of(host));
    }

    private String token(String environment, Optional<String> host) throws StoreException {
        String text = new Tokens(new SecureRandom()).create(TokenKind.JOIN);
        store.registry()
                .issue(
                        new JoinToken(
                                Tokens.joining(text).orElseThrow(),
                                JoinToken.Kind.ONE_TIME,
                                environment,
                                Optional.empty(),
                                host,
                                Set.of(),
                                JoinToken.USUAL_SILENCE,
                                clock.instant(),
                                Optional.of(clock.instant().plus(JoinToken.USUAL)),
                                Optional.empty(),
                                Optional.empty()),
                        "test");
        return text;
    }

    @Override
    public void close() {
        collector.close();
    }
}
