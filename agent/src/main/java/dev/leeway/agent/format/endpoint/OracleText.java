package dev.leeway.agent.format.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What follows {@code jdbc:oracle:}: easy names, system ids, descriptors and names of {@code tnsnames.ora}. */
final class OracleText {
    private static final Pattern HOST =
            Pattern.compile("\\(\\s*HOST\\s*=\\s*([^()\\s]{1,253})\\s*\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PORT =
            Pattern.compile("\\(\\s*PORT\\s*=\\s*(\\d{1,5})\\s*\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SERVICE =
            Pattern.compile("\\(\\s*(?:SERVICE_NAME|SID)\\s*=\\s*([^()\\s]{1,128})\\s*\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACE = Pattern.compile(
            "(?:(?:tcps?:)?//)?([A-Za-z0-9_.-]{1,253})(?::(\\d{1,5}))?(?:[:/]([A-Za-z0-9_.$#-]{1,128}))?(?::(?:dedicated|shared|pooled))?(?:\\?.*)?",
            Pattern.CASE_INSENSITIVE);

    private OracleText() {}

    /** The endpoint behind {@code jdbc:oracle:}. */
    static Optional<Endpoint> thin(String rest) {
        int at = rest.lastIndexOf('@');
        int colon = rest.indexOf(':');
        if (at < 0 || colon < 0 || colon > at) {
            return Optional.empty();
        }
        String login = rest.substring(colon + 1, at);
        String user = login.indexOf('/') < 0 ? login : login.substring(0, login.indexOf('/'));
        String place = rest.substring(at + 1).strip();
        return place.startsWith("(") ? descriptor(place, user) : easy(place, user);
    }

    private static Optional<Endpoint> easy(String place, String user) {
        Matcher parts = PLACE.matcher(place);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String port = parts.group(2);
        String database = parts.group(3);
        if (port == null && database == null && place.indexOf('/') < 0) {
            // A name that tnsnames.ora explains.
            return Optional.of(Endpoint.served(Engine.ORACLE, List.of(), parts.group(1), user));
        }
        return Server.of(port == null ? parts.group(1) : parts.group(1) + ":" + port)
                .map(server -> Endpoint.served(Engine.ORACLE, List.of(server), database == null ? "" : database, user));
    }

    private static Optional<Endpoint> descriptor(String text, String user) {
        List<Server> servers = new ArrayList<>();
        Matcher host = HOST.matcher(text);
        Matcher port = PORT.matcher(text);
        while (host.find() && servers.size() < 64) {
            String place = port.find() ? host.group(1) + ":" + port.group(1) : host.group(1);
            Optional<Server> server = Server.of(place);
            if (server.isEmpty()) {
                return Optional.empty();
            }
            servers.add(server.get());
        }
        Matcher service = SERVICE.matcher(text);
        return servers.isEmpty()
                ? Optional.empty()
                : Optional.of(Endpoint.served(Engine.ORACLE, servers, service.find() ? service.group(1) : "", user));
    }
}
