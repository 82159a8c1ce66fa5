package dev.leeway.collector.source;

import dev.leeway.collector.source.PolicyParts.Part;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Environment;
import dev.leeway.schema.policy.Origin;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Requirement;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.policy.UsualNames;
import dev.leeway.schema.policy.Waiver;
import dev.leeway.schema.yaml.Faults;
import dev.leeway.schema.yaml.ProtectedReader;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlNode;
import dev.leeway.schema.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads policies.
 *
 * <p>The shipped policy lies beneath every other: a user's rules come after its rules and therefore win, and the user's
 * environments, where there are any, replace its own but for the names everybody uses for them.
 */
public final class PolicyReader {
    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,3})d");
    private static final Pattern POINTS = Pattern.compile("0|[1-9][0-9]{0,6}");
    private static final String RESOURCE = "/dev/leeway/collector/source/default-policy.yaml";
    private static final String STRICT = "/dev/leeway/collector/source/strict-policy.yaml";
    private static final String ONE = "one";
    private static final List<String> HOSTS = List.of("each", ONE);
    private static final List<String> PROFILES = List.of("default", "strict", "none");

    private PolicyReader() {}

    /**
     * The policy that applies where nobody wrote one.
     *
     * @throws IllegalStateException when the resource is damaged, which a test of this module rules out
     */
    public static Policy shipped() {
        String yaml = resource(RESOURCE);
        try {
            return read(
                    PolicyParts.shipped(yaml, Origin.DEFAULT_POLICY),
                    Optional.empty(),
                    PolicyId.of(yaml),
                    new Faults());
        } catch (FormatException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * The policy that lies beneath a user's with {@code profile: strict}: the shipped one, with what speaks besides.
     *
     * @throws IllegalStateException when a resource is damaged, which a test of this module rules out
     */
    public static Policy strict() {
        String yaml = resource(STRICT);
        try {
            return read(
                    PolicyParts.shipped(yaml, Origin.STRICT_POLICY),
                    Optional.of(shipped()),
                    PolicyId.of(resource(RESOURCE), yaml),
                    new Faults());
        } catch (FormatException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * Reads a user's policy that includes nothing and lays it over the shipped one, or over that of its profile.
     *
     * @param yaml the whole text
     * @param name what people call it, for messages and origins: the file as they named it
     * @throws FormatException naming the places of all that is not as the documentation says
     */
    public static Policy read(String yaml, String name) throws FormatException {
        return read(yaml, name, IncludedFiles.NONE);
    }

    /**
     * The same for a policy that may include files; their rules, waivers and invariants come before its own, in the order of
     * their inclusion.
     *
     * @param files what it may include
     * @throws FormatException naming the places of all that is not as the documentation says, and for files that are included
     *     the place of their inclusion as well
     */
    public static Policy read(String yaml, String name, IncludedFiles files) throws FormatException {
        Faults faults = new Faults();
        List<Part> parts = PolicyParts.of(yaml, name, files, faults);
        List<String> texts = new ArrayList<>(List.of(resource(RESOURCE)));
        Policy beneath =
                faults.or(shipped(), () -> beneath(parts.get(parts.size() - 1).root(), texts));
        parts.forEach(part -> texts.add(part.yaml()));
        return read(parts, Optional.of(beneath), PolicyId.of(texts.toArray(String[]::new)), faults);
    }

    /** What the policy's profile puts beneath it, whose text is added to {@code texts} where it is another. */
    private static Policy beneath(YamlMap root, List<String> texts) throws FormatException {
        Optional<YamlNode> node = root.find("profile");
        String profile = node.isEmpty() ? "default" : node.get().text();
        Policy shipped = shipped();
        switch (profile) {
            case "default" -> {
                return shipped;
            }
            case "strict" -> {
                texts.add(resource(STRICT));
                return strict();
            }
            case "none" -> {
                return shipped.withoutRules();
            }
            default -> throw RuleReader.unknown(node.orElseThrow(), "profile", PROFILES);
        }
    }

    /**
     * Checks that every probe a user's policy names is one: a pattern over a misspelt probe would mean nothing, and a
     * requirement or waiver that means nothing looks like one that is kept.
     *
     * @param yaml the whole text, which must be one that {@link #read} accepts
     * @param name as for {@link #read}
     * @param files as for {@link #read}
     * @param probes known to this release or seen in snapshots; those that are planned are known besides
     * @throws FormatException naming the places of all patterns over probes nobody knows
     */
    public static void checkProbes(String yaml, String name, IncludedFiles files, Set<String> probes)
            throws FormatException {
        Faults faults = new Faults();
        for (Part part : PolicyParts.of(yaml, name, files, faults)) {
            within(part, faults, own -> PatternProbes.check(part.root(), probes));
        }
        faults.tell();
    }

    /**
     * The environments a user's policy lists itself, in promotion order; none where it leaves them to the shipped one.
     *
     * @param yaml the whole text
     * @param name as for {@link #read}
     * @throws FormatException as {@link #read} does
     */
    public static List<String> listed(String yaml, String name) throws FormatException {
        return EnvironmentReader.environments(YamlReader.read(yaml, name).map()).stream()
                .map(Environment::name)
                .toList();
    }

    /** Probes that a policy may name before there are snapshots of them. */
    public static Set<String> plannedProbes() {
        return PatternProbes.PLANNED;
    }

    private static String resource(String resource) {
        try (InputStream in = PolicyReader.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Policy read(List<Part> parts, Optional<Policy> beneath, String id, Faults faults)
            throws FormatException {
        Part own = parts.get(parts.size() - 1);
        YamlMap root = own.root();
        int before = faults.count();
        List<Environment> listed = faults.or(List.of(), () -> EnvironmentReader.environments(root));
        List<Environment> beneathIt = beneath.map(Policy::environments).orElse(List.of());
        List<Environment> environments = listed.isEmpty() || beneath.isEmpty()
                ? (listed.isEmpty() ? beneathIt : listed)
                : UsualNames.added(listed, beneathIt);
        ListedEnvironments names = new ListedEnvironments(environments, faults.count() == before);
        faults.of(() -> checkProtected(root, names));
        List<Requirement> require = new ArrayList<>(beneath.map(Policy::require).orElse(List.of()));
        List<Rule> rules = new ArrayList<>(beneath.map(Policy::rules).orElse(List.of()));
        List<Waiver> waivers = new ArrayList<>();
        InvariantReader invariants = new InvariantReader(names);
        SortedMap<String, String> owners = new TreeMap<>();
        for (Part part : parts) {
            RuleReader reader = new RuleReader(part::origin, names);
            within(part, faults, found -> require.addAll(requirements(part, found)));
            within(part, faults, found -> rules.addAll(reader.rules(part.root(), found)));
            within(part, faults, found -> waivers.addAll(reader.waivers(part.root(), found)));
            within(part, faults, found -> invariants.add(part, found));
            within(part, faults, found -> owners(part.root(), owners));
        }
        Optional<String> reference = faults.or(Optional.empty(), () -> reference(root, names));
        SortedMap<String, List<String>> services = faults.or(
                new TreeMap<>(),
                () -> EnvironmentReader.services(parts.stream().map(Part::root).toList()));
        Optional<Duration> maxAge = faults.or(Optional.empty(), () -> maxAge(root));
        OptionalInt budget = faults.or(OptionalInt.empty(), () -> budget(root));
        faults.tell();
        return new Policy(
                own.name(),
                id,
                environments,
                reference,
                services,
                owners,
                require,
                rules,
                waivers,
                invariants.invariants(),
                maxAge,
                budget);
    }

    /** Reading of one part, which keeps what of it is wrong. */
    private interface PartReading {
        void read(Faults found) throws FormatException;
    }

    /** Keeps what is wrong with a part in {@code faults}, each with the place of its inclusion. */
    private static void within(Part part, Faults faults, PartReading reading) {
        Faults own = new Faults();
        own.of(() -> reading.read(own));
        own.found().forEach(fault -> faults.add(part.told(fault)));
    }

    private static OptionalInt budget(YamlMap root) throws FormatException {
        Optional<YamlNode> node = root.find("budget");
        if (node.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!POINTS.matcher(node.get().text()).matches()) {
            throw node.get()
                    .place()
                    .error(
                            "'" + FormatException.shown(node.get().text()) + "' is no number of points",
                            "write a whole number, as 'budget: 40'; docs/policy.md says what drift costs");
        }
        return OptionalInt.of(Integer.parseInt(node.get().text()));
    }

    /** What the agent's guard reads; here only whether it can be read and speaks of environments there are. */
    private static void checkProtected(YamlMap root, ListedEnvironments names) throws FormatException {
        ProtectedReader.read(root);
        Optional<YamlNode> node = root.find("protected");
        if (node.isPresent()) {
            for (YamlNode item : node.get().list().items()) {
                names.canonical(item.map().require("environment"));
            }
        }
    }

    private static Optional<Duration> maxAge(YamlMap root) throws FormatException {
        Optional<YamlNode> node = root.find("maxAge");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        Matcher days = DAYS.matcher(node.get().text());
        if (!days.matches()) {
            throw node.get()
                    .place()
                    .error(
                            "'" + FormatException.shown(node.get().text()) + "' is no age of a snapshot",
                            "write whole days, one or more, as 'maxAge: 7d'");
        }
        return Optional.of(Duration.ofDays(Integer.parseInt(days.group(1))));
    }

    private static Optional<String> reference(YamlMap root, ListedEnvironments names) throws FormatException {
        Optional<YamlNode> node = root.find("reference");
        return node.isEmpty() ? Optional.empty() : Optional.of(names.canonical(node.get()));
    }

    private static List<Requirement> requirements(Part part, Faults faults) throws FormatException {
        List<Requirement> requirements = new ArrayList<>();
        Optional<YamlNode> require = part.root().find("require");
        if (require.isPresent()) {
            for (YamlNode item : require.get().list().items()) {
                faults.of(() -> requirements.add(
                        requirement(item, part.origin(item.place().line()))));
            }
        }
        return requirements;
    }

    private static Requirement requirement(YamlNode item, Origin origin) throws FormatException {
        if (!(item instanceof YamlMap map)) {
            return new Requirement(RuleReader.pattern(item), true, origin);
        }
        map.allowOnly("match", "hosts");
        Optional<YamlNode> hosts = map.find("hosts");
        if (hosts.isPresent() && !HOSTS.contains(hosts.get().text())) {
            throw hosts.get()
                    .place()
                    .error(
                            "'" + FormatException.shown(hosts.get().text()) + "' says of no host that it must be seen",
                            "write 'hosts: each', as where it is left out, or 'hosts: one'");
        }
        boolean one = hosts.isPresent() && hosts.get().text().equals(ONE);
        return new Requirement(RuleReader.pattern(map.require("match")), !one, origin);
    }

    private static void owners(YamlMap root, SortedMap<String, String> owners) throws FormatException {
        Optional<YamlNode> node = root.find("owners");
        if (node.isPresent()) {
            for (YamlMap.Entry entry : node.get().map().entries()) {
                owners.put(entry.key(), entry.value().text());
            }
        }
    }
}
