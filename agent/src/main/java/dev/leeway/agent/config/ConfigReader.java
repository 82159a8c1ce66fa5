package dev.leeway.agent.config;

import dev.leeway.agent.service.ServiceMatch;
import dev.leeway.agent.spi.ConfigPlaces;
import dev.leeway.agent.spi.HostSettings;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.yaml.Faults;
import dev.leeway.schema.yaml.YamlList;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlNode;
import dev.leeway.schema.yaml.YamlReader;
import dev.leeway.schema.yaml.YamlScalar;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads the agent's configuration file. */
public final class ConfigReader {
    private static final List<String> KEYS = List.of(
            "name",
            "environment",
            "role",
            "kind",
            "labels",
            "keys",
            "probes",
            "disclose",
            "withhold",
            "services",
            "dependency",
            "config",
            "databases",
            "discover",
            "git",
            "certificate",
            "custom",
            "network");

    private final Collection<String> probes;
    private final Path directory;

    /**
     * A reader of one file.
     *
     * @param probes names of the probes there are
     * @param directory where the file lies; paths in it start there
     */
    public ConfigReader(Collection<String> probes, Path directory) {
        this.probes = probes;
        this.directory = directory;
    }

    /**
     * Reads a configuration.
     *
     * @throws FormatException naming file, line and next step of every key that is unknown and every value that will not do
     */
    public AgentConfig read(String yaml, String sourceName) throws FormatException {
        YamlMap root = YamlReader.read(yaml, sourceName).map();
        Faults faults = new Faults();
        faults.unknownKeys(root, KEYS);
        AgentConfig read = new AgentConfig(
                faults.or(Optional.empty(), () -> word(root, "name", Words::name)),
                faults.or(Optional.empty(), () -> word(root, "environment", Words::name)),
                faults.or(Optional.empty(), () -> word(root, "role", Words::name)),
                faults.or(Optional.empty(), () -> word(root, "kind", Words::kind)),
                faults.or(AgentConfig.NONE.labels(), () -> labels(root)),
                faults.or(List.of(), () -> words(root, "keys", this::path)),
                faults.or(ProbeSettings.NONE, () -> probes(root)),
                faults.or(List.of(), () -> words(root, "disclose", Words::pattern)),
                faults.or(List.of(), () -> words(root, "withhold", Words::pattern)),
                faults.or(List.of(), () -> services(root)),
                faults.or(DependencyConfig.NONE, () -> dependency(root)),
                faults.or(ConfigPlaces.NONE, () -> configPlaces(root)),
                faults.or(List.of(), () -> new DatabasesReader(this::path).read(root)),
                faults.or(Optional.empty(), () -> connects(root)),
                faults.or(HostSettings.NONE, () -> new HostSettingsReader(root).read()));
        faults.tell();
        return read;
    }

    private Path path(String text) {
        try {
            return directory.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("not a path; write the name of a file", e);
        }
    }

    private static SortedMap<String, String> labels(YamlMap root) throws FormatException {
        SortedMap<String, String> labels = new TreeMap<>();
        Optional<YamlNode> found = root.find("labels");
        if (found.isPresent()) {
            Faults faults = new Faults();
            for (YamlMap.Entry entry : found.get().map().entries()) {
                faults.of(() -> labels.put(entry.key(), checked(entry.value(), Words::name)));
            }
            faults.tell();
        }
        return labels;
    }

    private ProbeSettings probes(YamlMap root) throws FormatException {
        Optional<YamlNode> found = root.find("probes");
        if (found.isEmpty()) {
            return ProbeSettings.NONE;
        }
        YamlMap map = found.get().map();
        Faults faults = new Faults();
        faults.unknownKeys(map, List.of("only", "skip", "time", "threads", "facts", "bytes", "subjects", "cpu"));
        ProbeSettings read = new ProbeSettings(
                faults.or(Set.of(), () -> names(map, "only")),
                faults.or(Set.of(), () -> names(map, "skip")),
                faults.or(Optional.empty(), () -> word(map, "time", Words::time)),
                faults.or(Optional.empty(), () -> count(map, "threads", 64)),
                faults.or(Optional.empty(), () -> count(map, "facts", 2_000_000)),
                faults.or(Optional.empty(), () -> word(map, "bytes", Words::size)),
                faults.or(Optional.empty(), () -> count(map, "subjects", 100_000)),
                faults.or(Optional.empty(), () -> word(map, "cpu", Words::percent)));
        faults.tell();
        return read;
    }

    private Set<String> names(YamlMap map, String key) throws FormatException {
        return new LinkedHashSet<>(words(map, key, text -> Words.probe(text, probes)));
    }

    static Optional<Integer> count(YamlMap map, String key, int most) throws FormatException {
        Optional<YamlNode> found = map.find(key);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of((int) found.get().integer(1, most));
    }

    /** Of what is discovered, facts are told; a session is another word. */
    private static Optional<Boolean> connects(YamlMap root) throws FormatException {
        Optional<YamlNode> found = root.find("discover");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get() instanceof YamlScalar scalar && Words.WAYS_TO_DISCOVER.contains(scalar.written())) {
            throw scalar.place()
                    .error(
                            "'" + scalar.written() + "' says not what is discovered",
                            "write 'discover: {databases: " + scalar.written() + "}'");
        }
        YamlMap map = found.get().map();
        map.allowOnly("databases");
        return word(map, "databases", Words::connects);
    }

    private static List<ServiceMatch> services(YamlMap root) throws FormatException {
        List<ServiceMatch> services = new ArrayList<>();
        Optional<YamlNode> found = root.find("services");
        if (found.isPresent()) {
            Faults faults = new Faults();
            for (YamlNode item : found.get().list().items()) {
                faults.of(() -> services.add(service(item.map())));
            }
            faults.tell();
        }
        return services;
    }

    private static ServiceMatch service(YamlMap service) throws FormatException {
        service.allowOnly("name", "match");
        YamlNode name = service.require("name");
        YamlMap match = service.require("match").map();
        match.allowOnly("commandLine", "unit", "container", "port");
        Optional<YamlNode> port = match.find("port");
        OptionalInt number = port.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of((int) port.get().integer(1, 65535));
        Optional<String> commandLine = match.text("commandLine");
        Optional<String> unit = match.text("unit");
        Optional<String> container = match.text("container");
        return checked(name, text -> new ServiceMatch(text, commandLine, unit, container, number));
    }

    private DependencyConfig dependency(YamlMap root) throws FormatException {
        Optional<YamlNode> found = root.find("dependency");
        if (found.isEmpty()) {
            return DependencyConfig.NONE;
        }
        YamlMap map = found.get().map();
        map.allowOnly("directories", "exclude", "services", "knownArchives");
        SortedMap<String, List<String>> services = new TreeMap<>();
        Optional<YamlNode> named = map.find("services");
        if (named.isPresent()) {
            for (YamlMap.Entry entry : named.get().map().entries()) {
                services.put(entry.key(), words(named.get().map(), entry.key(), Words::directory));
            }
        }
        Optional<List<String>> directories = map.find("directories").isPresent()
                ? Optional.of(words(map, "directories", Words::directory))
                : Optional.empty();
        return new DependencyConfig(
                directories, words(map, "exclude", Words::place), services, word(map, "knownArchives", this::path));
    }

    private static ConfigPlaces configPlaces(YamlMap root) throws FormatException {
        Optional<YamlNode> found = root.find("config");
        if (found.isEmpty()) {
            return ConfigPlaces.NONE;
        }
        YamlMap map = found.get().map();
        map.allowOnly("files", "exclude");
        SortedMap<String, List<String>> files = new TreeMap<>();
        Optional<YamlNode> named = map.find("files");
        if (named.isPresent()) {
            for (YamlMap.Entry entry : named.get().map().entries()) {
                files.put(entry.key(), words(named.get().map(), entry.key(), Words::directory));
            }
        }
        return new ConfigPlaces(files, words(map, "exclude", Words::place));
    }

    static <T> Optional<T> word(YamlMap map, String key, Function<String, T> reader) throws FormatException {
        Optional<YamlNode> found = map.find(key);
        return found.isEmpty() ? Optional.empty() : Optional.of(checked(found.get(), reader));
    }

    static <T> List<T> words(YamlMap map, String key, Function<String, T> reader) throws FormatException {
        List<T> read = new ArrayList<>();
        Optional<YamlNode> found = map.find(key);
        if (found.isPresent()) {
            List<YamlNode> items = found.get() instanceof YamlList list ? list.items() : List.of(found.get());
            Faults faults = new Faults();
            for (YamlNode item : items) {
                faults.of(() -> read.add(checked(item, reader)));
            }
            faults.tell();
        }
        return read;
    }

    /** Reads one word, and gives a complaint about it the place where it stands. */
    static <T> T checked(YamlNode node, Function<String, T> reader) throws FormatException {
        String text = node.text();
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            String[] complaint = String.valueOf(e.getMessage()).split("; ", 2);
            throw node.place().error(complaint[0], complaint.length > 1 ? complaint[1] : "change it");
        }
    }
}
