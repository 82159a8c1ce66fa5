package dev.leeway.collector.compare;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.align.FactContext;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.collector.align.TypeFamily;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.Value;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who judged of a text under its name whether it may leave its host in clear: equal judges decide alike of equal texts.
 *
 * @param revision of the probe
 * @param release of the agent
 * @param engine that printed the text, with its major version, for facts of databases
 * @param rules of redaction, where they have a say
 */
public record Disclosure(int revision, String release, Optional<String> engine, Optional<String> rules) {
    /** What agents write for a host's own names, which were judged before that as what they are. */
    private static final Pattern OWN = Pattern.compile("\\{[a-z]+\\}");
    /** The same option is judged as one text or as two, as it was written. */
    private static final Pattern WORD_OF_MANY = Pattern.compile("(^|/)(option|argument)\\[");

    private static final String DATABASE = "database";
    private static final String DEFAULT = "/default";

    public Disclosure {
        requireNonNull(release, "release is null");
        requireNonNull(engine, "engine is null");
        requireNonNull(rules, "rules is null");
    }

    /** The judge of a value in a section; empty where something had a say that the snapshot does not tell. */
    static Optional<Disclosure> of(FactContext fact, SectionVariant variant, Value value) {
        Optional<FactEntry> entry = fact.entry();
        Optional<String> release = variant.release();
        boolean database = fact.section().probe().equals(DATABASE);
        Optional<String> engine = database ? engine(variant) : Optional.empty();
        if (entry.isEmpty() || release.isEmpty() || (database && engine.isEmpty()) || isOwn(value)) {
            return Optional.empty();
        }
        int revision = variant.section().revision();
        if (entry.get().byText()) {
            return Optional.of(new Disclosure(revision, release.get(), engine, Optional.empty()));
        }
        return entry.get().guarded()
                        && isJudgedAlone(fact, variant)
                        && variant.rules().isPresent()
                ? Optional.of(new Disclosure(revision, release.get(), engine, variant.rules()))
                : Optional.empty();
    }

    private static boolean isOwn(Value value) {
        if (value instanceof Value.SetOf set) {
            return set.members().stream().anyMatch(Disclosure::isOwn);
        }
        if (value instanceof Value.ListOf list) {
            return list.members().stream().anyMatch(Disclosure::isOwn);
        }
        return value instanceof Value.Text text && OWN.matcher(text.text()).find();
    }

    /** Whether name, text and rules decide alone. Labels of an enumeration are told because its type tells them. */
    private static boolean isJudgedAlone(FactContext fact, SectionVariant variant) {
        if (WORD_OF_MANY.matcher(fact.path()).find()) {
            return false;
        }
        if (!fact.section().probe().equals(DATABASE) || !fact.path().endsWith(DEFAULT)) {
            return true;
        }
        String column = fact.path().substring(0, fact.path().length() - DEFAULT.length());
        return FactSearch.find(variant.section().facts(), column + "/type")
                .filter(type -> TypeFamily.of(type.display()) != TypeFamily.OTHER)
                .isPresent();
    }

    /** Major versions print one expression in two ways: what only the last number tells apart does not. */
    private static Optional<String> engine(SectionVariant variant) {
        return variant.product().flatMap(product -> variant.version().map(version -> product + " " + major(version)));
    }

    private static String major(String version) {
        int dot = version.lastIndexOf('.');
        return dot < 0 ? version : version.substring(0, dot);
    }
}
