package dev.leeway.collector.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a collector is told by {@code leeway-server.yaml}; every path in it is absolute.
 *
 * @param listen where it listens
 * @param url what agents and people reach it by; empty for what follows from {@code listen}
 * @param tls what it proves itself by; there wherever {@code listen} is not on loopback
 * @param store a file or {@code jdbc:postgresql:...}, as {@code --store} takes it, without a user or a password
 * @param policy a file or {@code git:...}, as {@code --policy} takes it; empty for the one that ships
 * @param nightly when the nightly report is made; empty for never
 * @param keep how long snapshots are kept; empty for ever
 * @param mirror where their history is kept in Git; empty for nowhere
 * @param limits how much it takes on
 * @param silence after what time without a snapshot a host or service is told to be silent
 * @param channels who is told what, in the order written
 */
public record ServerConfig(
        ListenAddress listen,
        Optional<URI> url,
        Optional<TlsFiles> tls,
        String store,
        Optional<String> policy,
        Optional<Nightly> nightly,
        Optional<Keep> keep,
        Optional<MirrorPlan> mirror,
        Limits limits,
        Duration silence,
        List<NotifyChannel> channels) {
    /** Where it listens unless told otherwise. */
    public static final ListenAddress USUAL_LISTEN = new ListenAddress("127.0.0.1", 7411);
    /** Its store unless told otherwise. */
    public static final String USUAL_STORE = "leeway.db";
    /** When hosts and services are silent unless told otherwise. */
    public static final Duration USUAL_SILENCE = Duration.ofDays(2);

    public ServerConfig {
        requireNonNull(listen, "listen is null");
        requireNonNull(url, "url is null");
        requireNonNull(tls, "tls is null");
        requireNonNull(store, "store is null");
        requireNonNull(policy, "policy is null");
        requireNonNull(nightly, "nightly is null");
        requireNonNull(keep, "keep is null");
        requireNonNull(mirror, "mirror is null");
        requireNonNull(limits, "limits is null");
        requireNonNull(silence, "silence is null");
        channels = List.copyOf(channels);
    }

    /** What holds without any file: a collector on loopback, its store in the working directory, nobody told. */
    public static ServerConfig usual() {
        return new ServerConfig(
                USUAL_LISTEN,
                Optional.empty(),
                Optional.empty(),
                USUAL_STORE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Limits.USUAL,
                USUAL_SILENCE,
                List.of());
    }

    /** The same with another address to listen on, and another store. */
    public ServerConfig at(ListenAddress address, String other) {
        return new ServerConfig(address, url, tls, other, policy, nightly, keep, mirror, limits, silence, channels);
    }

    /**
     * What agents and people reach it by.
     *
     * @param port it really listens on, which {@code listen} may leave open
     */
    public URI reachedBy(int port) {
        return url.orElseGet(() ->
                URI.create((tls.isPresent() ? "https://" : "http://") + new ListenAddress(listen.host(), port).text()));
    }
}
