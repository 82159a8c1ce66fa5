package dev.leeway.agent.selftest;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A made-up secret and the text it is planted in.
 *
 * @param kind which shape it has: {@code github-pat}, {@code url/redis-password}
 * @param text what is planted, the secrets within it
 * @param secrets the parts that must not come out
 * @param strength what the redactor can know it by
 */
public record Canary(String kind, String text, List<String> secrets, Strength strength) {
    public Canary {
        requireNonNull(kind, "kind is null");
        requireNonNull(text, "text is null");
        requireNonNull(strength, "strength is null");
        secrets = List.copyOf(secrets);
        if (secrets.isEmpty() || !secrets.stream().allMatch(text::contains)) {
            throw new IllegalArgumentException("the text of a " + kind + " does not hold its secrets");
        }
    }

    /** What a secret can be known by. */
    public enum Strength {
        /** It shows what it is anywhere: a token, a key block, a password after its name. */
        SHAPE,
        /** It looks random, and may look like a digest where digests are expected. */
        RANDOM,
        /** A word like any other: withheld, but where its name says that such words stand there. */
        WORD,
        /** A number like any other: known only by the name it stands under. */
        NUMBER
    }

    /** The kind alone: even a made-up secret is not for logs. */
    @Override
    public String toString() {
        return "Canary[" + kind + "]";
    }
}
