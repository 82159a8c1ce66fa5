package dev.leeway.agent.format.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Connection strings of ADO.NET and ODBC: {@code Server=db-1,1433;Database=shop;User Id=app;Password=...}. */
final class AdoText {
    private AdoText() {}

    static Optional<Endpoint> of(String text) {
        if (text.indexOf('=') < 1 || text.indexOf(';') < 0) {
            return Optional.empty();
        }
        Map<String, String> words = new TreeMap<>();
        boolean ofSqlServer = false;
        boolean inValue = false;
        int start = 0;
        char quote = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ';';
            if (quote != 0 && i < text.length()) {
                quote = c == quote ? 0 : quote;
            } else if (inValue && (c == '"' || c == '\'') && text.charAt(i - 1) == '=') {
                quote = c;
            } else if (c == ';') {
                ofSqlServer |= keep(words, text.substring(start, i));
                start = i + 1;
                inValue = false;
            } else {
                inValue |= c == '=';
            }
        }
        return endpoint(words, ofSqlServer);
    }

    /** Keeps a word that says where or who; whether it is one that only SQL Server knows. */
    private static boolean keep(Map<String, String> words, String word) {
        int sign = word.indexOf('=');
        if (sign < 1) {
            return false;
        }
        String key = word.substring(0, sign).strip().toLowerCase(Locale.ROOT).replace(" ", "");
        String value = word.substring(sign + 1).strip();
        switch (key) {
            case "server", "host", "datasource", "address", "addr", "networkaddress" ->
                words.putIfAbsent("host:" + key, value);
            case "database", "initialcatalog", "db", "dbname" -> words.putIfAbsent("database", value);
            case "userid", "uid", "user", "username" -> words.putIfAbsent("user", value);
            case "port" -> words.putIfAbsent("port", value);
            case "driver" -> words.putIfAbsent("driver", value);
            default -> {
                return key.equals("initialcatalog")
                        || key.equals("trustservercertificate")
                        || key.equals("integratedsecurity")
                        || key.equals("trusted_connection")
                        || key.equals("multipleactiveresultsets");
            }
        }
        return key.equals("initialcatalog");
    }

    private static Optional<Endpoint> endpoint(Map<String, String> words, boolean ofSqlServer) {
        String source = words.getOrDefault("host:datasource", "");
        if (FileUrls.namedAsSqlite(source) || source.equals(Endpoint.MEMORY)) {
            return Optional.of(Endpoint.inFile(Engine.SQLITE, source));
        }
        String host = words.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("host:"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        boolean tcp = host.startsWith("tcp:");
        String plain = (tcp ? host.substring(4) : host).replaceAll("\\\\[A-Za-z0-9_$]{1,64}", "");
        boolean comma = plain.matches("[^,]+,\\s*\\d{1,5}");
        Optional<Engine> engine = words.containsKey("driver")
                ? Engine.ofDriver(words.get("driver"))
                : tcp || comma || ofSqlServer
                        ? Optional.of(Engine.SQLSERVER)
                        : words.containsKey("host:host")
                                ? Optional.of(Engine.POSTGRESQL)
                                : Server.port(words.getOrDefault("port", "")).stream()
                                        .mapToObj(Engine::ofPort)
                                        .flatMap(Optional::stream)
                                        .findFirst();
        Optional<Server> server = Server.of(comma ? plain.replaceAll(",\\s*", ":") : plain);
        return server.map(each -> new Endpoint(
                engine,
                List.of(each.on(Server.port(words.getOrDefault("port", "")))),
                Optional.ofNullable(words.get("database")),
                Optional.ofNullable(words.get("user")),
                Optional.empty()));
    }
}
