package dev.leeway.collector.server.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Listens, with HTTP/1.1 and, over TLS, HTTP/2, and answers as the table of routes says. */
public final class WebServer implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final int MOST_CONNECTIONS = 8000;
    private static final int HEAD = 8 << 10;
    private static final int THREADS = 12;
    private static final int STREAMS = 64;
    /** From here on ports are for everybody. */
    private static final int ORDINARY = 1024;

    private final Server server;
    private final ServerConnector connector;
    private final Door door;
    private final Hands hands;
    private final ScheduledExecutorService timer;

    private WebServer(
            Server server, ServerConnector connector, Door door, Hands hands, ScheduledExecutorService timer) {
        this.server = server;
        this.connector = connector;
        this.door = door;
        this.hands = hands;
        this.timer = timer;
    }

    /**
     * Begins to listen.
     *
     * @param address where
     * @param tls what it proves itself by; empty for none
     * @param threads that work for agents
     * @throws ListenException when the port is taken, a key cannot be read, and the like
     */
    public static WebServer start(
            InetSocketAddress address,
            Optional<TlsKeys> tls,
            Routes routes,
            Admission admission,
            Bounds bounds,
            Room room,
            Watch watch,
            int threads)
            throws ListenException {
        QueuedThreadPool pool = new QueuedThreadPool(THREADS, 2);
        pool.setName("leeway-http");
        Server server = new Server(pool);
        server.setErrorHandler(new BareErrors());
        server.setStopTimeout(0);
        ServerConnector connector = tls.isPresent() ? secure(server, tls.get()) : plain(server);
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setAcceptQueueSize(1024);
        server.addConnector(connector);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "leeway-timer");
            thread.setDaemon(true);
            return thread;
        });
        SlowConnections slow = new SlowConnections(bounds.request());
        slow.watch(timer);
        connector.addBean(slow);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
        Hands hands = new Hands(admission, watch, threads, bounds.waiting());
        Door door = new Door(routes, hands, bounds, room, watch, timer);
        server.setHandler(door);
        WebServer web = new WebServer(server, connector, door, hands, timer);
        try {
            connector.open();
        } catch (IOException | UnresolvedAddressException e) {
            web.release();
            throw taken(address, e);
        }
        web.begin();
        return web;
    }

    /**
     * Looks whether a collector could listen, without listening for more than a moment.
     *
     * @throws ListenException when it could not
     */
    public static void check(InetSocketAddress address, Optional<TlsKeys> tls) throws ListenException {
        if (tls.isPresent()) {
            KeyStore unusedOwn = tls.get().own(new char[1]);
            Optional<KeyStore> unusedOthers = tls.get().authorities();
        }
        try (ServerSocketChannel channel = ServerSocketChannel.open()) {
            channel.bind(address);
        } catch (IOException | UnresolvedAddressException e) {
            throw taken(address, e);
        }
    }

    private static ListenException taken(InetSocketAddress address, Exception failure) {
        boolean bound = failure instanceof BindException || failure.getCause() instanceof BindException;
        return new ListenException(
                shown(address) + (bound ? refused(address) : ": nothing can listen there; choose another")
                        + ": --listen ADDRESS:PORT",
                failure);
    }

    /** The system's own words may be of any language: whether the address is at fault is seen by asking for any port of it. */
    private static String refused(InetSocketAddress address) {
        try (ServerSocketChannel channel = ServerSocketChannel.open()) {
            channel.bind(new InetSocketAddress(address.getAddress(), 0));
        } catch (IOException e) {
            return ": the address is not one of this machine; choose another";
        }
        return address.getPort() < ORDINARY
                ? ": the port is taken, or for root alone, as those below 1024 often are; choose another"
                : ": the port is taken, by a collector that runs already perhaps; end what listens there, or choose"
                        + " another";
    }

    private static String shown(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendXPoweredBy(false);
        configuration.setRequestHeaderSize(HEAD);
        return configuration;
    }

    private static ServerConnector plain(Server server) {
        return new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    }

    private static ServerConnector secure(Server server, TlsKeys keys) throws ListenException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(keys.own(password.toCharArray()));
        tls.setKeyStorePassword(password);
        tls.setKeyManagerPassword(password);
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        Optional<KeyStore> authorities = keys.authorities();
        authorities.ifPresent(store -> {
            tls.setTrustStore(store);
            tls.setNeedClientAuth(true);
        });
        HttpConfiguration configuration = configuration();
        SecureRequestCustomizer secure = new SecureRequestCustomizer(false);
        configuration.addCustomizer(secure);
        HttpConnectionFactory http1 = new HttpConnectionFactory(configuration);
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(configuration);
        http2.setMaxConcurrentStreams(STREAMS);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        return new ServerConnector(server, 1, 1, new SslConnectionFactory(tls, alpn.getProtocol()), alpn, http2, http1);
    }

    private void begin() throws ListenException {
        try {
            server.start();
        } catch (Exception e) {
            release();
            throw new ListenException("the collector cannot listen; check the certificate and its key", e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Takes nobody in any more, and waits for those who are inside. */
    public void drain(Duration longest) throws InterruptedException {
        door.shut();
        connector.close();
        long end = System.nanoTime() + longest.toNanos();
        while (door.inside() > 0 && System.nanoTime() < end) {
            Thread.sleep(10);
        }
    }

    @Override
    public void close() {
        release();
        try {
            server.stop();
        } catch (Exception e) {
            // It is not used any more, and the process is about to end.
            return;
        }
    }

    private void release() {
        timer.shutdownNow();
        hands.close();
    }
}
