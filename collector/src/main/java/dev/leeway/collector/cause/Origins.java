package dev.leeway.collector.cause;

import dev.leeway.collector.judge.DeclaredVariable;
import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.Library;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.HostNames;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** Finds where each drift comes from. */
final class Origins {
    private final Map<List<String>, List<Finding>> otherDistribution = new HashMap<>();
    private final Map<List<String>, List<Finding>> otherJava = new HashMap<>();
    /** Services that run another Java, each with the pair of environments between which they do. */
    private final Map<List<String>, List<Finding>> onOtherJava = new HashMap<>();
    /** JDKs that one of a pair lacks as a whole, each with the pair. */
    private final Set<List<String>> lackedJdks = new HashSet<>();
    /** Versions and keys that a Java in use was changed to or from beyond leeway, each with the pair. */
    private final Set<List<String>> changedJava = new HashSet<>();

    private final Set<List<String>> unlike;
    private final Map<String, String> together;
    private final LibraryOrigins libraries;
    private final SchemaOrigins schemas;
    private final ContainerOrigins containers;
    private final Connections connections;
    private final OneThing things;
    private final ToolPackages tools;

    /**
     * The origins of {@code findings}.
     *
     * @param unlike pairs of environments whose hosts are of unlike kinds
     * @param together ids of findings that tell of one breach of isolation, to what they have in common
     * @param connections by which variables those are told
     */
    Origins(List<Finding> findings, Set<List<String>> unlike, Map<String, String> together, Connections connections) {
        this.unlike = unlike;
        this.together = together;
        this.libraries = new LibraryOrigins(findings);
        this.schemas = new SchemaOrigins(findings);
        this.containers = new ContainerOrigins(findings);
        this.connections = connections;
        this.things = new OneThing(findings);
        this.tools = new ToolPackages(findings);
        for (Finding finding : findings) {
            if (finding.nature() == Finding.Nature.FACT && isDifference(finding)) {
                if (KnownFacts.saysDistribution(finding.address())) {
                    add(otherDistribution, finding.between(), finding);
                }
                if (KnownFacts.saysRuntime(finding.address()) && isJava(finding)) {
                    add(otherJava, finding.between(), finding);
                    add(onOtherJava, place(finding), finding);
                }
                if (KnownFacts.saysRuntime(finding.address()) && finding.disposition() != Disposition.WITHIN_LEEWAY) {
                    told(finding).forEach(value -> changedJava.add(with(finding.between(), value)));
                }
            }
        }
        findings.stream().filter(this::isLackedJdk).forEach(finding -> {
            lackedJdks.add(with(finding.between(), KnownFacts.jdk(finding.address())));
        });
    }

    private static void add(Map<List<String>, List<Finding>> leads, List<String> place, Finding lead) {
        leads.computeIfAbsent(place, unused -> new ArrayList<>()).add(lead);
    }

    private static Stream<String> told(Finding finding) {
        return finding.values().stream()
                .filter(value -> finding.between().contains(value.environment()))
                .flatMap(value -> value.value().stream())
                .map(Value::display);
    }

    private static List<String> with(List<String> between, String what) {
        List<String> place = new ArrayList<>(between);
        place.add(what);
        return place;
    }

    /** A JDK that goes with a change of the Java in use is told with that. */
    private boolean isLackedJdk(Finding finding) {
        if (finding.nature() != Finding.Nature.FACT
                || finding.state() != DriftState.MISSING
                || !KnownFacts.saysJdk(finding.address())) {
            return false;
        }
        Stream<String> keys = finding.address().path().segments().get(0).key().stream();
        return Stream.concat(keys, told(finding))
                .noneMatch(value -> changedJava.contains(with(finding.between(), value)));
    }

    static boolean isDifference(Finding finding) {
        return finding.state() == DriftState.DIFFERENT || finding.state() == DriftState.SPLIT;
    }

    private static List<String> place(Finding finding) {
        return with(finding.between(), finding.scope().name());
    }

    private boolean followsJava(Finding finding) {
        boolean ofService = finding.scope().kind() == Scope.Kind.SERVICE;
        List<Finding> leads = ofService
                ? onOtherJava.getOrDefault(place(finding), List.of())
                : otherJava.getOrDefault(finding.between(), List.of());
        return Disagreement.mayFollow(finding, leads)
                && finding.state() != DriftState.UNEXPECTED
                && finding.state() != DriftState.SHARED
                && KnownFacts.followsJava(finding.address(), finding.state() == DriftState.MISSING);
    }

    private static boolean isJava(Finding finding) {
        return finding.values().stream()
                .flatMap(value -> value.value().stream())
                .anyMatch(value -> value instanceof Value.Version version && version.scheme() == VersionScheme.JDK);
    }

    Origin of(Finding finding) {
        String isolation = together.get(finding.id());
        if (isolation != null) {
            return new Origin(Origin.Kind.ISOLATION, isolation);
        }
        Origin origin = byNature(finding);
        String service = finding.scope().name() + "|";
        // A setting that refers to a variable is told with that.
        return origin.kind() == Origin.Kind.VARIABLE && origin.key().startsWith(service)
                ? new Origin(
                        Origin.Kind.VARIABLE,
                        service + connections.name(finding.scope(), origin.key().substring(service.length())))
                : origin;
    }

    private Origin byNature(Finding finding) {
        return switch (finding.nature()) {
            case UNLIKE_HOSTS -> new Origin(Origin.Kind.UNLIKE_HOSTS, "");
            case UNOBSERVED -> new Origin(Origin.Kind.UNOBSERVED, "");
            case MOVING -> schemas.of(finding).orElseGet(() -> ofMoving(finding));
            case SUBJECT ->
                finding.disposition() == Disposition.INFORMATIONAL && unlike.contains(finding.between())
                        ? new Origin(Origin.Kind.SUBJECTS, "")
                        : new Origin(Origin.Kind.SUBJECT, finding.scope().name());
            case FACT, UNPINNED -> ofFact(finding);
        };
    }

    /** Replicas that differ in a library while a release rolls out follow that; libraries that lag may come without one. */
    private Origin ofMoving(Finding finding) {
        Origin release = LibraryOrigins.release(finding.scope(), finding.between());
        if (finding.state() == DriftState.SPLIT) {
            return release;
        }
        return libraries
                .of(finding)
                .orElseGet(() -> Library.isDependency(finding.address()) ? ofFact(finding) : release);
    }

    private Origin ofFact(Finding finding) {
        if (finding.state() == DriftState.UNKNOWN || finding.state() == DriftState.NOT_COMPARABLE) {
            return new Origin(Origin.Kind.UNOBSERVED, "");
        }
        if (finding.state() == DriftState.BROKEN) {
            // A rule of somebody's own is no symptom of something else.
            return new Origin(Origin.Kind.FACT, finding.id());
        }
        Optional<Origin> container = containers.of(finding);
        if (container.isPresent()) {
            return container.get();
        }
        if (KnownFacts.followsDistribution(finding.address())
                && Disagreement.mayFollow(finding, otherDistribution.getOrDefault(finding.between(), List.of()))) {
            return new Origin(Origin.Kind.DISTRIBUTION, "");
        }
        String jdk = KnownFacts.jdk(finding.address());
        if (lackedJdks.contains(with(finding.between(), jdk))) {
            return new Origin(Origin.Kind.JDK, jdk);
        }
        if (followsJava(finding)) {
            return new Origin(Origin.Kind.JAVA, "");
        }
        Optional<Origin> thing = things.of(finding).or(() -> tools.of(finding)).or(() -> libraries.of(finding));
        if (thing.isPresent()) {
            return thing.get();
        }
        Optional<Origin> schema = schemas.of(finding);
        if (schema.isPresent()) {
            return schema.get();
        }
        Optional<Origin> connection = connections.of(finding);
        if (connection.isPresent()) {
            return connection.get();
        }
        String probe = finding.address().section().probe();
        return switch (probe) {
            case "env" -> new Origin(Origin.Kind.VARIABLE, finding.scope().name() + "|" + variable(finding));
            // What a file sets or asks for is the variable of that name.
            case "config" ->
                DeclaredVariable.of(finding.address())
                        .map(own ->
                                new Origin(Origin.Kind.VARIABLE, finding.scope().name() + "|" + own.name()))
                        .orElseGet(() -> new Origin(Origin.Kind.FACT, family(finding)));
            case "database" ->
                new Origin(
                        ShapeSummary.isShape(finding.address()) ? Origin.Kind.SHAPES : Origin.Kind.FACT,
                        family(finding));
            case "package" -> new Origin(Origin.Kind.PACKAGE, ofPackage(finding));
            default -> new Origin(Origin.Kind.FACT, family(finding));
        };
    }

    /**
     * Facts of one section that describe one thing: everything under its first names, down to the first key.
     *
     * <p>{@code jvm/heap/max} and {@code jvm/heap/initial} are of one family, {@code jvm/flag[A]} and {@code jvm/flag[B]}
     * are not.
     */
    private static String family(Finding finding) {
        String path = finding.address().path().text();
        int keyed = path.indexOf(']');
        int last = path.lastIndexOf('/');
        String family = keyed >= 0 ? path.substring(0, keyed + 1) : last < 0 ? path : path.substring(0, last);
        if (keyed < 0 && family.startsWith("timezone")) {
            family = "timezone";
        }
        return finding.address().section().text() + "/" + family;
    }

    /** The encoded name of the variable a fact of {@code env} comes from. */
    static String variable(Finding finding) {
        String path = finding.address().path().text();
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    /** Packages that move between the same versions on both sides come from one source. */
    static String ofPackage(Finding finding) {
        String text = finding.address().path().text();
        boolean version = text.endsWith("]/version") && isDifference(finding);
        if (!version) {
            int slash = text.indexOf('/');
            return slash < 0 ? text : text.substring(0, slash);
        }
        StringJoiner versions = new StringJoiner("|");
        versions.add(text.substring(0, text.indexOf('['))).add(finding.state().text());
        for (EnvironmentValue value : finding.values()) {
            if (finding.between().contains(value.environment())) {
                versions.add(value.environment())
                        .add(value.value().map(Value::display).orElse(""))
                        .add(HostNames.of(value.hosts()).mark());
            }
        }
        return versions.toString();
    }
}
