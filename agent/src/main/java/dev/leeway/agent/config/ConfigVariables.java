package dev.leeway.agent.config;

import dev.leeway.agent.spi.ConfigPlaces;
import dev.leeway.agent.spi.HostSettings;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.yaml.Suggestion;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the variables {@code LEEWAY_*}: {@code NAME}, {@code ENVIRONMENT}, {@code ROLE}, {@code KIND}, {@code LABELS}
 * ({@code a=b,c=d}), {@code KEYS} (paths joined by colons), {@code ONLY}, {@code SKIP} and {@code PROBE_TIME}.
 */
public final class ConfigVariables {
    private static final String PREFIX = "LEEWAY_";
    private static final int MOST_UNREAD = 10;

    /** Those read here, {@code CONFIG} with the file, and {@code JOIN_TOKEN} by who joins. */
    private static final List<String> READ = List.of(
            "NAME",
            "ENVIRONMENT",
            "ROLE",
            "KIND",
            "LABELS",
            "KEYS",
            "ONLY",
            "SKIP",
            "PROBE_TIME",
            "CONFIG",
            "JOIN_TOKEN");

    /** Those of the launchers, of the collector and of the product's own tests; and what Kubernetes makes of a service called leeway. */
    private static final Pattern OTHERS =
            Pattern.compile("(JAVA|SAMPLES|CALLER)_.*|CLASS_ARCHIVE|REQUIRE_ENGINES|PEERS|STORE(_.*)?"
                    + "|(.*_)?SERVICE_(HOST|PORT)(_.*)?|(.*_)?PORT(_[0-9]+_.*)?");

    private final Map<String, String> variables;
    private final Collection<String> probes;

    /**
     * A reader of these variables; those with another prefix and those without value say nothing.
     *
     * @param probes names of the probes there are
     */
    public ConfigVariables(Map<String, String> variables, Collection<String> probes) {
        this.variables = variables;
        this.probes = probes;
    }

    /**
     * What the variables say.
     *
     * @throws FormatException naming the variable and a next step when a value will not do
     */
    public AgentConfig read() throws FormatException {
        return new AgentConfig(
                word("NAME", Words::name),
                word("ENVIRONMENT", Words::name),
                word("ROLE", Words::name),
                word("KIND", Words::kind),
                word("LABELS", ConfigVariables::labels).orElseGet(TreeMap::new),
                word("KEYS", ConfigVariables::paths).orElse(List.of()),
                new ProbeSettings(
                        word("ONLY", this::names).orElse(Set.of()),
                        word("SKIP", this::names).orElse(Set.of()),
                        word("PROBE_TIME", Words::time),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                List.of(),
                List.of(),
                List.of(),
                DependencyConfig.NONE,
                ConfigPlaces.NONE,
                List.of(),
                Optional.empty(),
                HostSettings.NONE);
    }

    /** One remark for each variable that begins as ours do and that nothing reads, sorted, the first few of them. */
    public List<String> unread() {
        List<String> known = READ.stream().map(name -> PREFIX + name).toList();
        return variables.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .filter(name -> !OTHERS.matcher(name.substring(PREFIX.length())).matches())
                .sorted()
                .limit(MOST_UNREAD)
                .map(name -> FormatException.shown(name) + " is no variable of the agent; "
                        + Suggestion.nextStep(name, known))
                .toList();
    }

    private static SortedMap<String, String> labels(String text) {
        SortedMap<String, String> labels = new TreeMap<>();
        for (String each : text.split(",", -1)) {
            Map.Entry<String, String> label = Words.label(each);
            labels.put(label.getKey(), label.getValue());
        }
        return labels;
    }

    private static List<Path> paths(String text) {
        return Arrays.stream(text.split(File.pathSeparator, -1))
                .filter(each -> !each.isBlank())
                .map(Path::of)
                .toList();
    }

    private Set<String> names(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(each -> Words.probe(each.strip(), probes))
                .collect(Collectors.toUnmodifiableSet());
    }

    private <T> Optional<T> word(String name, Function<String, T> reader) throws FormatException {
        String text = variables.getOrDefault(PREFIX + name, "");
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException e) {
            String[] complaint = String.valueOf(e.getMessage()).split("; ", 2);
            throw new FormatException(
                    PREFIX + name, "", complaint[0], complaint.length > 1 ? complaint[1] : "change or unset it");
        }
    }
}
