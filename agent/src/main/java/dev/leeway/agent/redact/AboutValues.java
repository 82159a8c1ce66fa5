package dev.leeway.agent.redact;

import java.util.Set;

/** Whether a value is of the one kind that a name speaking about a secret may show. */
final class AboutValues {
    private static final int MAX = 512;
    private static final Set<String> KEY_FILES =
            Set.of("pem", "crt", "cer", "key", "p12", "pfx", "jks", "keystore", "truststore");

    private AboutValues() {}

    /** Whether {@code text} says what {@code judgement} expects, and no more; never for a secret's own name. */
    static boolean fits(NameJudgement judgement, String text) {
        return text.length() <= MAX && ofKind(judgement, text) && !Randomness.in(text);
    }

    /** {@code server.p12}: a file name that could be nothing else. */
    private static boolean keyFile(String text) {
        return Places.fileName(text) && KEY_FILES.contains(Ascii.lower(text.substring(text.lastIndexOf('.') + 1)));
    }

    private static boolean ofKind(NameJudgement judgement, String text) {
        return switch (judgement) {
            case NEUTRAL -> true;
            case SECRET -> false;
            case ABOUT_COUNT -> Counts.count(text) || KnownWords.isSwitch(text);
            case ABOUT_SWITCH -> KnownWords.isSwitch(text);
            case ABOUT_PLACE -> Places.paths(text) || keyFile(text);
            case ABOUT_ENDPOINT -> Hosts.expected(text);
            case ABOUT_METHOD -> KnownWords.has(text);
        };
    }
}
