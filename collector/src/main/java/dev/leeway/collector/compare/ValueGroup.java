package dev.leeway.collector.compare;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.HostNames;
import java.util.List;
import java.util.Optional;

/**
 * A value and the hosts of one environment that hold it, or one that means the same.
 *
 * @param value as found; the least of them where several mean the same
 * @param key what it is compared as
 * @param parts whether this stands for several facts below the one at hand, because the value was taken apart
 * @param hosts sorted
 * @param evidence where the first of the hosts found it
 * @param disclosure by whose judgement of the text alone it was told in clear or withheld; empty where rules have a say,
 *     or where hosts are not of one judgement
 */
public record ValueGroup(
        Value value,
        Value key,
        boolean parts,
        List<String> hosts,
        Optional<String> evidence,
        Optional<Disclosure> disclosure) {
    public ValueGroup {
        requireNonNull(value, "value is null");
        requireNonNull(key, "key is null");
        requireNonNull(evidence, "evidence is null");
        requireNonNull(disclosure, "disclosure is null");
        hosts = HostNames.of(hosts);
    }

    /** A value that rules may have disclosed. */
    public ValueGroup(Value value, Value key, boolean parts, List<String> hosts, Optional<String> evidence) {
        this(value, key, parts, hosts, evidence, Optional.empty());
    }

    /** How this stands to another group, of this environment or another. */
    public Likeness likeness(ValueGroup other) {
        boolean byText = disclosure.isPresent() && disclosure.equals(other.disclosure);
        Likeness raw =
                byText ? ValueLikeness.ofDisclosedByText(value, other.value) : ValueLikeness.of(value, other.value);
        if (parts != other.parts) {
            boolean withheld = value.kind() == Value.Kind.WITHHELD || other.value.kind() == Value.Kind.WITHHELD;
            return withheld ? Likeness.NOT_COMPARABLE : Likeness.DIFFERENT;
        }
        if (raw.same() || raw == Likeness.NOT_COMPARABLE) {
            return raw;
        }
        return byText ? ValueLikeness.ofDisclosedByText(key, other.key) : ValueLikeness.of(key, other.key);
    }
}
