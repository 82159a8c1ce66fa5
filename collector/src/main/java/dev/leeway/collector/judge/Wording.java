package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.Tally;
import dev.leeway.collector.compare.ValueGroup;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.HostNames;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains a drift: what is the matter in one line, then why it matters, how to align and what stays unproven. */
final class Wording {
    /** So many of the values that environments hold are told; more are counted. */
    private static final int MOST_JOINED = 4;

    private final Environments environments;

    Wording(Environments environments) {
        this.environments = environments;
    }

    Explanation differing(FactRow row, int one, int other, Versions versions, Optional<Rule> rule) {
        String label = Label.of(row.scope(), row.address());
        List<ValueGroup> left = groups(row, one);
        List<ValueGroup> right = groups(row, other);
        Optional<String> library = LibraryWording.differing(row, one, other, environments);
        if (library.isPresent()) {
            return explained(library.get(), row, rule);
        }
        Optional<String> several = left.size() == 1 && right.size() == 1
                ? Contrast.ofVersions(
                        left.get(0).value(),
                        environments.name(one),
                        right.get(0).value(),
                        environments.name(other))
                : Optional.empty();
        if (several.isPresent()) {
            String ahead = versions.direction().map(this::ahead).orElse("");
            String runs = WhatRuns.told(row, environments, one, other);
            return explained(label + " differs: " + several.get() + runs + ahead, row, rule);
        }
        Optional<String> delta = left.size() == 1 && right.size() == 1 && told(left) && told(right)
                ? Contrast.ofSets(
                        left.get(0).value(),
                        environments.name(one),
                        right.get(0).value(),
                        environments.name(other))
                : Optional.empty();
        if (delta.isPresent()) {
            return explained(label + " differs: " + delta.get(), row, rule);
        }
        String summary = told(left) && told(right)
                ? label + " is " + spoken(left, right) + " in " + environments.name(one) + ", " + spoken(right, left)
                        + " in " + environments.name(other)
                        + WhatRuns.told(row, environments, one, other)
                        + versions.direction().map(this::ahead).orElse("")
                        + LackedMigrations.told(row, environments, one, other)
                : label
                        + halfTold(row, left, one, right, other)
                                .orElse(" differs between " + environments.name(one) + " and "
                                        + environments.name(other));
        return explained(summary, row, rule);
    }

    /** A text that is told beside another that is only known not to be the same. */
    private Optional<String> halfTold(FactRow row, List<ValueGroup> left, int one, List<ValueGroup> right, int other) {
        boolean byText = row.entry().filter(FactEntry::byText).isPresent();
        if (!byText || told(left) == told(right)) {
            return Optional.empty();
        }
        int teller = told(left) ? one : other;
        return Optional.of(" is " + spoken(told(left) ? left : right, List.of()) + " in " + environments.name(teller)
                + ", and another, which is withheld, in " + environments.name(teller == one ? other : one));
    }

    private String ahead(Direction direction) {
        return " (" + direction.distance().text() + ", " + direction.ahead() + " ahead)";
    }

    Explanation missing(FactRow row, int holding, int lacking, Optional<Rule> rule) {
        String label = Label.of(row.scope(), row.address());
        Optional<Explanation> ofSchema =
                SchemaWording.missing(row, environments.name(holding), environments.name(lacking), rule);
        if (ofSchema.isPresent()) {
            return ofSchema.get();
        }
        boolean variable = row.group().key().probe().equals("env");
        List<ValueGroup> held = groups(row, holding);
        Optional<String> declared = DeclaredVariable.lacking(
                row,
                environments.name(holding),
                environments.name(lacking),
                held.stream().flatMap(group -> group.evidence().stream()).findFirst(),
                asked(row, lacking));
        if (declared.isPresent()) {
            return explained(declared.get(), row, rule);
        }
        if (LackedRoles.isLacked(row, holding, lacking) && told(held)) {
            return LackedRoles.absent(row, environments.name(holding), environments.name(lacking), held);
        }
        Optional<String> jdk = jdk(row);
        if (jdk.isPresent()) {
            String which = jdk.get() + (told(held) ? " (" + spoken(held, List.of()) + ")" : "");
            String summary =
                    which + " is in " + environments.name(holding) + " and not in " + environments.name(lacking);
            return explained(summary, row, rule);
        }
        String there = variable || !told(held) ? (variable ? "set" : "present") : spoken(held, List.of());
        String summary =
                label + " absent in " + environments.name(lacking) + ", " + there + " in " + environments.name(holding);
        return explained(summary, row, rule);
    }

    /** How the declaration of a variable stands where it is lacking. */
    private static Optional<DeclaredVariable.Asked> asked(FactRow row, int lacking) {
        if (!DeclaredVariable.tellsMet(row.address())) {
            return Optional.empty();
        }
        String path = row.path().substring(0, row.path().lastIndexOf('/') + 1) + "state";
        return row.beside(lacking, path).stream()
                .findFirst()
                .map(state -> new DeclaredVariable.Asked(state.display(), row.foundBeside(lacking, path)));
    }

    /** The JDK whose version a fact is, for one that lacks its version is not there. */
    private static Optional<String> jdk(FactRow row) {
        List<FactPath.Segment> segments = row.address().path().segments();
        boolean version = row.group().key().probe().equals("jdk")
                && segments.size() == 2
                && segments.get(1).name().equals("version");
        return version
                ? segments.get(0)
                        .key()
                        .map(key -> (segments.get(0).name().equals("personal") ? "personal JDK " : "JDK ") + key)
                : Optional.empty();
    }

    Explanation absent(FactRow row, int environment, Rule rule) {
        String summary = Label.of(row.scope(), row.address()) + " absent in " + environments.name(environment)
                + ", where the policy wants it";
        return explained(summary, row, Optional.of(rule));
    }

    Explanation unexpected(FactRow row, int environment, Rule rule) {
        Optional<String> library = LibraryWording.unexpected(row, environment, environments);
        if (library.isPresent()) {
            return explained(library.get(), row, Optional.of(rule));
        }
        List<ValueGroup> held = groups(row, environment);
        Optional<Explanation> migration = SchemaWording.unexpected(row, environments.name(environment), held, rule);
        if (migration.isPresent()) {
            return migration.get();
        }
        String place = environments.name(environment);
        Optional<String> fault = FaultWording.told(row.address(), held, place);
        if (fault.isPresent()) {
            return explained(owner(row.scope()) + fault.get(), row, Optional.of(rule));
        }
        boolean placeholder = held.stream().allMatch(group -> isPlaceholder(group.value()));
        String value = told(held) ? " is " + spoken(held, List.of()) : " is there";
        return new Explanation(
                Label.of(row.scope(), row.address()) + (placeholder ? " holds a placeholder" : value) + " in " + place
                        + ", and must not be",
                rule.because().orElse("The policy says that this must not exist here."),
                (placeholder ? "Give " + place + " a value of its own" : "Remove it from " + place)
                        + ", or allow it in the policy.",
                "That environments without it behave as " + place + " does.");
    }

    private static String owner(Scope scope) {
        return scope.kind() == Scope.Kind.SERVICE ? scope.name() + ": " : "";
    }

    Explanation shared(FactRow row, int one, int other, ValueGroup shared, Rule rule) {
        String label = Label.of(row.scope(), row.address());
        String both = environments.name(one) + " and " + environments.name(other);
        boolean secret = shared.value().kind() == Value.Kind.SECRET;
        return new Explanation(
                secret
                        ? label + " is the same " + (CredentialNames.tell(row.path()) ? "secret" : "withheld value")
                                + " in " + both + ", and must differ"
                        : label + " is " + Label.of(shared.value()) + " in both " + both + ", and must differ",
                rule.because().orElse("The policy says that these environments must not share this."),
                "Give " + environments.name(one) + " a value of its own.",
                "That what is done in " + environments.name(one) + " leaves " + environments.name(other)
                        + " untouched.");
    }

    /** An endpoint that by its name is the other environment's. */
    Explanation crossed(FactRow row, int one, int other, Crossing crossing, Rule rule) {
        String label = Label.of(row.scope(), row.address());
        String earlier = environments.name(one);
        String later = environments.name(other);
        String summary;
        if (crossing.earlier().isPresent() && crossing.later().isPresent()) {
            summary = label + " is crossed: in " + earlier + " it names " + later + " ("
                    + Label.of(crossing.earlier().get()) + "), in " + later + " it names " + earlier + " ("
                    + Label.of(crossing.later().get()) + ")";
        } else {
            summary = crossing.earlier()
                    .map(value -> label + " in " + earlier + " names " + later + ": " + Label.of(value))
                    .or(() -> crossing.later()
                            .map(value -> label + " in " + later + " names " + earlier + ": " + Label.of(value)))
                    .orElse(label);
        }
        // A rule's reason speaks of what the earlier environment does to the later.
        boolean reaches = crossing.earlier().isPresent();
        String holder = reaches ? earlier : later;
        String named = reaches ? later : earlier;
        return new Explanation(
                summary,
                rule.because()
                        .filter(because -> reaches)
                        .orElse("What " + holder + " does would happen in " + named + ", and what is done to " + named
                                + " would be felt in " + holder + "."),
                "Point " + holder + " at its own; if the name misleads, add a rule for this fact with 'expect: any'.",
                "That what is done in " + holder + " leaves " + named + " untouched.");
    }

    Explanation split(FactRow row, int environment, Optional<Rule> rule) {
        Tally tally = row.tally(environment).orElseThrow();
        Optional<String> host = loneHost(tally);
        if (host.isPresent()) {
            return splitOn(host.get(), row, tally, rule);
        }
        List<String> parts = new ArrayList<>();
        for (ValueGroup group : tally.groups()) {
            parts.add((Judge.clear(group.value()) ? Label.of(group.value()) : "one secret") + " on "
                    + Label.hosts(group.hosts()));
        }
        if (!tally.missing().isEmpty()) {
            parts.add("absent on " + Label.hosts(tally.missing()));
        }
        String summary = Label.of(row.scope(), row.address()) + " differs within " + environments.name(environment)
                + ": " + joined(parts);
        return explained(summary, row, rule);
    }

    /** The one host that holds every value, because several of its processes are one service. */
    private static Optional<String> loneHost(Tally tally) {
        List<HostNames> said = new ArrayList<>();
        said.add(HostNames.of(tally.missing()));
        tally.groups().forEach(group -> said.add(HostNames.of(group.hosts())));
        HostNames hosts = HostNames.union(said);
        return hosts.size() == 1 ? Optional.of(hosts.get(0)) : Optional.empty();
    }

    private static Explanation splitOn(String host, FactRow row, Tally tally, Optional<Rule> rule) {
        List<String> parts = new ArrayList<>();
        for (ValueGroup group : tally.groups()) {
            parts.add(Judge.clear(group.value()) ? Label.of(group.value()) : "one secret");
        }
        String count = parts.size() == 2 ? "two" : String.valueOf(parts.size());
        String summary = Label.of(row.scope(), row.address()) + " differs between " + count + " processes on " + host
                + ": " + joined(parts);
        // The shipped rule speaks of replicas; these may be nothing of the sort.
        Explanation told =
                explained(summary, row, rule.filter(own -> !own.origin().shipped()));
        return new Explanation(
                summary,
                told.why(),
                "If they are not one service, name them apart with 'services' and 'match' in the agent's configuration"
                        + " (docs/services.md); if they are, restart those that still run as before.",
                told.unproven());
    }

    private static String joined(List<String> parts) {
        int most = MOST_JOINED;
        return parts.size() <= most
                ? String.join(", ", parts)
                : String.join(", ", parts.subList(0, most)) + ", and " + (parts.size() - most) + " more";
    }

    /** What cannot be told though a rule of the user asks. */
    Explanation untold(FactRow row, int one, int other, DriftState state) {
        String reason = state == DriftState.UNKNOWN ? " was not observed on both sides" : " cannot be compared";
        String summary = Label.of(row.scope(), row.address()) + reason + ": " + environments.name(one) + ", "
                + environments.name(other);
        return explained(summary, row, Optional.empty());
    }

    private static Explanation explained(String summary, FactRow row, Optional<Rule> rule) {
        Optional<FactEntry> entry = row.entry();
        return new Explanation(
                summary,
                rule.flatMap(Rule::because)
                        .or(() -> entry.map(FactEntry::why))
                        .orElse("This release of Leeway does not know the fact; whether it matters is for you to say."),
                align(entry, CloserLook.at(row)),
                entry.map(FactEntry::unproven).orElse("That whatever depends on this behaves alike."));
    }

    private static String align(Optional<FactEntry> entry, Optional<String> look) {
        String align =
                entry.map(FactEntry::align).orElse("Bring both sides to one value, or add a rule to the policy.");
        return look.map(command -> align + " Look closer: " + command).orElse(align);
    }

    private List<ValueGroup> groups(FactRow row, int environment) {
        return row.tally(environment)
                .map(tally -> tally.consensus().groups().isEmpty()
                        ? tally.groups()
                        : tally.consensus().groups())
                .orElse(List.of());
    }

    private static boolean told(List<ValueGroup> groups) {
        return !groups.isEmpty() && groups.stream().allMatch(group -> Judge.clear(group.value()));
    }

    /** Values in words; with their type where they would otherwise read like the other side's. */
    private static String spoken(List<ValueGroup> groups, List<ValueGroup> others) {
        List<String> words = new ArrayList<>();
        for (ValueGroup group : groups) {
            String shown = shown(group, groups, others);
            if (words.size() >= MOST_JOINED) {
                // Only counted, and each of many hosts may hold a value of its own.
                words.add(shown);
                continue;
            }
            boolean alike = others.stream()
                    .anyMatch(other -> shown(other, others, groups).equals(shown));
            boolean otherType = others.stream().anyMatch(other -> numberAgainstText(other.value(), group.value()));
            String told = otherType ? Label.apparent(group.value()) : shown;
            words.add(alike ? Label.typed(group.value()) : told);
        }
        return joined(words);
    }

    private static String shown(ValueGroup group, List<ValueGroup> groups, List<ValueGroup> others) {
        return groups.size() == 1 && others.size() == 1
                ? Contrast.shown(group.value(), others.get(0).value())
                : Label.of(group.value());
    }

    /** A setting that is a number here and no number there breaks whoever reads it as one. */
    private static boolean numberAgainstText(Value one, Value other) {
        if (Label.standsForNumber(one) || Label.standsForNumber(other)) {
            return false;
        }
        Value.Kind left = Label.apparentKind(one);
        Value.Kind right = Label.apparentKind(other);
        return (left == Value.Kind.NUMBER && right == Value.Kind.TEXT)
                || (left == Value.Kind.TEXT && right == Value.Kind.NUMBER);
    }

    private static boolean isPlaceholder(Value value) {
        return value instanceof Value.Secret secret && secret.presence() == Presence.PLACEHOLDER;
    }
}
