package dev.leeway.agent.service;

import dev.leeway.agent.format.command.ArtefactFile;
import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.format.command.Program.MainKind;
import dev.leeway.agent.service.Named.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Names a service by the program that runs: what it was started with, and where. */
final class ProgramName {
    private static final String SPRING_NAME = "spring.application.name";

    /** Servers known better by their own name than by their main class. */
    private static final Map<String, String> KNOWN_CLASSES = Map.ofEntries(
            Map.entry("org.apache.catalina.startup.Bootstrap", "tomcat"),
            Map.entry("kafka.Kafka", "kafka"),
            Map.entry("kafka.docker.KafkaDockerWrapper", "kafka"),
            Map.entry("org.apache.zookeeper.server.quorum.QuorumPeerMain", "zookeeper"),
            Map.entry("org.elasticsearch.bootstrap.Elasticsearch", "elasticsearch"),
            Map.entry("org.elasticsearch.server/org.elasticsearch.bootstrap.Elasticsearch", "elasticsearch"),
            Map.entry("org.opensearch.bootstrap.OpenSearch", "opensearch"),
            Map.entry("org.logstash.Logstash", "logstash"),
            Map.entry("org.apache.cassandra.service.CassandraDaemon", "cassandra"),
            Map.entry("org.eclipse.jetty.start.Main", "jetty"),
            Map.entry("org.eclipse.jetty.xml.XmlConfiguration", "jetty"),
            Map.entry("io.quarkus.bootstrap.runner.QuarkusEntryPoint", "quarkus"));

    private static final Pattern SPRING_LAUNCHER =
            Pattern.compile("org\\.springframework\\.boot\\.loader\\.(?:launch\\.)?\\w*Launcher");
    private static final Pattern CLASS_SUFFIX =
            Pattern.compile("(?<=[a-z0-9])(?:Application|App|Main|Launcher|Bootstrap|Server)(?:Kt)?$|(?<=[a-z0-9])Kt$");
    private static final Pattern RUN_SUFFIX = Pattern.compile("(?:\\.(?:__main__|main|app|cli|run))++$");
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final List<String> APPLICATION_VARIABLES = List.of("FLASK_APP", "DJANGO_SETTINGS_MODULE");

    private final Clues clues;
    private final Program program;

    private ProgramName(Clues clues) {
        this.clues = clues;
        this.program = clues.program();
    }

    /** The name the program gives; empty when nothing about it tells more than what kind of program it is. */
    static Optional<Named> of(Clues clues) {
        ProgramName reader = new ProgramName(clues);
        return switch (clues.program().runtime()) {
            case JAVA -> reader.java();
            case PYTHON -> reader.python();
            case NODE -> reader.node();
            case RUBY, PHP, PERL, DOTNET, SHELL -> reader.script(Rule.ARTEFACT);
            case BEAM, NATIVE -> Optional.empty();
        };
    }

    private Optional<Named> java() {
        Optional<String> spring = springName();
        if (spring.isPresent()) {
            return named(spring, Rule.SPRING);
        }
        if (program.kind() == MainKind.JAR) {
            return named(fileOrDirectory(program.main()), Rule.ARTEFACT);
        }
        if (program.kind() == MainKind.SCRIPT) {
            return script(Rule.ARTEFACT);
        }
        String known = KNOWN_CLASSES.get(program.main());
        if (known != null) {
            return named(Optional.of(known), Rule.ARTEFACT);
        }
        return program.main().isEmpty()
                        || SPRING_LAUNCHER.matcher(program.main()).matches()
                ? named(workingDirectory(), Rule.ARTEFACT)
                : named(className(program.main()).or(this::workingDirectory), Rule.ARTEFACT);
    }

    private Optional<String> springName() {
        String option = "--" + SPRING_NAME + "=";
        Optional<String> argument = last(program.arguments(), option);
        Optional<String> property = last(program.runtimeOptions(), "-D" + SPRING_NAME + "=");
        return argument.or(() -> property)
                .or(() -> clues.variable("SPRING_APPLICATION_NAME"))
                .filter(name -> !name.isBlank() && !name.contains("${"));
    }

    private static Optional<String> last(List<String> arguments, String prefix) {
        return arguments.stream()
                .filter(argument -> argument.startsWith(prefix))
                .reduce((first, second) -> second)
                .map(argument -> argument.substring(prefix.length()));
    }

    /** {@code com.shop.web.ShopWebApplication} is {@code shop-web}, {@code com.shop.billing.Main} is {@code billing}. */
    private static Optional<String> className(String main) {
        String name = main.substring(main.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        String simple = CLASS_SUFFIX.matcher(name.substring(dot + 1)).replaceFirst("");
        String words = String.join("-", CAMEL.split(simple)).toLowerCase(Locale.ROOT);
        if (!ProjectDirectory.generic(words)) {
            return Optional.of(words);
        }
        String parent = dot < 0 ? "" : name.substring(0, dot);
        String last = parent.substring(parent.lastIndexOf('.') + 1);
        return Optional.of(last).filter(text -> !text.isEmpty() && !ProjectDirectory.generic(text));
    }

    private Optional<Named> python() {
        return switch (program.kind()) {
            case APPLICATION -> named(application().or(this::workingDirectory), Rule.PYTHON);
            case MODULE -> named(wholeModule(program.main()).or(this::workingDirectory), Rule.PYTHON);
            case SCRIPT -> script(Rule.PYTHON);
            case CLASS, JAR, COMMAND -> Optional.empty();
        };
    }

    /** What {@code -m} was given, without the part that only says it can be run. */
    private static Optional<String> wholeModule(String module) {
        String name = RUN_SUFFIX.matcher(module).replaceFirst("");
        return Optional.of(name).filter(text -> !ProjectDirectory.generic(text));
    }

    private Optional<String> application() {
        return module(program.main())
                .or(() -> APPLICATION_VARIABLES.stream()
                        .flatMap(name -> clues.variable(name).stream())
                        .flatMap(value -> module(value).stream())
                        .findFirst());
    }

    /** {@code shop.wsgi:application} is {@code shop}; {@code app:app} tells nothing. */
    private static Optional<String> module(String target) {
        int colon = target.indexOf(':');
        String module = colon < 0 ? target : target.substring(0, colon);
        if (module.indexOf('/') >= 0 || module.endsWith(".py")) {
            return ProjectDirectory.of(module);
        }
        while (!module.isEmpty()) {
            int dot = module.lastIndexOf('.');
            String name = module.substring(dot + 1);
            if (!name.isEmpty() && !ProjectDirectory.generic(name) && !name.equals("settings")) {
                // The module's own package names the service: `shop.billing.worker` is billing, `shop.wsgi` is shop.
                return Optional.of(name);
            }
            module = dot < 0 ? "" : module.substring(0, dot);
        }
        return Optional.empty();
    }

    private Optional<Named> node() {
        return clues.packageName().isPresent()
                ? named(clues.packageName().map(ProgramName::withoutScope), Rule.NODE)
                : script(Rule.NODE);
    }

    /** {@code @acme/shop-web} is {@code shop-web}: the scope says whose package it is. */
    private static String withoutScope(String name) {
        return name.startsWith("@") ? name.substring(name.indexOf('/') + 1) : name;
    }

    private Optional<Named> script(Rule rule) {
        return program.main().isEmpty() ? Optional.empty() : named(fileOrDirectory(program.main()), rule);
    }

    /** The file's own name unless it is one of those every project has; then the directory's. */
    private Optional<String> fileOrDirectory(String path) {
        String stem = ArtefactFile.of(path).stem();
        if (!ProjectDirectory.generic(stem)) {
            return Optional.of(stem);
        }
        int slash = path.lastIndexOf('/');
        if (path.startsWith("/")) {
            return ProjectDirectory.of(path.substring(0, slash));
        }
        Optional<String> below = slash < 0 ? Optional.empty() : ProjectDirectory.of(path.substring(0, slash));
        return below.or(this::workingDirectory);
    }

    private Optional<String> workingDirectory() {
        return clues.anchored().leader().workingDirectory().flatMap(ProjectDirectory::of);
    }

    private static Optional<Named> named(Optional<String> name, Rule rule) {
        return name.filter(text -> !text.isBlank())
                .map(PlainName::of)
                .map(plain -> new Named(plain.name(), rule, new TreeMap<>(plain.labels())));
    }
}
