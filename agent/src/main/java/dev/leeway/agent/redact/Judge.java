package dev.leeway.agent.redact;

import dev.leeway.schema.fact.Value;
import java.util.Optional;

/** Decides for one text under one name: shown, tagged, or only counted. */
final class Judge {
    private static final int MAX_KEY = 80;

    /** No value known to be harmless is longer, so that a longer one need not be searched. */
    private static final int MAX_SHOWN = 16 * 1024;

    private static final String HIDDEN = "(secret)";
    private static final Optional<HarmlessNames.Look> DIGEST = Optional.of(HarmlessNames.Look.DIGEST);

    private final Tagger tagger;
    private final RedactionRules rules;

    Judge(Tagger tagger, RedactionRules rules) {
        this.tagger = tagger;
        this.rules = rules;
    }

    /** What the name says, by the published words and the configured ones. */
    NameJudgement name(String name) {
        if (rules.sensitive(name)) {
            return NameJudgement.SECRET;
        }
        return rules.namedHarmless(name) ? NameJudgement.NEUTRAL : SecretNames.judge(name);
    }

    /**
     * A text that is not taken apart further.
     *
     * @param tagName by what name its tag goes
     * @param name by what name it is judged
     */
    Value leaf(String tagClass, String tagName, String name, String text) {
        return leaf(name(name), tagClass, tagName, name, text);
    }

    /** The same where the name is judged already. */
    Value leaf(NameJudgement judgement, String tagClass, String tagName, String name, String text) {
        if (judgement == NameJudgement.SECRET || text.length() > MAX_SHOWN) {
            return tagger.secret(tagClass, tagName, text);
        }
        if (judgement != NameJudgement.NEUTRAL) {
            boolean fits = AboutValues.fits(judgement, text)
                    && !SecretFinder.shapesIn(text)
                    && !SecretContent.disguisedIn(text);
            return fits ? new Value.Text(text) : tagger.secret(tagClass, tagName, text);
        }
        return neutral(tagClass, tagName, name, text);
    }

    /** Whether {@code text} would be taken for a secret under {@code name}, rather than for something of which nothing is known. */
    boolean takesForSecret(String name, String text) {
        NameJudgement judgement = name(name);
        if (judgement == NameJudgement.SECRET || text.isEmpty() || SafeValues.simple(text)) {
            return judgement == NameJudgement.SECRET;
        }
        return text.length() > MAX_SHOWN
                || SecretFinder.anyIn(text)
                || (!rules.namedHarmless(name) && speaksOfSecrets(text));
    }

    private Value neutral(String tagClass, String tagName, String name, String text) {
        if (text.isEmpty()) {
            return new Value.Text(text);
        }
        if (SafeValues.simple(text)) {
            return new Value.Text(text);
        }
        if (SecretFinder.anyIn(text)) {
            boolean digest = HarmlessNames.hexDigest(text) && rules.look(name).equals(DIGEST);
            return digest ? new Value.Text(text) : tagger.secret(tagClass, tagName, text);
        }
        if (!rules.namedHarmless(name) && speaksOfSecrets(text)) {
            return tagger.secret(tagClass, tagName, text);
        }
        boolean clear = SafeValues.known(text) || suits(name, text);
        return clear ? new Value.Text(text) : tagger.unknown(tagClass, tagName, text);
    }

    /** Words of enumerations name methods ({@code refresh_token}); places say what lies there ({@code /run/secrets}). */
    private static boolean speaksOfSecrets(String text) {
        if (SafeValues.words(text)) {
            return false;
        }
        return SafeValues.place(text) ? SecretContent.disguisedIn(text) : SecretContent.in(text);
    }

    private boolean suits(String name, String text) {
        if (rules.listed(name)) {
            return HarmlessNames.printable(text);
        }
        Optional<HarmlessNames.Look> look = rules.look(name);
        return look.isPresent() && HarmlessNames.suits(look.get(), text);
    }

    /** A text that is shown for what it is, unless something secret is found in it. */
    Value shown(String tagClass, String tagName, String text) {
        return SecretFinder.anyIn(text) || Randomness.shortKey(text) || SecretContent.disguisedIn(text)
                ? tagger.secret(tagClass, tagName, text)
                : new Value.Text(text);
    }

    /** A text that looks secret. */
    Value secret(String tagClass, String tagName, String text) {
        return tagger.secret(tagClass, tagName, text);
    }

    /** A text that is neither known to be harmless nor looks secret. */
    Value unknown(String tagClass, String tagName, String text) {
        return text.isEmpty() ? new Value.Text(text) : tagger.unknown(tagClass, tagName, text);
    }

    /** A name met inside a value, as the key of a fact; hidden where it might be a value itself. */
    String key(String name) {
        return hides(name) ? HIDDEN : name;
    }

    /** Whether {@code name} might be a value itself. */
    boolean hides(String name) {
        boolean plain = !name.isEmpty() && name.length() <= MAX_KEY;
        for (int i = 0; plain && i < name.length(); i++) {
            char c = name.charAt(i);
            plain = Ascii.isName(c) || "[]$:+#/=".indexOf(c) >= 0;
        }
        return !plain || SecretFinder.anyIn(name) || Randomness.shortKey(name);
    }
}
