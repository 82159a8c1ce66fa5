package dev.leeway.agent.format.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what one text says of an endpoint: URLs of JDBC, R2DBC, SQLAlchemy, Django, Rails, Prisma, MongoDB, Redis, AMQP and
 * mail, and the connection strings of Go, libpq and ADO.NET.
 */
public final class EndpointText {
    private static final int MAX = 8_192;
    private static final int MAX_URLS = 64;
    /** Drivers that stand before another driver's URL. */
    private static final Set<String> WRAPPERS =
            Set.of("aws-wrapper", "p6spy", "log4jdbc", "otel", "tc", "pool", "proxy", "tracing");

    private EndpointText() {}

    /** Whether {@code text} begins as a URL of a known engine, readable or not. */
    public static boolean looksLike(String text) {
        return engineOf(unwrapped(text)).isPresent() && text.length() > text.indexOf(':') + 1;
    }

    /** The endpoint a URL leads to; empty when it is none or cannot be taken apart beyond doubt. */
    public static Optional<Endpoint> url(String text) {
        if (text.length() > MAX || text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            return Optional.empty();
        }
        String plain = text.strip();
        int second = plain.indexOf("://", plain.indexOf("://") + 3);
        if (plain.indexOf("://") > 0 && second > 0 && plain.indexOf(',') > 0) {
            return several(plain);
        }
        return single(plain);
    }

    /** What a setting whose name speaks of a database says: a URL or a connection string. */
    public static Optional<Endpoint> any(String text) {
        Optional<Endpoint> url = url(text);
        if (url.isPresent() || looksLike(text) || text.length() > MAX) {
            return url;
        }
        return GoSource.of(text).or(() -> LibpqText.of(text)).or(() -> AdoText.of(text));
    }

    private static Optional<Endpoint> single(String text) {
        boolean jdbc = text.startsWith("jdbc:");
        String plain = unwrapped(text);
        Optional<Engine> engine = engineOf(plain);
        if (engine.isEmpty()) {
            return prismaFile(plain);
        }
        String rest = plain.substring(plain.indexOf(':') + 1);
        return switch (engine.get()) {
            case SQLITE -> Optional.of(FileUrls.sqlite(rest, jdbc));
            case H2, HSQLDB -> FileUrls.embedded(engine.get(), rest);
            case ORACLE -> jdbc ? OracleText.thin(rest) : ServerUrl.of(engine.get(), rest);
            default -> ServerUrl.of(engine.get(), rest);
        };
    }

    /** URLs of one engine with commas between them, as brokers and caches in a cluster are written. */
    private static Optional<Endpoint> several(String text) {
        List<Server> servers = new ArrayList<>();
        Optional<Endpoint> first = Optional.empty();
        String[] urls = text.split(",", MAX_URLS + 1);
        if (urls.length > MAX_URLS) {
            return Optional.empty();
        }
        for (String url : urls) {
            Optional<Endpoint> one = single(url.strip());
            boolean alike = one.isPresent()
                    && first.map(each -> each.engine().equals(one.get().engine()))
                            .orElse(true);
            if (!alike) {
                // A comma and a second scheme inside a parameter.
                return single(text);
            }
            first = first.or(() -> one);
            servers.addAll(one.get().servers());
        }
        return first.map(each -> new Endpoint(each.engine(), servers, each.database(), each.user(), each.file()));
    }

    private static String unwrapped(String text) {
        String plain = text.strip();
        if (plain.startsWith("jdbc:") || plain.startsWith("r2dbc:")) {
            plain = plain.substring(plain.indexOf(':') + 1);
        }
        while (plain.indexOf(':') > 0 && WRAPPERS.contains(plain.substring(0, plain.indexOf(':')))) {
            plain = plain.substring(plain.indexOf(':') + 1);
        }
        return plain;
    }

    private static Optional<Engine> engineOf(String plain) {
        int colon = plain.indexOf(':');
        return colon < 1 || colon > 40 ? Optional.empty() : Engine.ofScheme(plain.substring(0, colon));
    }

    /** {@code file:./dev.db}, which Prisma calls a URL. */
    private static Optional<Endpoint> prismaFile(String text) {
        if (!text.startsWith("file:")) {
            return Optional.empty();
        }
        String path = FileUrls.withoutParameters(text.substring("file:".length()));
        return FileUrls.namedAsSqlite(path) ? Optional.of(FileUrls.sqlite(path, true)) : Optional.empty();
    }
}
