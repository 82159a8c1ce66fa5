package dev.leeway.collector.server;

import dev.leeway.collector.config.Keep;
import dev.leeway.collector.config.Limits;
import dev.leeway.collector.config.ListenAddress;
import dev.leeway.collector.config.MirrorPlan;
import dev.leeway.collector.config.Nightly;
import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.config.TlsFiles;
import dev.leeway.collector.identity.AccessToken;
import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.identity.JoinToken;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.identity.Role;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.identity.Tokens;
import dev.leeway.collector.server.api.ReportMaker;
import dev.leeway.collector.server.http.ListenException;
import dev.leeway.collector.server.http.Route;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.sql.SqlStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A real collector on loopback, over a SQLite file, and those who talk to it. */
final class RunningCollector implements AutoCloseable, Reach {
    /** How often it looks whether there is something to do: sooner than outside, so that a test waits for a second and not for many. */
    private static final Duration BEAT = Duration.ofMillis(250);
    /** So long a test waits that looks at what must not happen: some looks of the collector. */
    static final long SOME_BEATS_MILLIS = 1_200;

    static final String BY = "test";

    private final Tokens tokens = new Tokens(new SecureRandom());
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> journal;
    private final CollectorStore store;
    private final Collector collector;
    private final Clock clock;

    /** How one is set up. */
    static final class Setup {
        private Limits limits = new Limits(16 << 20, 6000, 2000, Duration.ofSeconds(10));
        private Optional<TlsFiles> tls = Optional.empty();
        private Optional<Nightly> nightly = Optional.empty();
        private Optional<Keep> keep = Optional.empty();
        private Optional<MirrorPlan> mirror = Optional.empty();
        private Telling telling = Telling.NOBODY;
        private Clock clock = Clock.systemUTC();
        private UnaryOperator<CollectorStore> around = UnaryOperator.identity();
        private ReportMaker reports = (asOf, then, previous) -> {
            throw new ReportMaker.MakingException("no reports here", new IOException());
        };

        Setup telling(Telling other) {
            telling = other;
            return this;
        }

        Setup keep(Keep other) {
            keep = Optional.of(other);
            return this;
        }

        Setup mirror(MirrorPlan other) {
            mirror = Optional.of(other);
            return this;
        }

        Setup limits(Limits other) {
            limits = other;
            return this;
        }

        Setup tls(TlsFiles files) {
            tls = Optional.of(files);
            return this;
        }

        Setup nightly(Nightly when) {
            nightly = Optional.of(when);
            return this;
        }

        Setup clock(Clock other) {
            clock = other;
            return this;
        }

        Setup reports(ReportMaker other) {
            reports = other;
            return this;
        }

        Setup around(UnaryOperator<CollectorStore> other) {
            around = other;
            return this;
        }

        RunningCollector over(Path file) throws StoreException, ListenException {
            return new RunningCollector(this, SqlStores.sqliteCollector(file, clock));
        }

        RunningCollector over(CollectorStore store) throws StoreException, ListenException {
            return new RunningCollector(this, store);
        }
    }

    private RunningCollector(Setup setup, CollectorStore opened) throws StoreException, ListenException {
        this.journal = new CopyOnWriteArrayList<>();
        this.store = opened;
        this.clock = setup.clock;
        ServerConfig config = new ServerConfig(
                new ListenAddress("127.0.0.1", 0),
                Optional.empty(),
                setup.tls,
                "leeway.db",
                Optional.empty(),
                setup.nightly,
                setup.keep,
                setup.mirror,
                setup.limits,
                ServerConfig.USUAL_SILENCE,
                List.of());
        this.collector = Collector.start(new ServeOptions(
                config,
                setup.around.apply(opened),
                setup.reports,
                setup.telling,
                "1.0.0",
                setup.clock,
                new SecureRandom(),
                journal::add,
                BEAT));
    }

    @Override
    public URI url() {
        return collector.url();
    }

    @Override
    public HttpClient client() {
        return client;
    }

    List<Route> routes() {
        return collector.routes();
    }

    int port() {
        return collector.port();
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
    String joinToken(String environment) throws StoreException {
        return joinToken(environment, TokenKind.JOIN);
    }

    String joinToken(String environment, TokenKind kind) throws StoreException {
        String text = tokens.create(kind);
        boolean pool = kind == TokenKind.POOL;
        registry()
                .issue(
                        new JoinToken(
                                Tokens.joining(text).orElseThrow(),
                                pool ? JoinToken.Kind.POOL : JoinToken.Kind.ONE_TIME,
                                environment,
                                Optional.empty(),
                                Optional.empty(),
                                Set.of(),
                                JoinToken.USUAL_SILENCE,
                                clock.instant(),
                                pool
                                        ? Optional.empty()
                                        : Optional.of(clock.instant().plus(JoinToken.USUAL)),
                                Optional.empty(),
                                Optional.empty()),
                        BY);
        return text;
    }

    /** A token of a person; of all environments where none is named. */
    String personToken(Role role, String... environments) throws StoreException {
        String text = tokens.create(TokenKind.ACCESS);
        registry()
                .issue(
                        new AccessToken(
                                Tokens.hash(text, TokenKind.ACCESS).orElseThrow(),
                                role.name().toLowerCase(Locale.ROOT),
                                role,
                                new TreeSet<>(List.of(environments)),
                                clock.instant(),
                                clock.instant().plus(Duration.ofDays(1)),
                                Optional.empty()),
                        BY);
        return text;
    }

    /** An agent that has joined. */
    TestAgent joined(String environment, String host) throws StoreException {
        TestAgent agent = TestAgent.of(environment, host);
        HttpResponse<byte[]> answer = agent.join(this, joinToken(environment));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8));
        }
        return agent;
    }

    /** Asks as a person; without a token where it is empty. */
    HttpResponse<String> ask(String method, String target, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + target))
                .timeout(Duration.ofSeconds(60))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String target, String token) {
        return ask("GET", target, token, "");
    }

    @Override
    public void close() {
        collector.close();
    }
}
