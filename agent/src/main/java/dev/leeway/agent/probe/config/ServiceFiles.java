package dev.leeway.agent.probe.config;

import dev.leeway.agent.format.endpoint.Setting;
import dev.leeway.agent.format.unit.UnitFile;
import dev.leeway.agent.format.unit.UnitPaths;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.ReadableFiles;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.StorePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of settings of one replica: those that lie under known names where it works, those that its arguments, variables and unit
 * name, and the unit itself where somebody of this host wrote it.
 */
final class ServiceFiles {
    private static final String ALL = "file[*]/**";
    private static final int MAX_NAMES = 5_000;
    private static final int MAX_FILES = 200;
    private static final int MAX_UNIT = 1 << 20;
    private static final Pattern ASSIGNED = Pattern.compile("-{0,2}[A-Za-z][A-Za-z0-9_.-]{0,199}=(.*)", Pattern.DOTALL);
    private static final Pattern LOCATION = Pattern.compile(
            "(?:--?|-D)?(?:(?i)spring[._](?:cloud[._])?(?:bootstrap|config)[._](?:additional[._-]?location|location|import))(?:=(.*))?");
    private static final Pattern CODE = Pattern.compile("/.+\\.(?:jar|war|js|mjs|cjs|ts|py|dll|rb|php)");
    private static final String LOCAL_UNITS = "/etc/systemd/system/";

    private final HostView host;
    private final Replica replica;
    private final HostFiles inside;
    private final Reading reading;
    private final Reading outside;
    private final Optional<String> directory;
    private final Map<String, ConfigFile> found = new LinkedHashMap<>();
    private final List<ConfigFile> started = new ArrayList<>();

    ServiceFiles(HostView host, Replica replica, SectionRecorder section) {
        HostProcess leader = replica.leader();
        this.host = host;
        this.replica = replica;
        this.inside = ReadableFiles.of(host, leader);
        this.reading = new Reading(inside, section);
        this.outside = new Reading(host.files(), section);
        this.directory = leader.workingDirectory().map(StorePath::normal);
    }

    /**
     * Finds them, each once.
     *
     * @param settings arguments and variables, with what other files hold
     */
    List<ConfigFile> find(List<Setting> settings) {
        directory.filter(each -> !each.equals("/")).ifPresent(this::lying);
        beside();
        replica.leader().arguments().forEach(this::argument);
        settings.stream()
                .filter(each -> each.kind() == Setting.Kind.VARIABLE && !KnownNames.credentials(each.name()))
                .forEach(each -> variable(each.name(), each.value()));
        settings.stream()
                .filter(each -> each.kind() == Setting.Kind.ARGUMENT && !KnownNames.credentials(each.name()))
                .forEach(each -> variable(each.name(), each.value()));
        replica.unit().ifPresent(this::unit);
        return List.copyOf(found.values());
    }

    /** Those that show which variables are needed. */
    List<ConfigFile> examples() {
        List<ConfigFile> examples = new ArrayList<>();
        directory
                .filter(each -> !each.equals("/"))
                .ifPresent(at -> reading.names(at, MAX_NAMES, "required[*]/**").stream()
                        .filter(KnownNames::example)
                        .forEach(name -> examples.add(file(inside, at + "/" + name))));
        return examples;
    }

    /** The shell scripts that start it, by its unit or its arguments. */
    List<ConfigFile> scripts() {
        List<ConfigFile> scripts = new ArrayList<>(started);
        replica.leader().arguments().stream()
                .filter(each -> each.endsWith(".sh") && each.length() < 1_000)
                .flatMap(each -> absolute(each).stream())
                .forEach(path -> scripts.add(file(inside, path)));
        return scripts;
    }

    private void lying(String at) {
        reading.names(at, MAX_NAMES, ALL).stream().filter(KnownNames::alone).forEach(name -> take(at + "/" + name));
        for (String below : KnownNames.DIRECTORIES) {
            reading.names(at + "/" + below, MAX_NAMES, ALL).stream()
                    .filter(KnownNames::ending)
                    .forEach(name -> take(at + "/" + below + "/" + name));
        }
    }

    /** What lies beside the program's code, where that is not where it works. */
    private void beside() {
        replica.leader().arguments().stream()
                .skip(1)
                .filter(each -> CODE.matcher(each).matches())
                .map(each -> StorePath.normal(each.substring(0, each.lastIndexOf('/'))))
                .filter(each -> !each.equals("/") && !each.startsWith("/usr/") && !directory.equals(Optional.of(each)))
                .findFirst()
                .ifPresent(this::lying);
    }

    private void argument(String argument) {
        Matcher assigned = ASSIGNED.matcher(argument);
        if (!LOCATION.matcher(argument).matches()) {
            named(assigned.matches() ? assigned.group(1) : argument);
        }
    }

    private void variable(String name, String value) {
        if (LOCATION.matcher(name).matches()) {
            for (String each : value.split("[,;]", 50)) {
                location(each.strip());
            }
        } else if (value.startsWith("/")) {
            named(value);
        }
    }

    /** A place where Spring looks: a file, or a directory with files of known names. */
    private void location(String written) {
        String path = written.replaceFirst("^optional:", "").replaceFirst("^file:(?://)?", "");
        if (path.startsWith("classpath") || path.indexOf(':') >= 0 || path.indexOf('*') >= 0 || path.isEmpty()) {
            return;
        }
        absolute(path).ifPresent(at -> {
            if (path.endsWith("/")) {
                reading.names(at, MAX_NAMES, ALL).stream()
                        .filter(KnownNames::alone)
                        .forEach(name -> take(at + "/" + name));
            } else {
                take(at);
            }
        });
    }

    private void named(String value) {
        String path = value.replaceFirst("^file:(?://)?", "");
        boolean plain =
                path.length() < 1_000 && KnownNames.ending(path) && path.chars().noneMatch(c -> c == ' ' || c == ':');
        if (plain) {
            absolute(path).ifPresent(this::take);
        }
    }

    private Optional<String> absolute(String path) {
        return path.startsWith("/")
                ? Optional.of(StorePath.normal(path))
                : directory.map(at -> StorePath.normal(at + "/" + path));
    }

    private void take(String path) {
        boolean kernel = path.startsWith("/proc/") || path.startsWith("/sys/") || path.startsWith("/dev/");
        if (kernel || found.containsKey(path)) {
            return;
        }
        ConfigFile file = file(inside, path);
        reading.stat(path, Facts.of(file.key()).text() + "/**")
                .filter(stat -> stat.type() == FileStat.Type.FILE)
                .ifPresent(stat -> keep(path, file));
    }

    private void keep(String path, ConfigFile file) {
        if (found.size() < MAX_FILES) {
            found.putIfAbsent(path, file);
        } else if (!found.containsKey(path)) {
            reading.section().uncovered(ALL, Kind.TOO_LARGE);
            reading.section().uncovered("required[*]/**", Kind.TOO_LARGE);
        }
    }

    private ConfigFile file(HostFiles files, String path) {
        return new ConfigFile(files, path, FileKey.of(path, directory));
    }

    /** The unit and its drop-ins that lie where people of this host put them, and the files they name. */
    private void unit(String unit) {
        UnitPaths.fragments(unit).stream()
                .filter(path -> path.startsWith(LOCAL_UNITS))
                .filter(path -> outside.stat(path, ALL)
                        .filter(stat -> stat.type() == FileStat.Type.FILE)
                        .isPresent())
                .findFirst()
                .ifPresent(this::unitFile);
        SortedMap<String, String> dropIns = new TreeMap<>();
        UnitPaths.dropInDirectories(unit).stream()
                .filter(at -> at.startsWith(LOCAL_UNITS))
                .forEach(at -> outside.names(at, MAX_NAMES, ALL).stream()
                        .filter(name -> name.endsWith(".conf"))
                        .forEach(name -> dropIns.putIfAbsent(name, at + "/" + name)));
        dropIns.values().forEach(this::unitFile);
    }

    private void unitFile(String path) {
        host(path, FileKey.ofUnit(path.substring(LOCAL_UNITS.length())));
        List<UnitFile.Setting> settings =
                outside.text(path, MAX_UNIT, ALL).map(UnitFile::read).orElse(List.of());
        for (UnitFile.Setting setting : settings) {
            String value = setting.value().replaceFirst("^[-@:+!|]+", "");
            if (!setting.section().equals("Service") || !value.startsWith("/")) {
                continue;
            }
            if (setting.name().equals("EnvironmentFile") && value.indexOf('%') < 0) {
                new FileGlobs(outside, ALL).matching(value).forEach(each -> host(each, FileKey.of(each, directory)));
            } else if (setting.name().equals("ExecStart")) {
                started.add(file(host.files(), value.split("\\s", 2)[0]));
            }
        }
    }

    private void host(String path, String key) {
        keep(path, new ConfigFile(host.files(), path, key));
    }
}
