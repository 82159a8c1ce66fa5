package dev.leeway.agent.host.docker;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the engine of a host: the one {@code DOCKER_HOST} names, else the first socket that is there and that this user may use.
 *
 * <p>Looks at files alone; nothing is connected to.
 */
final class EngineSearch {
    private static final String HOST = "DOCKER_HOST";
    private static final String VERIFY = "DOCKER_TLS_VERIFY";
    private static final String CERTIFICATES = "DOCKER_CERT_PATH";
    private static final int PLAIN_PORT = 2375;
    private static final int TLS_PORT = 2376;

    private final Path root;
    private final Map<String, String> variables;

    /**
     * For one host.
     *
     * @param root of the host, as this process sees it
     * @param variables of this process
     */
    EngineSearch(Path root, Map<String, String> variables) {
        this.root = root;
        this.variables = Map.copyOf(variables);
    }

    /**
     * What was found.
     *
     * @param address of the engine to ask
     * @param closed sockets before it in the search that this user may not use
     */
    record Found(EngineAddress address, List<String> closed) {
        Found {
            closed = List.copyOf(closed);
        }
    }

    /**
     * The engine to ask.
     *
     * @throws HostAccessException of kind {@link Kind#ABSENT} without socket and setting, {@link Kind#DENIED} when this user may use
     *     none of the sockets, {@link Kind#MALFORMED} when the setting is none this agent understands
     */
    Found find() throws HostAccessException {
        String configured = variables.getOrDefault(HOST, "").strip();
        if (!configured.isEmpty()) {
            return new Found(configured(configured), List.of());
        }
        List<String> closed = new ArrayList<>();
        for (Path socket : candidates()) {
            switch (look(socket)) {
                case OPEN -> {
                    return new Found(new EngineAddress(unix(socket), Optional.empty(), within(socket)), closed);
                }
                case CLOSED -> closed.add(within(socket));
                case NOTHING -> {
                    // The next one may be there.
                }
            }
        }
        if (closed.isEmpty()) {
            throw new HostAccessException(Kind.ABSENT, "container engine");
        }
        throw new HostAccessException(Kind.DENIED, closed.get(0));
    }

    /** As the host itself calls it: where its root lies for the observer is nobody's business. */
    private String within(Path socket) {
        return "/" + root.relativize(socket);
    }

    private List<Path> candidates() {
        List<Path> sockets = new ArrayList<>();
        // Below another root /var/run may be a link that leads out of it.
        sockets.add(root.resolve("run/docker.sock"));
        sockets.add(root.resolve("var/run/docker.sock"));
        runtimeDirectory().ifPresent(directory -> sockets.add(directory.resolve("docker.sock")));
        home().ifPresent(home -> {
            sockets.add(home.resolve(".docker/run/docker.sock"));
            sockets.add(home.resolve(".docker/desktop/docker.sock"));
            sockets.add(home.resolve(".colima/default/docker.sock"));
        });
        sockets.add(root.resolve("run/podman/podman.sock"));
        runtimeDirectory().ifPresent(directory -> sockets.add(directory.resolve("podman/podman.sock")));
        return sockets;
    }

    private Optional<Path> runtimeDirectory() {
        return absolute("XDG_RUNTIME_DIR");
    }

    private Optional<Path> home() {
        return absolute("HOME");
    }

    private Optional<Path> absolute(String variable) {
        String value = variables.getOrDefault(variable, "");
        return value.startsWith("/") ? Optional.of(below(value)) : Optional.empty();
    }

    private Path below(String path) {
        return root.resolve(path.substring(1));
    }

    private enum Look {
        OPEN,
        CLOSED,
        NOTHING
    }

    private static Look look(Path socket) {
        try {
            boolean there =
                    Files.readAttributes(socket, BasicFileAttributes.class).isOther();
            return !there ? Look.NOTHING : Files.isWritable(socket) ? Look.OPEN : Look.CLOSED;
        } catch (AccessDeniedException e) {
            return Look.CLOSED;
        } catch (IOException e) {
            return Look.NOTHING;
        }
    }

    private static URI unix(Path socket) {
        return URI.create("unix://" + socket.toUri().getRawPath());
    }

    private EngineAddress configured(String text) throws HostAccessException {
        URI uri = uri(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        boolean secure = !variables.getOrDefault(VERIFY, "").isBlank()
                || !variables.getOrDefault(CERTIFICATES, "").isBlank();
        switch (scheme) {
            case "unix" -> {
                if (uri.getPath() == null || !uri.getPath().startsWith("/")) {
                    throw malformed();
                }
                EngineAddress address = new EngineAddress(URI.create("unix://" + uri.getRawPath()), Optional.empty());
                demand(address.socket());
                return address;
            }
            case "tcp", "http", "https" -> {
                if (uri.getHost() == null) {
                    throw malformed();
                }
                boolean tls = secure || scheme.equals("https");
                return new EngineAddress(tcp(uri, tls), tls ? Optional.of(certificates()) : Optional.empty());
            }
            default -> throw malformed();
        }
    }

    private static URI tcp(URI uri, boolean tls) {
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? TLS_PORT : PLAIN_PORT;
        return URI.create("tcp://" + uri.getHost() + ":" + port);
    }

    private Path certificates() {
        String configured = variables.getOrDefault(CERTIFICATES, "");
        return configured.isBlank() ? Path.of(variables.getOrDefault("HOME", "/"), ".docker") : Path.of(configured);
    }

    private static void demand(Path socket) throws HostAccessException {
        switch (look(socket)) {
            case OPEN -> {
                // As configured.
            }
            case CLOSED -> throw new HostAccessException(Kind.DENIED, socket.toString());
            case NOTHING -> throw new HostAccessException(Kind.ABSENT, socket.toString());
        }
    }

    private static URI uri(String text) throws HostAccessException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    /** Without the text: an address may hold a password. */
    private static HostAccessException malformed() {
        return new HostAccessException(Kind.MALFORMED, HOST);
    }
}
