package dev.leeway.agent.spi;

import java.util.Arrays;

/**
 * Says what went wrong inside a probe by kind and place.
 *
 * <p>Never by message: messages of unexpected exceptions quote what was being read.
 */
public final class Blame {
    private static final String OURS = "dev.leeway.";

    private Blame() {}

    /** What was thrown and where in this program: {@code unexpected IllegalStateException at dev.leeway...:12}. */
    public static String of(Throwable thrown) {
        String place = Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> " at " + frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                .orElse("");
        return "unexpected " + thrown.getClass().getSimpleName() + place;
    }
}
