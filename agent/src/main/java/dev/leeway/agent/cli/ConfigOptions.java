package dev.leeway.agent.cli;

import dev.leeway.agent.config.AgentConfig;
import dev.leeway.agent.config.ConfigFiles;
import dev.leeway.agent.config.ConfigVariables;
import dev.leeway.agent.config.DependencyConfig;
import dev.leeway.agent.config.ProbeSettings;
import dev.leeway.agent.config.Words;
import dev.leeway.agent.spi.ConfigPlaces;
import dev.leeway.agent.spi.HostSettings;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.HostKind;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say what to observe, and what is said elsewhere when they are left out. */
final class ConfigOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "Configuration to read instead of the usual places.")
    private @Nullable Path config;

    @Option(names = "--name", paramLabel = "NAME", description = "What the host is called, instead of its own name.")
    private @Nullable String name;

    @Option(names = "--environment", paramLabel = "E", description = "The environment: dev, staging, prod, ...")
    private @Nullable String environment;

    @Option(names = "--role", paramLabel = "R", description = "The role whose peers this host has: web, db, ...")
    private @Nullable String role;

    @Option(
            names = "--kind",
            paramLabel = "K",
            completionCandidates = Kinds.class,
            description = "The kind of host: server, laptop, node or ci.")
    private @Nullable String kind;

    @Option(names = "--label", paramLabel = "K=V", description = "A label, slot=blue say; may be repeated.")
    private @Nullable List<String> labels;

    @Option(names = "--only", paramLabel = "P", split = ",", description = "Only these probes, separated by commas.")
    private @Nullable List<String> only;

    @Option(names = "--skip", paramLabel = "P", split = ",", description = "All but these probes.")
    private @Nullable List<String> skip;

    /**
     * What all sources say together: options over variables over the file.
     *
     * @throws FormatException naming the source, the place and a next step when one of them will not do
     */
    AgentConfig read(Surroundings around) throws FormatException {
        Collection<String> probes = around.probeNames();
        AgentConfig said = options(probes).over(new ConfigVariables(around.variables(), probes).read());
        Optional<Path> file = file(around);
        AgentConfig all = file.isEmpty() ? said : said.over(ConfigFiles.read(file.get(), probes));
        if (probes.stream().noneMatch(all.probes().selection()::requests)) {
            throw new FormatException("--only, --skip", "", "leave no probe", "skip fewer than are asked for");
        }
        return all;
    }

    /** What is to be said of the variables, though none of it is wrong: those that nobody reads. */
    static List<String> remarks(Surroundings around) {
        return new ConfigVariables(around.variables(), around.probeNames())
                .unread().stream().map(VisibleText::of).toList();
    }

    /** The file that is read, empty when there is none. */
    Optional<Path> file(Surroundings around) {
        return new ConfigFiles(around.variables()).find(Optional.ofNullable(config));
    }

    private AgentConfig options(Collection<String> probes) throws FormatException {
        Optional<HostKind> ofKind = word("--kind", kind, Words::kind);
        return new AgentConfig(
                word("--name", name, Words::name),
                word("--environment", environment, Words::name),
                word("--role", role, Words::name),
                ofKind,
                labels(),
                List.of(),
                new ProbeSettings(
                        names("--only", only, probes),
                        names("--skip", skip, probes),
                        Optional.empty(),
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

    private SortedMap<String, String> labels() throws FormatException {
        SortedMap<String, String> read = new TreeMap<>();
        if (labels != null) {
            for (String each : labels) {
                Optional<Map.Entry<String, String>> label = word("--label", each, Words::label);
                label.ifPresent(pair -> read.put(pair.getKey(), pair.getValue()));
            }
        }
        return read;
    }

    private static Set<String> names(String option, @Nullable List<String> given, Collection<String> probes)
            throws FormatException {
        Set<String> read = new LinkedHashSet<>();
        if (given != null) {
            for (String each : given) {
                word(option, each.strip(), text -> Words.probe(text, probes)).ifPresent(read::add);
            }
        }
        return read;
    }

    /** Reads what an option was given; empty when it was not. */
    static <T> Optional<T> word(String option, @Nullable String text, Function<String, T> reader)
            throws FormatException {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException e) {
            String[] complaint = String.valueOf(e.getMessage()).split("; ", 2);
            throw new FormatException(option, "", complaint[0], complaint.length > 1 ? complaint[1] : "change it");
        }
    }

    /** What a host may be said to be, for shells that complete: a tree is one whatever is said. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("server", "laptop", "node", "ci").iterator();
        }
    }
}
