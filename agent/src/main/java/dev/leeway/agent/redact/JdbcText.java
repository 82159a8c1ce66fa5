package dev.leeway.agent.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes JDBC URLs apart, whose forms are the drivers' own. */
final class JdbcText {
    private static final String JDBC = "jdbc:";

    /** Second words of schemes: {@code jdbc:h2:mem:shop}, {@code jdbc:oracle:thin:@...}. */
    private static final Set<String> KINDS = Set.of(
            "mem",
            "file",
            "tcp",
            "ssl",
            "zip",
            "res",
            "thin",
            "oci",
            "oci8",
            "hsql",
            "hsqls",
            "loadbalance",
            "replication",
            "failover",
            "aurora",
            "sequential",
            "sqlserver",
            "sybase",
            "postgresql",
            "mysql",
            "mariadb",
            "oracle",
            "directory",
            "classpath",
            "memory",
            "jar",
            "aws-wrapper",
            "otel",
            "p6spy",
            "tc");

    private JdbcText() {}

    static Optional<UrlText> of(String text) {
        int rest = schemeEnd(text);
        if (rest < 0) {
            return Optional.empty();
        }
        String scheme = Ascii.lower(text.substring(0, rest - 1));
        String body = text.substring(rest);
        if (body.startsWith("//")) {
            return UrlText.after(scheme, text, rest + 2).map(JdbcText::withColonParameters);
        }
        int at = body.indexOf('@');
        boolean oracle = scheme.startsWith("jdbc:oracle");
        if (oracle && at >= 0) {
            return oracle(scheme, body, at);
        }
        return at >= 0 ? Optional.empty() : Optional.of(local(scheme, body));
    }

    /** Where the words of the scheme end: after {@code jdbc:}, the driver's word, and known kinds. */
    private static int schemeEnd(String text) {
        int colon = text.indexOf(':', JDBC.length());
        if (colon < 0 || !isWord(text, JDBC.length(), colon)) {
            return -1;
        }
        int end = colon + 1;
        while (true) {
            int next = text.indexOf(':', end);
            if (next < 0 || !KINDS.contains(Ascii.lower(text.substring(end, next)))) {
                return end;
            }
            end = next + 1;
        }
    }

    private static boolean isWord(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Ascii.isAlphanumeric(text.charAt(i)) && text.charAt(i) != '-') {
                return false;
            }
        }
        return end > start && end - start <= 24 && !Randomness.shortKey(text.substring(start, end));
    }

    /** {@code user/password@//host:1521/service}, {@code @host:1521:sid}, {@code @(DESCRIPTION=...)}. */
    private static Optional<UrlText> oracle(String scheme, String body, int firstAt) {
        int at = Math.max(firstAt, body.lastIndexOf('@'));
        String login = body.substring(0, at);
        String target = body.substring(at + 1);
        int slash = login.indexOf('/');
        Optional<String> user =
                login.isEmpty() ? Optional.empty() : Optional.of(slash < 0 ? login : login.substring(0, slash));
        Optional<String> password = slash < 0 ? Optional.empty() : Optional.of(login.substring(slash + 1));
        if (target.startsWith("//")) {
            return UrlText.after(scheme, target, 2).map(url -> withLogin(url, user, password));
        }
        String[] parts = target.split("[:/]", 4);
        if (target.startsWith("(") || parts.length < 3) {
            return Optional.empty();
        }
        return UrlText.hosts(parts[0] + ":" + parts[1])
                .map(hosts -> UrlText.tail(scheme, user, password, hosts, "/" + parts[2]));
    }

    private static UrlText withLogin(UrlText url, Optional<String> user, Optional<String> password) {
        return new UrlText(url.scheme(), user, password, url.hosts(), url.path(), url.parameters(), url.fragment());
    }

    /** {@code jdbc:h2:mem:shop;MODE=PostgreSQL}, {@code jdbc:sqlite:/var/lib/shop.db}. */
    private static UrlText local(String scheme, String body) {
        return UrlText.tail(scheme, Optional.empty(), Optional.empty(), List.of(), body);
    }

    /** {@code jdbc:db2://host:50000/SHOP:user=app;password=x;}: what follows the colon are parameters. */
    private static UrlText withColonParameters(UrlText url) {
        int colon = url.path().indexOf(':');
        if (colon < 0 || url.path().indexOf('=', colon) < 0) {
            return url;
        }
        UrlText first = UrlText.tail(
                url.scheme(),
                url.user(),
                url.password(),
                url.hosts(),
                ";" + url.path().substring(colon + 1));
        List<UrlText.Parameter> parameters = new ArrayList<>(first.parameters());
        parameters.addAll(url.parameters());
        return new UrlText(
                url.scheme(),
                url.user(),
                url.password(),
                url.hosts(),
                url.path().substring(0, colon),
                parameters,
                url.fragment());
    }
}
