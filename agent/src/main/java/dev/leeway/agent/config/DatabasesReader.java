package dev.leeway.agent.config;

import dev.leeway.agent.format.endpoint.Endpoint;
import dev.leeway.agent.format.endpoint.EndpointText;
import dev.leeway.agent.host.jdbc.DatabaseLogin;
import dev.leeway.agent.host.jdbc.LoginSource;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads which databases are looked at, and with whose login. */
final class DatabasesReader {
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final int MAX_JSON_ROWS = 10_000_000;

    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+@:-]{0,99}");
    private static final Pattern JDBC = Pattern.compile("jdbc:([a-z0-9]+):.+", Pattern.DOTALL);
    /**
     * Before a host; that of Oracle's thin driver has no slashes before it. A password may hold any mark, which leaves a name
     * of whoever logs in, a parameter, the only other place of an {@code @} in the URLs of servers.
     */
    private static final Pattern USER_INFO = Pattern.compile(
            "//[^/?@]*@|^jdbc:oracle:[a-z0-9]+:[^@:/]+/[^@]*@|^jdbc:(?:postgresql|mysql|mariadb):[^=]*@");

    /** Engines whose drivers would take a name of their own choice, or none. */
    private static final Set<String> NAMED_IN_URL = Set.of("postgresql", "mysql");

    private static final Pattern SECRET_PARAMETER =
            Pattern.compile("(?i)[?&;][a-z_.-]*(password|passwd|pwd|secret|token)[a-z_.-]*=");

    private static final Map<String, String> ENGINES = Map.of("mariadb", "mysql");
    private static final Map<String, DatabaseTarget.Scan> SCANS = Map.of(
            "off", DatabaseTarget.Scan.OFF,
            "sample", DatabaseTarget.Scan.SAMPLE,
            "full", DatabaseTarget.Scan.FULL);

    private final Function<String, Path> paths;

    /** @param paths finds a file by what the configuration calls it */
    DatabasesReader(Function<String, Path> paths) {
        this.paths = paths;
    }

    List<DatabaseLogin> read(YamlMap root) throws FormatException {
        Optional<YamlNode> found = root.find("databases");
        if (found.isEmpty()) {
            return List.of();
        }
        List<DatabaseLogin> logins = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlNode item : found.get().list().items()) {
            DatabaseLogin login = login(item.map());
            if (!names.add(login.target().name())) {
                throw item.place()
                        .error("a second database '" + login.target().name() + "'", "give each a name of its own");
            }
            logins.add(login);
        }
        return logins;
    }

    private DatabaseLogin login(YamlMap map) throws FormatException {
        for (YamlMap.Entry entry : map.entries()) {
            if (entry.key().equals("password")) {
                throw entry.keyPlace()
                        .error(
                                "a password does not belong into this file",
                                "write it into a file of mode 0600 and name that as passwordFile, or name a variable as"
                                        + " passwordVariable; and change the password");
            }
        }
        map.allowOnly(
                "name",
                "url",
                "user",
                "userFile",
                "userVariable",
                "passwordFile",
                "passwordVariable",
                "schemas",
                "tables",
                "json",
                "time",
                "migrations");
        String name = ConfigReader.checked(map.require("name"), DatabasesReader::subject);
        String url = ConfigReader.checked(map.require("url"), DatabasesReader::url);
        DatabaseTarget target = new DatabaseTarget(
                name,
                engine(url),
                names(map, "schemas"),
                names(map, "tables"),
                json(map),
                ConfigReader.word(map, "time", Words::time).orElse(TIME),
                new DatabaseTarget.Scripts(
                        ConfigReader.words(map, "migrations", Words::directory), EndpointText.url(url)));
        return new DatabaseLogin(
                target,
                url,
                source(map, Optional.of("user"), "userFile", "userVariable"),
                source(map, Optional.empty(), "passwordFile", "passwordVariable"));
    }

    private static String subject(String text) {
        if (!SUBJECT.matcher(text).matches()) {
            throw new IllegalArgumentException("not a name for a database; write letters, digits and . _ - + @ : only");
        }
        return text;
    }

    private static String url(String text) {
        if (!JDBC.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "not a JDBC URL; write one such as jdbc:postgresql://db-dev-1:5432/shop");
        }
        if (USER_INFO.matcher(text).find() || SECRET_PARAMETER.matcher(text).find()) {
            throw new IllegalArgumentException(
                    "a login does not belong into the URL; name it as user and passwordFile or passwordVariable,"
                            + " and change the password");
        }
        Optional<Endpoint> endpoint = EndpointText.url(text);
        if (NAMED_IN_URL.contains(engine(text))
                && endpoint.isPresent()
                && endpoint.get().database().isEmpty()
                && !text.contains("service=")) {
            throw new IllegalArgumentException(
                    "the URL names no database; write it at the end, as in jdbc:postgresql://db-dev-1:5432/shop");
        }
        return text;
    }

    private static String engine(String url) {
        String protocol = url.split(":", 3)[1];
        return ENGINES.getOrDefault(protocol, protocol);
    }

    private static DatabaseTarget.Names names(YamlMap map, String key) throws FormatException {
        Optional<YamlNode> found = map.find(key);
        if (found.isEmpty()) {
            return DatabaseTarget.Names.ALL;
        }
        YamlMap names = found.get().map();
        names.allowOnly("include", "exclude");
        return new DatabaseTarget.Names(
                ConfigReader.words(names, "include", Words::name), ConfigReader.words(names, "exclude", Words::name));
    }

    private static DatabaseTarget.JsonLook json(YamlMap map) throws FormatException {
        DatabaseTarget.JsonLook otherwise = DatabaseTarget.JsonLook.SAMPLE;
        Optional<YamlNode> found = map.find("json");
        if (found.isEmpty()) {
            return otherwise;
        }
        YamlMap json = found.get().map();
        json.allowOnly("columns", "rows", "scan");
        return new DatabaseTarget.JsonLook(
                ConfigReader.words(json, "columns", Words::name),
                ConfigReader.word(json, "scan", DatabasesReader::scan).orElse(otherwise.scan()),
                ConfigReader.count(json, "rows", MAX_JSON_ROWS).orElse(otherwise.rows()));
    }

    private static DatabaseTarget.Scan scan(String text) {
        return Optional.ofNullable(SCANS.get(text))
                .orElseThrow(() -> new IllegalArgumentException("no way to look; write sample, full or off"));
    }

    /** One source of the three, or none. */
    private LoginSource source(YamlMap map, Optional<String> written, String file, String variable)
            throws FormatException {
        List<LoginSource> sources = new ArrayList<>();
        if (written.isPresent()) {
            map.text(written.get()).map(LoginSource.Written::new).ifPresent(sources::add);
        }
        ConfigReader.word(map, file, paths)
                .map(path -> new LoginSource.File(path, written.isEmpty()))
                .ifPresent(sources::add);
        map.text(variable).map(LoginSource.Variable::new).ifPresent(sources::add);
        if (sources.size() > 1) {
            throw map.place().error("'" + variable + "' beside another source", "name one of them");
        }
        return sources.isEmpty() ? LoginSource.NONE : sources.get(0);
    }
}
