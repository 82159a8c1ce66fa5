package dev.leeway.agent.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A URL taken apart, as far as anything can be shown of it.
 *
 * @param scheme in lower case, {@code jdbc:postgresql} included
 * @param user percent-encoded as found
 * @param password percent-encoded as found
 * @param hosts one, or several of a multi-host form; none for {@code file:///x}
 * @param path with its leading slash, or empty
 * @param parameters of the query and after semicolons, in order
 * @param fragment behind {@code #}
 */
record UrlText(
        String scheme,
        Optional<String> user,
        Optional<String> password,
        List<Place> hosts,
        String path,
        List<Parameter> parameters,
        Optional<String> fragment) {
    private static final int MAX = 16 * 1024;
    private static final int MAX_SCHEME = 40;
    private static final int MAX_HOSTS = 64;
    private static final int MAX_PARAMETERS = 256;

    UrlText {
        hosts = List.copyOf(hosts);
        parameters = List.copyOf(parameters);
    }

    /** A host and its port, empty when none is written. */
    record Place(String host, String port) {}

    /** A parameter; one without a sign has no name, for it may be anything. */
    record Parameter(String name, String value) {}

    @Override
    public String toString() {
        return "UrlText[" + scheme + "]";
    }

    /** Whether {@code text} begins as a URL does, well-formed or not. */
    static boolean looksLike(String text) {
        return schemeEnd(text) > 0 || text.startsWith("jdbc:") || isScp(text);
    }

    /** The URL, empty when {@code text} is none or cannot be taken apart beyond doubt. */
    static Optional<UrlText> of(String text) {
        if (text.length() > MAX || hasBlanks(text)) {
            return Optional.empty();
        }
        if (text.startsWith("jdbc:")) {
            return JdbcText.of(text);
        }
        int scheme = schemeEnd(text);
        if (scheme > 0) {
            return after(Ascii.lower(text.substring(0, scheme)), text, scheme + 3);
        }
        return isScp(text) ? scp(text) : Optional.empty();
    }

    /** Takes apart what follows {@code ://}. */
    static Optional<UrlText> after(String scheme, String text, int authority) {
        int at = UserInfo.end(text, authority);
        int from = at < 0 ? authority : at + 1;
        int end = from;
        while (end < text.length() && "/?#;".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        Optional<List<Place>> hosts = hosts(text.substring(from, end));
        if (hosts.isEmpty()) {
            return Optional.empty();
        }
        String userInfo = at < 0 ? "" : text.substring(authority, at);
        int colon = userInfo.indexOf(':');
        Optional<String> user = nonEmpty(colon < 0 ? userInfo : userInfo.substring(0, colon));
        Optional<String> password = colon < 0 ? Optional.empty() : Optional.of(userInfo.substring(colon + 1));
        return Optional.of(tail(scheme, user, password, hosts.get(), text.substring(end)));
    }

    /** Path, parameters and fragment from {@code rest}. */
    static UrlText tail(
            String scheme, Optional<String> user, Optional<String> password, List<Place> hosts, String rest) {
        int hash = rest.indexOf('#');
        String beforeHash = hash < 0 ? rest : rest.substring(0, hash);
        int end = 0;
        while (end < beforeHash.length() && beforeHash.charAt(end) != '?' && beforeHash.charAt(end) != ';') {
            end++;
        }
        List<Parameter> parameters = parameters(beforeHash.substring(Math.min(end + 1, beforeHash.length())));
        Optional<String> fragment = hash < 0 ? Optional.empty() : nonEmpty(rest.substring(hash + 1));
        return new UrlText(scheme, user, password, hosts, beforeHash.substring(0, end), parameters, fragment);
    }

    private static int schemeEnd(String text) {
        int colon = text.indexOf("://");
        if (colon < 1 || colon > MAX_SCHEME || !Ascii.isLetter(text.charAt(0))) {
            return -1;
        }
        for (int i = 1; i < colon; i++) {
            char c = text.charAt(i);
            if (!Ascii.isName(c) && c != '+' && c != ':') {
                return -1;
            }
        }
        return colon;
    }

    private static boolean hasBlanks(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) == 0x7F) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> nonEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Hosts with commas between them; empty when one of them is none. */
    static Optional<List<Place>> hosts(String text) {
        List<Place> hosts = new ArrayList<>(2);
        if (text.isEmpty()) {
            return Optional.of(hosts);
        }
        int start = 0;
        while (start <= text.length() && hosts.size() < MAX_HOSTS) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            Optional<Place> place = place(text.substring(start, end));
            if (place.isEmpty()) {
                return Optional.empty();
            }
            hosts.add(place.get());
            start = end + 1;
        }
        return start > text.length() ? Optional.of(hosts) : Optional.empty();
    }

    private static Optional<Place> place(String text) {
        int colon = text.startsWith("[") ? text.indexOf(':', Math.max(text.indexOf(']'), 0)) : text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        String port = colon < 0 ? "" : text.substring(colon + 1);
        boolean portFits = port.isEmpty() || Hosts.port(":" + port, 0) || Placeholders.reference(port);
        return portFits && isHost(host) ? Optional.of(new Place(socket(host), port)) : Optional.empty();
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return host.endsWith("]") && Hosts.ipv6(host.substring(1, host.length() - 1));
        }
        boolean instance = host.indexOf('\\') > 0;
        String name = instance ? host.substring(0, host.indexOf('\\')) : host;
        return Hosts.host(name, true)
                || Placeholders.reference(host)
                || Places.path(socket(host))
                || host.equals(".")
                || host.equals("+");
    }

    /** {@code %2Fvar%2Frun%2Fpostgresql} is a directory of sockets. */
    private static String socket(String host) {
        return host.startsWith("%2F") || host.startsWith("%2f") ? Percent.decoded(host) : host;
    }

    private static List<Parameter> parameters(String text) {
        List<Parameter> parameters = new ArrayList<>();
        int start = 0;
        while (start < text.length() && parameters.size() < MAX_PARAMETERS) {
            int end = start;
            while (end < text.length() && "&;?".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            boolean last = parameters.size() == MAX_PARAMETERS - 1;
            String parameter = text.substring(start, last ? text.length() : end);
            if (!parameter.isEmpty()) {
                int sign = parameter.indexOf('=');
                parameters.add(
                        sign < 0
                                ? new Parameter("", parameter)
                                : new Parameter(parameter.substring(0, sign), parameter.substring(sign + 1)));
            }
            start = end + 1;
        }
        return parameters;
    }

    /** {@code git@github.com:org/repository.git}. */
    private static boolean isScp(String text) {
        int at = text.indexOf('@');
        int colon = text.indexOf(':', Math.max(at, 0));
        if (at < 1 || colon < at + 2 || colon + 1 >= text.length() || text.charAt(colon + 1) == '/') {
            return false;
        }
        boolean repository = text.startsWith("git@") || text.endsWith(".git");
        return repository && text.indexOf(':') == colon && Hosts.host(text.substring(at + 1, colon), true);
    }

    private static Optional<UrlText> scp(String text) {
        int at = text.indexOf('@');
        int colon = text.indexOf(':', at);
        List<Place> hosts = List.of(new Place(text.substring(at + 1, colon), ""));
        String path = "/" + text.substring(colon + 1);
        return Optional.of(new UrlText(
                "ssh", Optional.of(text.substring(0, at)), Optional.empty(), hosts, path, List.of(), Optional.empty()));
    }
}
