package dev.leeway.collector.judge;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.policy.Origin;
import dev.leeway.schema.policy.Rule;
import java.util.Optional;

/**
 * Who judged a finding.
 *
 * @param author on whose word
 * @param text for people: the place of a rule or waiver, what Leeway goes by, or the drift that tells it
 */
public record JudgedBy(Author author, String text) {
    /** By what the catalogue says, where no rule has anything to say. */
    public static final JudgedBy CATALOGUE = leeway("catalogue");

    private static final String DRIFT = "drift ";

    public JudgedBy {
        requireNonNull(author, "author is null");
        requireNonNull(text, "text is null");
    }

    /** On whose word something is judged. */
    public enum Author {
        /** Leeway's, be it by a policy that ships or by what it knows without one. */
        LEEWAY,
        /** Another finding's, which tells the same or what it comes from. */
        FINDING,
        /** The user's, who wrote a rule, an invariant or a waiver. */
        USER
    }

    /** Leeway itself, by what {@code text} names. */
    public static JudgedBy leeway(String text) {
        return new JudgedBy(Author.LEEWAY, text);
    }

    /** What was written at {@code origin}. */
    public static JudgedBy of(Origin origin) {
        return new JudgedBy(origin.shipped() ? Author.LEEWAY : Author.USER, origin.text());
    }

    /** The finding that tells what another follows from. */
    static JudgedBy of(Finding lead) {
        return new JudgedBy(Author.FINDING, DRIFT + lead.id());
    }

    /** The id of the finding that tells what this follows from; empty where somebody judged it. */
    public Optional<String> lead() {
        return author == Author.FINDING ? Optional.of(text.substring(DRIFT.length())) : Optional.empty();
    }

    static JudgedBy of(Rule rule) {
        return of(rule.origin());
    }

    /** Whether the user said so. */
    public boolean user() {
        return author == Author.USER;
    }
}
