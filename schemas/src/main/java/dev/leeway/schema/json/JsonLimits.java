package dev.leeway.schema.json;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.util.Locale;

/** Our limits where Jackson asks for its own, so that what passes one is told in our words. */
final class JsonLimits extends StreamReadConstraints {
    private static final long serialVersionUID = 1L;
    private static final int NUMBER_LENGTH = 100;

    /** A document passes a limit; the message is meant for people. */
    static final class PassedException extends StreamConstraintsException {
        private static final long serialVersionUID = 1L;

        private final String problem;

        PassedException(String problem) {
            super(problem);
            this.problem = problem;
        }

        String problem() {
            return problem;
        }
    }

    JsonLimits(ReadingLimits limits) {
        // The length of the whole is watched in bytes by DocumentText.
        super(limits.maxDepth(), -1, NUMBER_LENGTH, limits.maxString(), limits.maxName(), limits.maxTokens());
    }

    @Override
    public void validateNestingDepth(int depth) throws PassedException {
        check(depth, _maxNestingDepth, "nested deeper than %d levels");
    }

    @Override
    public void validateTokenCount(long count) throws PassedException {
        check(count, _maxTokenCount, "more than %d keys, values and closing brackets");
    }

    @Override
    public void validateNameLength(int length) throws PassedException {
        check(length, _maxNameLen, "a key longer than %d characters");
    }

    /** Also asked about a number while its digits pile up. */
    @Override
    public void validateStringLength(int length) throws PassedException {
        check(length, _maxStringLen, "a text or number longer than %d characters");
    }

    @Override
    public void validateIntegerLength(int length) throws PassedException {
        check(length, _maxNumLen, "a number longer than %d digits");
    }

    @Override
    public void validateFPLength(int length) throws PassedException {
        validateIntegerLength(length);
    }

    private static void check(long size, long limit, String problem) throws PassedException {
        if (size > limit) {
            throw new PassedException(String.format(Locale.ROOT, problem, limit));
        }
    }
}
