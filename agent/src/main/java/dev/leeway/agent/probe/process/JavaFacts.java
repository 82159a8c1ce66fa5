package dev.leeway.agent.probe.process;

import dev.leeway.agent.format.MapsText.Mapped;
import dev.leeway.agent.format.command.ArgumentFile;
import dev.leeway.agent.format.command.ArtefactFile;
import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.format.command.StablePath;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The Java virtual machine of a service: which one, and everything it was told, with where it was told. */
final class JavaFacts {
    private static final FactPath JVM = FactPath.of("jvm");
    private static final String COMMAND_LINE = "command line";
    private static final int MAX_ENVIRONMENT = 4 << 20;
    private static final int MAX_OPTIONS_FILE = 1 << 20;
    private static final int MAX_CLASS_PATH = 2_000;

    private final Subject subject;
    private final Program program;
    private final SortedMap<String, String> variables = new TreeMap<>();

    private JavaFacts(Subject subject, Program program) {
        this.subject = subject;
        this.program = program;
    }

    static void record(Subject subject, Program program, Collection<Mapped> mapped) {
        JavaFacts facts = new JavaFacts(subject, program);
        facts.readVariables();
        JvmOptions options = JvmOptions.of(facts.options());
        facts.told(options);
        Optional<PerformanceData> measured = JavaMachine.record(subject, mapped);
        facts.memory(options, measured);
    }

    private void readVariables() {
        Optional<String> environment = subject.proc().kernel(subject.at("environ"), MAX_ENVIRONMENT, "jvm/**");
        for (String entry : environment.orElse("").split("\0")) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                variables.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
    }

    /** Everything in the order in which the machine reads it, so that what comes later wins. */
    private List<JvmOption> options() {
        List<JvmOption> options = new ArrayList<>(ofVariable("JAVA_TOOL_OPTIONS"));
        optionsFile("-XX:Flags=").ifPresent(options::addAll);
        options.addAll(ofVariable("JDK_JAVA_OPTIONS"));
        List<String> written = subject.process().arguments();
        for (String option : program.runtimeOptions()) {
            options.add(new JvmOption(option, written.contains(option) ? COMMAND_LINE : "argument file"));
        }
        optionsFile("-XX:VMOptionsFile=").ifPresent(options::addAll);
        options.addAll(ofVariable("_JAVA_OPTIONS"));
        return options;
    }

    private List<JvmOption> ofVariable(String name) {
        return ArgumentFile.wordsOfVariable(variables.getOrDefault(name, "")).stream()
                .map(word -> new JvmOption(word, name))
                .toList();
    }

    /** The options in a file named by the option {@code prefix}; in a flags file they lack the dashes. */
    private Optional<List<JvmOption>> optionsFile(String prefix) {
        Optional<String> named = program.runtimeOptions().stream()
                .filter(option -> option.startsWith(prefix))
                .reduce((first, second) -> second)
                .map(option -> option.substring(prefix.length()));
        return named.flatMap(subject::absolute)
                .flatMap(path -> subject.files()
                        .text(path, MAX_OPTIONS_FILE, "jvm/**")
                        .map(text -> ArgumentFile.words(text).stream()
                                .map(word -> word.startsWith("-") ? word : "-XX:" + word)
                                .map(word -> new JvmOption(word, path))
                                .toList()));
    }

    private void told(JvmOptions options) {
        options.properties()
                .forEach((name, value) -> subject.section()
                        .fact(JVM.child("property", name), guarded(name, value.text()), value.origin()));
        options.flags()
                .forEach((name, value) ->
                        subject.section().fact(JVM.child("flag", name), flag(name, value.text()), value.origin()));
        options.agents().forEach(this::agent);
        options.debugger().ifPresent(settings -> {
            String address = setting(settings.text(), "address").orElse("");
            subject.text(FactPath.of("debug", "jdwp"), address, settings.origin());
        });
        List<String> others = options.others().stream().map(StablePath::of).toList();
        if (!others.isEmpty()) {
            subject.section().fact(JVM.child("options"), new Observed.Arguments(others));
        }
        options.classPath().ifPresent(path -> classPath(path.text()));
    }

    private static Observed guarded(String name, String text) {
        return new Observed.Guarded("variable", name, StablePath.of(text));
    }

    private static Observed flag(String name, String text) {
        if (text.equals("true") || text.equals("false")) {
            return Observed.flag(text.equals("true"));
        }
        Optional<Long> size =
                JvmSize.withUnit(text).or(() -> name.endsWith("HeapSize") ? JvmSize.of(text) : Optional.empty());
        return size.map(Observed::size).orElseGet(() -> guarded(name, text));
    }

    /** {@code -javaagent:/opt/otel/agent-1.2.jar=settings}, keyed by the agent's name without its version. */
    private void agent(JvmOption option) {
        String text = option.text();
        int colon = text.indexOf(':');
        int equals = text.indexOf('=', colon);
        String file = equals < 0 ? text.substring(colon + 1) : text.substring(colon + 1, equals);
        ArtefactFile artefact = ArtefactFile.of(file);
        FactPath path = JVM.child("agent", artefact.stem());
        subject.text(path.child("path"), StablePath.of(file), option.origin());
        artefact.version()
                .ifPresent(version -> subject.section()
                        .fact(path.child("version"), Observed.version(version, VersionScheme.MAVEN), "file name"));
        if (equals >= 0) {
            subject.section()
                    .fact(
                            path.child("settings"),
                            guarded(artefact.stem(), text.substring(equals + 1)),
                            option.origin());
        }
    }

    private static Optional<String> setting(String settings, String name) {
        for (String each : settings.split(",")) {
            if (each.startsWith(name + "=")) {
                return Optional.of(each.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    private void classPath(String text) {
        List<String> entries = List.of(text.split(":"));
        if (entries.size() > MAX_CLASS_PATH) {
            subject.section().uncovered(JVM.child("classPath").text(), Kind.TOO_LARGE);
            return;
        }
        List<String> stable = entries.stream()
                .filter(entry -> !entry.isEmpty())
                .map(StablePath::of)
                .toList();
        subject.section().fact(JVM.child("classPath"), new Observed.Plain(Value.ListOf.texts(stable)));
    }

    private void memory(JvmOptions options, Optional<PerformanceData> measured) {
        Optional<JvmOption> asked = options.collector();
        Optional<String> collector = asked.map(JvmOption::text).or(() -> measured.flatMap(PerformanceData::collector));
        known(JVM.child("gc"), "name", collector.map(Observed::text), asked.map(JvmOption::origin));
        Optional<JvmOption> max = Optional.ofNullable(options.flags().get("MaxHeapSize"));
        Optional<Observed> size = max.flatMap(option -> JvmSize.of(option.text()))
                .or(() -> measured.flatMap(PerformanceData::maxHeap))
                .map(Observed::size);
        known(JVM.child("heap"), "max", size, max.map(JvmOption::origin));
        Optional.ofNullable(options.flags().get("InitialHeapSize"))
                .flatMap(option -> JvmSize.of(option.text()))
                .ifPresent(
                        initial -> subject.section().fact(JVM.child("heap").child("initial"), Observed.size(initial)));
    }

    /** A value with who chose it: a flag by its origin, else the machine itself by the host's memory and processors. */
    private void known(FactPath parent, String name, Optional<Observed> value, Optional<String> origin) {
        if (value.isEmpty()) {
            subject.section().uncovered(parent.child(name).text(), Kind.UNREADABLE);
            subject.section().uncovered(parent.child("chosenBy").text(), Kind.UNREADABLE);
            return;
        }
        boolean asked = origin.isPresent();
        subject.section().fact(parent.child(name), value.get(), origin.orElse("chosen by the virtual machine"));
        subject.section().fact(parent.child("chosenBy"), Observed.text(asked ? "option" : "virtual machine"));
    }
}
