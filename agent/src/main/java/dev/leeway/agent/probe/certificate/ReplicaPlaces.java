package dev.leeway.agent.probe.certificate;

import dev.leeway.agent.format.endpoint.Setting;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.ServiceSettings;
import dev.leeway.agent.spi.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where one replica's settings, arguments and configuration files say that certificates lie. */
final class ReplicaPlaces {
    private static final int MAX_ARGUMENTS = 1_000;
    private static final int MAX_FILE = 1 << 20;
    private static final int MAX_NAMES = 500;
    private static final int MAX_STORES = 200;
    /** Where programs that name no file on their command line keep their configuration, by their own names. */
    private static final Map<String, List<String>> USUAL = Map.of(
            "nginx",
                    List.of(
                            "/etc/nginx",
                            "/etc/nginx/conf.d",
                            "/etc/nginx/http.d",
                            "/etc/nginx/sites-enabled",
                            "/usr/local/nginx/conf"),
            "apache2", List.of("/etc/apache2", "/etc/apache2/conf-enabled", "/etc/apache2/sites-enabled"),
            "httpd", List.of("/etc/httpd/conf", "/etc/httpd/conf.d", "/usr/local/apache2/conf"),
            "haproxy", List.of("/etc/haproxy", "/etc/haproxy/conf.d"),
            "mysqld", List.of("/etc/mysql", "/etc/mysql/conf.d", "/etc/mysql/mysql.conf.d", "/etc/my.cnf.d"),
            "mariadbd", List.of("/etc/mysql", "/etc/mysql/conf.d", "/etc/mysql/mariadb.conf.d", "/etc/my.cnf.d"),
            "redis-server", List.of("/etc/redis"),
            "mongod", List.of("/etc/mongod.conf"),
            "rabbitmq", List.of("/etc/rabbitmq"),
            "slapd", List.of("/etc/ldap", "/etc/openldap"));

    private static final List<String> CONFIGURATIONS =
            List.of(".conf", ".cfg", ".cnf", ".ini", ".yml", ".yaml", ".toml", ".properties", ".json", ".xml");

    private final HostView host;
    private final Replica replica;
    private final SectionRecorder section;
    private final String pattern;
    private final Reading files;
    private final String directory;
    private final SortedMap<String, String> found = new TreeMap<>();

    /** @param pattern of the facts that are uncovered where something cannot be read */
    ReplicaPlaces(HostView host, Replica replica, SectionRecorder section, String pattern) {
        this.host = host;
        this.replica = replica;
        this.section = section;
        this.pattern = pattern;
        this.files = new Reading(host.files(replica.leader()), section);
        this.directory = replica.leader().workingDirectory().orElse("/");
    }

    /** Absolute paths, and where each is written. */
    SortedMap<String, String> found() {
        for (Setting setting :
                ServiceSettings.of(host, replica, section, pattern).settings()) {
            CertificatePaths.ofSetting(setting.name(), setting.value())
                    .ifPresent(path -> add(path, directory, setting.place()));
        }
        HostProcess leader = replica.leader();
        leader.arguments().stream()
                .limit(MAX_ARGUMENTS)
                .forEach(argument ->
                        CertificatePaths.ofArgument(argument).ifPresent(path -> add(path, directory, "argument")));
        configurations().forEach(this::read);
        return found;
    }

    private List<String> configurations() {
        HostProcess leader = replica.leader();
        List<String> paths = new ArrayList<>();
        for (String argument : leader.arguments().stream().limit(MAX_ARGUMENTS).toList()) {
            String value = argument.substring(argument.lastIndexOf('=') + 1);
            if (value.startsWith("/") && isConfiguration(value)) {
                paths.add(value);
            }
        }
        String program = leader.executable().orElse(leader.name());
        String name = program.substring(program.lastIndexOf('/') + 1);
        if (name.equals("postgres")) {
            paths.add(directory + "/postgresql.conf");
        }
        for (String place : USUAL.getOrDefault(name, List.of())) {
            if (files.isDirectory(place, pattern)) {
                files.names(place, MAX_NAMES, pattern).stream()
                        // Sites are often files without an ending.
                        .filter(each -> isConfiguration(each) || place.endsWith("sites-enabled"))
                        .forEach(each -> paths.add(place + "/" + each));
            } else {
                paths.add(place);
            }
        }
        return paths;
    }

    private static boolean isConfiguration(String name) {
        return CONFIGURATIONS.stream().anyMatch(name::endsWith);
    }

    private void read(String path) {
        boolean file = files.stat(path, pattern)
                .filter(stat -> stat.type() == FileStat.Type.FILE)
                .isPresent();
        if (file) {
            String parent = path.substring(0, Math.max(1, path.lastIndexOf('/')));
            files.text(path, MAX_FILE, pattern)
                    .ifPresent(text -> CertificatePaths.ofText(text)
                            .forEach((each, line) -> add(each, parent, path + ":" + line)));
        }
    }

    private void add(String path, String base, String place) {
        String absolute = StorePath.normal(path.startsWith("/") ? path : base + "/" + path);
        if (found.size() < MAX_STORES) {
            found.putIfAbsent(absolute, place);
        }
    }
}
