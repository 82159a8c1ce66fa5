package dev.leeway.agent.format.endpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What follows the scheme of a URL that leads to servers: {@code //user:password@host:port,host/database?parameters}, SQL
 * Server's semicolons and MySQL's parentheses included.
 */
final class ServerUrl {
    private static final int MAX_PARAMETERS = 256;
    /** A driver's way to choose among servers, or the version of an image that a test starts. */
    private static final Pattern VARIANT = Pattern.compile("[A-Za-z0-9_.+-]{1,128}:(?=//)");

    private static final Pattern LISTED_HOST = Pattern.compile("\\bhost=([^,()\\s]{1,253})", Pattern.CASE_INSENSITIVE);
    private static final Pattern LISTED_PORT = Pattern.compile("\\bport=(\\d{1,5})\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern MAY_HOLD_AT =
            Pattern.compile("(?:user|username|userName|uid|password|pwd|sslpassword|email)=[^?#;]*");

    private ServerUrl() {}

    /** The endpoint behind the scheme, {@code rest} beginning after its colon; empty when it is in doubt. */
    static Optional<Endpoint> of(Engine engine, String rest) {
        Matcher variant = VARIANT.matcher(rest);
        String plain = variant.lookingAt() ? rest.substring(variant.end()) : rest;
        if (!plain.startsWith("//")) {
            // jdbc:postgresql:shop, the driver's own host; more than a word may be anything.
            return plain.matches("[A-Za-z0-9_]{1,63}")
                    ? Optional.of(Endpoint.served(engine, List.of(), plain, ""))
                    : Optional.empty();
        }
        int parameters = parametersAt(plain);
        int at = plain.lastIndexOf('@', parameters);
        if (doubtful(plain.substring(parameters))
                || plain.substring(0, parameters).indexOf(' ') >= 0) {
            return Optional.empty();
        }
        int authority = at < 0 ? 2 : at + 1;
        int slash = plain.indexOf('/', authority);
        int end = slash < 0 || slash > parameters ? parameters : slash;
        String database = end < parameters ? plain.substring(end + 1, parameters) : "";
        String user = at < 0 ? "" : user(plain.substring(2, at));
        return taken(
                engine,
                plain.substring(authority, end),
                Percent.decoded(database),
                user,
                parameters(plain.substring(parameters)));
    }

    private static Optional<Endpoint> taken(
            Engine engine, String authority, String path, String user, Map<String, String> parameters) {
        Optional<List<Server>> servers = servers(engine, authority, parameters);
        String database = first(parameters, path, "databasename", "database", "dbname");
        if (engine == Engine.SQLSERVER && path.indexOf(';') >= 0) {
            return Optional.empty();
        }
        return servers.map(list -> Endpoint.served(
                engine, list, database, user.isEmpty() ? first(parameters, "", "user", "username") : user));
    }

    private static Optional<List<Server>> servers(Engine engine, String authority, Map<String, String> parameters) {
        List<String> hosts = new ArrayList<>();
        hosts.add(Percent.decoded(authority));
        // What drivers prefer to the authority, or name beside it.
        List.of("host", "hostaddr", "servername").forEach(name -> hosts.add(parameters.getOrDefault(name, "")));
        List<Server> servers = new ArrayList<>();
        for (String each : hosts) {
            Optional<List<Server>> found = each.isEmpty() ? Optional.of(List.of()) : named(engine, each, parameters);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            servers.addAll(found.get());
        }
        return Optional.of(servers.stream().distinct().toList());
    }

    private static Optional<List<Server>> named(Engine engine, String hosts, Map<String, String> parameters) {
        if (hosts.indexOf('(') >= 0) {
            return listed(hosts);
        }
        String plain = engine == Engine.SQLSERVER ? hosts.replaceAll("\\\\[A-Za-z0-9_$]{1,64}", "") : hosts;
        OptionalInt port =
                Server.port(first(parameters, "", engine == Engine.SQLSERVER ? "portnumber" : "port", "port"));
        return Server.list(plain)
                .map(list -> list.stream()
                        .map(server -> port.isPresent() ? server.on(port) : server)
                        .toList());
    }

    /** {@code address=(host=a)(port=3306),(host=b,port=3307)}: hosts, each with the next port before another host. */
    private static Optional<List<Server>> listed(String text) {
        List<Server> servers = new ArrayList<>();
        Matcher host = LISTED_HOST.matcher(text);
        boolean found = host.find();
        while (found) {
            String name = host.group(1);
            int from = host.end();
            found = host.find();
            Matcher port = LISTED_PORT.matcher(text).region(from, found ? host.start() : text.length());
            Optional<Server> server = Server.of(port.find() ? name + ":" + port.group(1) : name);
            if (server.isEmpty() || servers.size() > 64) {
                return Optional.empty();
            }
            servers.add(server.get());
        }
        return servers.isEmpty() ? Optional.empty() : Optional.of(servers);
    }

    private static int parametersAt(String text) {
        int end = 2;
        while (end < text.length() && "?#;".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** Whether a password that holds a question mark or the like may reach into what looks like parameters. */
    private static boolean doubtful(String parameters) {
        return parameters.indexOf('@') >= 0
                && Arrays.stream(parameters.split("[?&;#]", MAX_PARAMETERS))
                        .anyMatch(parameter -> parameter.indexOf('@') >= 0
                                && !MAY_HOLD_AT.matcher(parameter).matches());
    }

    private static String user(String userInfo) {
        int colon = userInfo.indexOf(':');
        return Percent.decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
    }

    private static String first(Map<String, String> parameters, String otherwise, String... names) {
        for (String name : names) {
            String value = parameters.get(name);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return otherwise;
    }

    /** Only those that say where and who; others, passwords among them, are not kept. */
    private static Map<String, String> parameters(String text) {
        Map<String, String> kept = new TreeMap<>();
        for (String parameter : text.split("[?&;#]", MAX_PARAMETERS)) {
            int sign = parameter.indexOf('=');
            String name = sign < 0 ? "" : parameter.substring(0, sign).strip().toLowerCase(Locale.ROOT);
            switch (name) {
                case "databasename", "database", "dbname", "port", "portnumber", "user", "username" ->
                    kept.putIfAbsent(
                            name, Percent.decoded(parameter.substring(sign + 1).strip()));
                // Of these the last one counts for most drivers, the first for others.
                case "host", "hostaddr", "servername" ->
                    kept.merge(
                            name,
                            Percent.decoded(parameter.substring(sign + 1).strip()),
                            (one, other) -> one + "," + other);
                default -> {
                    // Says nothing of where this leads.
                }
            }
        }
        return kept;
    }
}
