package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.Label;
import dev.leeway.collector.judge.SchemaFact;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says in one line what differs between two databases, object by object. */
final class SchemaSummary {
    private static final int NAMED = 4;
    private static final int OTHERS = 5;
    private static final List<String> COUNTED =
            List.of("column", "index", "unique", "foreign-key", "check", "exclude", "trigger", "policy");

    private SchemaSummary() {}

    /** How far to the front a fact belongs among those of one origin: the lower the further. */
    static int place(Finding finding) {
        return SchemaFact.of(finding.address()).map(SchemaSummary::place).orElse(OTHERS);
    }

    /** How much of an object a finding says is not there: the lower the more. */
    static int lack(Finding finding) {
        boolean whole = finding.state() == DriftState.MISSING && fact(finding).tellsObject();
        return whole ? place(finding) : OTHERS;
    }

    private static int place(SchemaFact fact) {
        boolean ofServer = fact.kind().equals("server") && fact.part().isEmpty();
        if (ofServer && (fact.aspect().equals("product") || fact.aspect().equals("version"))) {
            return fact.aspect().equals("product") ? 0 : 1;
        }
        if (fact.kind().equals("migration")) {
            return fact.aspect().equals("latest") ? 0 : 1;
        }
        boolean ofSchema = fact.kind().equals("schema");
        return fact.tellsObject() ? ofSchema ? 2 : 3 : fact.tellsPart() ? 4 : OTHERS;
    }

    /** {@code shop: table public.orders, staging against prod: column total numeric(10,2) -> numeric(12,2)}. */
    static String object(Group group) {
        Finding leading = group.leading();
        SchemaFact fact = fact(leading);
        if (leading.state() == DriftState.MISSING && fact.tellsObject()) {
            boolean ofSchema = fact.kind().equals("schema");
            return name(leading) + fact.objectInWords() + (ofSchema ? contents(group) : parts(group))
                    + (ofSchema ? " empty or absent in " : " absent in ") + lacking(leading) + ", present in "
                    + holding(leading);
        }
        List<String> parts = differences(group);
        return name(leading) + fact.objectInWords() + ", " + String.join(" -> ", leading.between()) + ": "
                + listed(parts, "; ");
    }

    /** {@code  (12 columns, 3 indexes)}. */
    private static String parts(Group group) {
        Map<String, Set<String>> keys = new LinkedHashMap<>();
        COUNTED.forEach(part -> keys.put(part, new TreeSet<>()));
        for (Finding member : group.members()) {
            SchemaFact fact = fact(member);
            if (fact.kind().equals(fact(group.leading()).kind()) && keys.containsKey(fact.part())) {
                keys.get(fact.part()).add(fact.partKey());
            }
        }
        List<String> counts = new ArrayList<>();
        keys.forEach((part, found) -> {
            if (!found.isEmpty()) {
                counts.add(found.size() + " " + plural(part, found.size()));
            }
        });
        return counts.isEmpty() ? "" : " (" + listed(counts, ", ") + ")";
    }

    /** {@code  (12 tables, 3 views)}. */
    private static String contents(Group group) {
        Map<String, Set<String>> objects = new TreeMap<>();
        for (Finding member : group.members()) {
            SchemaFact fact = fact(member);
            if (fact.tellsObject() && !fact.kind().equals("schema")) {
                objects.computeIfAbsent(fact.kind(), kind -> new TreeSet<>()).add(fact.object());
            }
        }
        List<String> counts = new ArrayList<>();
        objects.forEach((kind, found) -> counts.add(found.size() + " " + plural(kind, found.size())));
        return counts.isEmpty() ? "" : " (" + listed(counts, ", ") + ")";
    }

    private static String plural(String part, int count) {
        String word = switch (part) {
            case "unique" -> "unique key";
            case "exclude" -> "exclusion";
            default -> part.replace('-', ' ');
        };
        if (count == 1) {
            return word;
        }
        return word.equals("index") ? "indexes" : word.equals("policy") ? "policies" : word + "s";
    }

    /** What differs between the leading pair, the parts of the object one by one. */
    private static List<String> differences(Group group) {
        Finding leading = group.leading();
        Map<String, List<Finding>> byPart = new LinkedHashMap<>();
        for (Finding member : group.members()) {
            boolean told = member.disposition() != Disposition.WITHIN_LEEWAY
                    || group.disposition() == Disposition.WITHIN_LEEWAY;
            if (told && member.between().equals(leading.between())) {
                byPart.computeIfAbsent(
                                fact(member).partInWords() + "|"
                                        + member.state().text(),
                                unused -> new ArrayList<>())
                        .add(member);
            }
        }
        List<String> told = new ArrayList<>();
        byPart.forEach((part, members) -> told.addAll(ofPart(part.substring(0, part.indexOf('|')), members)));
        return told;
    }

    private static List<String> ofPart(String part, List<Finding> members) {
        for (Finding member : members) {
            if (member.state() == DriftState.MISSING && fact(member).tellsPart()) {
                return List.of(part + held(member) + " absent in " + lacking(member));
            }
        }
        List<String> told = new ArrayList<>();
        for (Finding member : members) {
            String what = (part + " " + fact(member).aspectInWords()).strip();
            told.add((what.isEmpty() ? "" : what + " ") + values(member));
        }
        return told;
    }

    /** The type of a column that is not there, or what a foreign key leads to. */
    private static String held(Finding missing) {
        SchemaFact fact = fact(missing);
        boolean telling = fact.part().equals("column") || fact.part().equals("foreign-key");
        String lead = fact.part().equals("column") ? " " : " to ";
        return telling
                ? missing.values().stream()
                        .flatMap(value -> value.value().stream())
                        .findFirst()
                        .map(value -> lead + Label.of(value))
                        .orElse("")
                : "";
    }

    /** {@code numeric(10,2) -> numeric(12,2)}. */
    private static String values(Finding finding) {
        if (finding.state() == DriftState.MISSING) {
            return held(finding, finding.between()) + " only in " + holding(finding);
        }
        Set<String> sides = new LinkedHashSet<>();
        for (String environment : finding.between()) {
            sides.add(side(finding, environment));
        }
        return sides.size() == 1 ? "differs" : String.join(" -> ", sides);
    }

    private static String side(Finding finding, String environment) {
        Set<String> values = new TreeSet<>();
        for (EnvironmentValue value : finding.values()) {
            if (value.environment().equals(environment)) {
                values.add(value.value().map(SchemaSummary::beside).orElse("(absent)"));
            }
        }
        return String.join(" and ", values);
    }

    /** What those hold that hold anything. */
    private static String held(Finding finding, List<String> environments) {
        Set<String> values = new TreeSet<>();
        for (EnvironmentValue value : finding.values()) {
            if (environments.contains(value.environment())) {
                value.value().map(SchemaSummary::shown).ifPresent(values::add);
            }
        }
        return String.join(" and ", values);
    }

    private static String shown(Value value) {
        return isWithheld(value) ? "(withheld)" : Label.of(value);
    }

    /** Beside the other side's, of which it is known that it is not the same. */
    private static String beside(Value value) {
        return isWithheld(value) ? "(another, withheld)" : Label.of(value);
    }

    private static boolean isWithheld(Value value) {
        return value.kind() == Value.Kind.SECRET || value.kind() == Value.Kind.WITHHELD;
    }

    /** {@code shop: 12 tables absent in prod: public.a, public.b and 10 more}. */
    static String objects(Group group) {
        Finding leading = group.leading();
        SchemaFact fact = fact(leading);
        Set<String> names = new TreeSet<>();
        for (Finding member : group.members()) {
            if (fact(member).kind().equals(fact.kind()) && fact(member).tellsObject()) {
                names.add(fact(member).object());
            }
        }
        return name(leading) + names.size() + " " + fact.kind() + "s absent in " + lacking(leading) + ", present in "
                + holding(leading) + ": " + listed(List.copyOf(names), ", ");
    }

    /** {@code shop: the same in 40 tables, staging against prod: column tenant_id absent in prod: public.a and 39 more}. */
    static String change(Group group) {
        Finding leading = group.leading();
        Set<String> tables = new TreeSet<>();
        Set<String> parts = new TreeSet<>();
        for (Finding member : group.members()) {
            tables.add(fact(member).object());
            parts.add(fact(member).object() + "." + fact(member).partKey());
        }
        SchemaFact fact = fact(leading);
        String what = leading.state() == DriftState.MISSING
                ? ofPart(fact.partInWords(), List.of(leading)).get(0)
                : (parts.size() > tables.size() ? parts.size() + " " + plural(fact.part(), 2) + ", " : "")
                        + changed(fact, leading);
        return name(leading) + "the same in " + tables.size() + " tables, " + String.join(" -> ", leading.between())
                + ": " + what + " (" + listed(List.copyOf(tables), ", ") + ")";
    }

    private static String changed(SchemaFact fact, Finding leading) {
        String what = fact.part().equals("column")
                ? "column " + (fact.aspect().isEmpty() ? "" : fact.aspect())
                : (fact.partInWords() + " " + fact.aspectInWords()).strip();
        return what + " " + values(leading);
    }

    /** {@code shop: role app, staging against prod: DELETE on table public.orders only in prod}. */
    static String role(Group group) {
        Finding leading = group.leading();
        List<String> told = new ArrayList<>();
        Optional<Finding> absent = roleIsAbsent(group.members());
        absent.ifPresent(member -> told.add("absent in " + lacking(member)));
        for (Finding member : group.members()) {
            SchemaFact fact = fact(member);
            boolean more = absent.isEmpty() || fact.kind().equals("grant");
            if (more && member.between().equals(leading.between())) {
                told.add(
                        fact.kind().equals("grant")
                                ? privileges(member, fact)
                                : fact.aspectInWords() + " " + values(member));
            }
        }
        return name(leading) + "role " + fact(leading).object() + ", " + String.join(" -> ", leading.between()) + ": "
                + listed(told, "; ");
    }

    /** That the role is not there, between the environments of the first; empty where both have it. */
    static Optional<Finding> roleIsAbsent(List<Finding> ordered) {
        Finding leading = ordered.get(0);
        return ordered.stream()
                .filter(member -> member.between().equals(leading.between())
                        && member.disposition() == leading.disposition()
                        && saysThatRoleIsAbsent(member))
                .findFirst();
    }

    /** Of every role that is there this is told, whether it is so or not. */
    private static boolean saysThatRoleIsAbsent(Finding finding) {
        SchemaFact fact = fact(finding);
        return finding.state() == DriftState.MISSING
                && fact.kind().equals("role")
                && fact.aspect().equals("superuser");
    }

    private static String privileges(Finding finding, SchemaFact fact) {
        List<String> told = new ArrayList<>();
        for (String environment : finding.between()) {
            Set<String> here = members(finding, environment, true);
            here.removeAll(members(finding, environment, false));
            if (!here.isEmpty()) {
                told.add(String.join(", ", here) + " only in " + environment);
            }
        }
        return (told.isEmpty() ? "privileges differ" : String.join(" and ", told)) + " on " + fact.part() + " "
                + fact.partKey();
    }

    private static Set<String> members(Finding finding, String environment, boolean here) {
        Set<String> members = new TreeSet<>();
        for (EnvironmentValue value : finding.values()) {
            if (finding.between().contains(value.environment())
                    && value.environment().equals(environment) == here) {
                value.value().ifPresent(each -> {
                    if (each instanceof Value.SetOf set) {
                        set.members().forEach(member -> members.add(member.display()));
                    } else {
                        members.add(each.display());
                    }
                });
            }
        }
        return members;
    }

    /** What goes with another engine, counted. */
    static String followers(Group group) {
        int all = group.members().size() - 1;
        return all == 0
                ? ""
                : "; " + all + (all == 1 ? " difference" : " differences")
                        + " of settings, spelling and what else engines have of their own " + (all == 1 ? "goes" : "go")
                        + " with it";
    }

    /** What a migration changes, by name where it is little. */
    static String changes(Group group) {
        Set<String> objects = new LinkedHashSet<>();
        for (Finding member : group.members()) {
            SchemaFact fact = fact(member);
            if (fact.isOfSchema() && !fact.kind().equals("schema")) {
                objects.add(fact.objectInWords());
            }
        }
        return objects.isEmpty() ? "" : "; with it " + listed(List.copyOf(objects), ", ");
    }

    /** Settings that only one of two releases knows. */
    static String settings(Group group) {
        Set<String> names = new TreeSet<>();
        for (Finding member : group.members()) {
            if (fact(member).part().equals("setting")) {
                names.add(fact(member).partKey());
            }
        }
        return names.isEmpty() ? "" : "; only one of them knows " + listed(List.copyOf(names), ", ");
    }

    private static SchemaFact fact(Finding finding) {
        return SchemaFact.of(finding.address()).orElse(new SchemaFact("", "", "", "", ""));
    }

    private static String name(Finding finding) {
        return finding.address()
                .section()
                .subject()
                .map(subject -> subject + ": ")
                .orElse("");
    }

    private static String lacking(Finding finding) {
        return environments(finding, EnvironmentValue.Standing.MISSING);
    }

    private static String holding(Finding finding) {
        return environments(finding, EnvironmentValue.Standing.PRESENT);
    }

    private static String environments(Finding finding, EnvironmentValue.Standing standing) {
        Set<String> names = new LinkedHashSet<>();
        for (EnvironmentValue value : finding.values()) {
            if (value.standing() == standing && finding.between().contains(value.environment())) {
                names.add(value.environment());
            }
        }
        return String.join(" and ", names);
    }

    private static String listed(List<String> names, String separator) {
        return names.size() <= NAMED
                ? String.join(separator, names)
                : String.join(separator, names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
    }
}
