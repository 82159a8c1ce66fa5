package dev.leeway.schema.fact;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What the catalogue says of the facts one address pattern covers.
 *
 * @param pattern full pattern, subject and keys as {@code *}: {@code env[*]/*}, {@code package/deb[*]/version}
 * @param type the kind of value a single observation has (several versions or disagreeing replicas make a set of it)
 * @param meaning one sentence: what the value says
 * @param unit unit of a number, where it has one
 * @param severity of a drift when no policy rule says otherwise
 * @param since revision of the probe that first reported it: an older probe's silence is unknown, not missing
 * @param why why a difference matters
 * @param align how to bring the sides together
 * @param unproven what a green test elsewhere does not prove while this differs
 * @param guarded whether the value is disclosed only after its name and content were found harmless; an unguarded value
 *     is of a class known to be safe, and still searched for the shapes of tokens and keys
 * @param hostTokens whether a whole token equal to the host's own name or address is written {@code {host}} or
 *     {@code {address}}
 * @param byText whether the text alone decides if it leaves its host in clear or as a tag, whatever names, keys and
 *     configured rules say: two probes of one revision that tell it in unlike ways have seen unlike texts
 */
public record FactEntry(
        AddressPattern pattern,
        Value.Kind type,
        String meaning,
        Optional<String> unit,
        Severity severity,
        int since,
        String why,
        String align,
        String unproven,
        boolean guarded,
        boolean hostTokens,
        boolean byText) {
    public FactEntry {
        requireNonNull(pattern, "pattern is null");
        requireNonNull(type, "type is null");
        requireNonNull(meaning, "meaning is null");
        requireNonNull(unit, "unit is null");
        requireNonNull(severity, "severity is null");
        requireNonNull(why, "why is null");
        requireNonNull(align, "align is null");
        requireNonNull(unproven, "unproven is null");
        if (since < 1) {
            throw new IllegalArgumentException("revisions start at 1 in " + pattern);
        }
    }

    /** The same of a probe that did not tell it before {@code revision}. */
    public FactEntry notBefore(int revision) {
        return new FactEntry(
                pattern,
                type,
                meaning,
                unit,
                severity,
                Math.max(since, revision),
                why,
                align,
                unproven,
                guarded,
                hostTokens,
                byText);
    }
}
