package dev.leeway.collector.server;

import dev.leeway.collector.config.Limits;
import dev.leeway.collector.config.ListenAddress;
import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.identity.Tokens;
import dev.leeway.collector.server.api.AuditApi;
import dev.leeway.collector.server.api.BaselinesApi;
import dev.leeway.collector.server.api.DriftsApi;
import dev.leeway.collector.server.api.FactsApi;
import dev.leeway.collector.server.api.HostsApi;
import dev.leeway.collector.server.api.IdentityApi;
import dev.leeway.collector.server.api.ReportsApi;
import dev.leeway.collector.server.gate.Gate;
import dev.leeway.collector.server.gate.Join;
import dev.leeway.collector.server.gate.RefusalLog;
import dev.leeway.collector.server.gate.Rotate;
import dev.leeway.collector.server.http.Bounds;
import dev.leeway.collector.server.http.ListenException;
import dev.leeway.collector.server.http.OpenApi;
import dev.leeway.collector.server.http.Room;
import dev.leeway.collector.server.http.Route;
import dev.leeway.collector.server.http.Routes;
import dev.leeway.collector.server.http.TlsKeys;
import dev.leeway.collector.server.http.WebServer;
import dev.leeway.collector.server.intake.Intake;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.ReadingLimits;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A collector that runs. */
public final class Collector implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final int WORKERS = 3;
    /** Of the memory: bodies on their way in, and documents that are read and wait. The rest is for reports and the runtime. */
    private static final int WIRE_PART = 8;

    private static final int DOCUMENTS_PERCENT = 40;
    private static final int PERCENT = 100;

    private final ServeOptions options;
    private final Registry registry;
    private final RefusalLog log;
    private final Intake intake;
    private final WebServer web;
    private final URI url;
    private final Chores chores;
    private final Routes routes;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Collector(
            ServeOptions options, RefusalLog log, Intake intake, WebServer web, URI url, Chores chores, Routes routes) {
        this.options = options;
        this.registry = options.store().registry();
        this.log = log;
        this.intake = intake;
        this.web = web;
        this.url = url;
        this.chores = chores;
        this.routes = routes;
    }

    /**
     * Begins to listen, and to do what is to be done by itself.
     *
     * @throws ListenException when it cannot listen
     * @throws StoreException when the store fails
     */
    public static Collector start(ServeOptions options) throws ListenException, StoreException {
        ServerConfig config = options.config();
        ListenAddress listen = addressed(config.listen());
        Limits limits = config.limits();
        SnapshotStore store = options.store().snapshots();
        Registry registry = options.store().registry();
        RefusalLog log = new RefusalLog(registry, options.clock());
        Chores chores = new Chores(options, log);
        Metrics metrics = new Metrics(options.journal(), options.clock());
        long memory = Runtime.getRuntime().maxMemory();
        Room documents = new Room(memory / PERCENT * DOCUMENTS_PERCENT);
        Room wire = new Room(memory / WIRE_PART);
        // Agents sign for the address they were told, so it has to be known before the first of them comes.
        String audience = config.reachedBy(listen.port()).toString();
        Gate gate = new Gate(registry, audience, limits.perAgentPerMinute(), options.clock(), log);
        ReadingLimits usual = ReadingLimits.DEFAULT;
        ReadingLimits reading = new ReadingLimits(
                limits.body(),
                usual.maxRatio(),
                usual.maxDepth(),
                usual.maxString(),
                usual.maxName(),
                usual.maxTokens());
        Intake intake = new Intake(
                store,
                registry,
                CatalogueReader.builtIn(),
                log,
                metrics,
                reading,
                documents,
                limits.waiting(),
                limits.request());
        Described described = new Described();
        Routes routes = new Routes(Table.routes(
                new ProcessApi(store, intake, metrics, described::document),
                new Join(registry, gate, audience, config.tls().isPresent()),
                new Rotate(registry, audience, log, metrics::cloned, options.clock()),
                intake,
                new HostsApi(store),
                new FactsApi(store, CatalogueReader.builtIn()),
                new DriftsApi(store, registry, options.reports(), options.clock()),
                new ReportsApi(registry),
                new BaselinesApi(store, registry, options.clock()),
                new IdentityApi(registry, new Tokens(options.random()), options.clock()),
                new AuditApi(registry)));
        described.as(OpenApi.document(routes, options.version()));
        metrics.gauge("leeway_waiting", "Deliveries that wait to be stored.", intake::waiting);
        metrics.gauge("leeway_body_bytes", "Bytes of bodies on their way in.", wire::taken);
        metrics.gauge("leeway_document_bytes", "Memory set aside for documents being read.", documents::taken);
        metrics.gauge(
                "leeway_report_age_seconds",
                "Age of the newest kept report; -1 where there is none.",
                chores::reportAge);
        metrics.gauge(
                "leeway_audit_entries",
                "Number of the newest entry of the audit log; -1 where the store does not answer.",
                () -> decisions(registry));
        mirrored(chores.mirroring(), metrics);
        metrics.gauges(
                "leeway_channel_unreached_seconds",
                "Since when a channel is not reached; 0 where it is, as far as anybody tried.",
                "channel",
                chores::unreached);
        WebServer web;
        try {
            web = WebServer.start(
                    new InetSocketAddress(listen.host(), listen.port()),
                    keys(config),
                    routes,
                    gate,
                    new Bounds(limits.body(), limits.request(), limits.waiting()),
                    wire,
                    metrics,
                    WORKERS);
        } catch (ListenException e) {
            intake.close();
            chores.close();
            throw e;
        }
        Collector collector = new Collector(options, log, intake, web, config.reachedBy(web.port()), chores, routes);
        registry.record(List.of(new AuditDraft(
                AuditDraft.COLLECTOR, AuditAction.SERVER_STARTED, audience, "version " + options.version())));
        chores.begin();
        return collector;
    }

    private static long decisions(Registry registry) {
        try {
            return registry.auditHead().number();
        } catch (StoreException e) {
            return -1;
        }
    }

    private static void mirrored(Mirroring mirroring, Metrics metrics) {
        if (mirroring.wanted()) {
            metrics.gauge(
                    "leeway_mirror_up",
                    "Whether the mirror was written the last time it was tried.",
                    () -> mirroring.works() ? 1 : 0);
            metrics.gauge(
                    "leeway_mirror_age_seconds",
                    "Time since this process brought the mirror up to date; -1 where it did not yet.",
                    mirroring::age);
        }
    }

    /**
     * Looks whether a collector could begin by a configuration, before anything is touched.
     *
     * @throws ListenException when the port is taken, a key does not fit, and the like
     */
    public static void check(ServerConfig config) throws ListenException {
        ListenAddress listen = config.listen();
        WebServer.check(new InetSocketAddress(listen.host(), listen.port()), keys(config));
    }

    private static Optional<TlsKeys> keys(ServerConfig config) {
        return config.tls().map(tls -> new TlsKeys(tls.certificate(), tls.key(), tls.clientAuthority()));
    }

    /** Where any port will do, one that is free at the moment: agents sign for it. */
    private static ListenAddress addressed(ListenAddress asked) throws ListenException {
        if (asked.port() != 0) {
            return asked;
        }
        try (ServerSocket free = new ServerSocket(0)) {
            return new ListenAddress(asked.host(), free.getLocalPort());
        } catch (IOException e) {
            throw new ListenException("no port is free on this machine", e);
        }
    }

    /** The description of all routes, which is made once they all are known. */
    private static final class Described {
        private volatile Optional<byte[]> document = Optional.empty();

        void as(byte[] made) {
            document = Optional.of(made);
        }

        byte[] document() {
            return document.orElseThrow();
        }
    }

    /** What it is reached by. */
    public URI url() {
        return url;
    }

    /** All that may be asked of it. */
    List<Route> routes() {
        return routes.all();
    }

    /** The port it listens on. */
    public int port() {
        return web.port();
    }

    /** Takes nothing more in, answers what was taken, and lets go of the store; within about ten seconds. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        options.journal().accept("stopping: what was taken in is stored first");
        try {
            web.drain(DRAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        chores.close();
        intake.close();
        web.close();
        log.rest();
        try {
            registry.record(
                    List.of(new AuditDraft(AuditDraft.COLLECTOR, AuditAction.SERVER_STOPPED, url.toString(), "")));
        } catch (StoreException e) {
            options.journal().accept("the end could not be noted in the audit log: " + e.getMessage());
        }
        options.store().close();
        options.journal().accept("stopped");
    }
}
