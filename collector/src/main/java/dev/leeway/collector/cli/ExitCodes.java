package dev.leeway.collector.cli;

/** The exit codes that {@code leeway} promises; pipelines depend on them, so a code never changes its meaning. */
public final class ExitCodes {
    /** The environments are the same within the policy. */
    public static final int OK = 0;
    /** There is drift at or above the severity of {@code --fail-on}. */
    public static final int DRIFT = 1;
    /** The command line, the configuration or the policy is wrong. */
    public static final int USAGE = 2;
    /** Something the policy requires could not be compared; drift outranks this. */
    public static final int INCOMPLETE = 3;
    /** An error inside Leeway, or a failure of the Java runtime itself. */
    public static final int INTERNAL = 4;

    private static final String OFFSET = "leeway.exit.offset";

    private ExitCodes() {}

    /**
     * The code to leave the process with. The Java runtime ends with 1 or 3 on failures of its own, which would pass for answers of
     * ours; so the launcher asks for ours to be shifted, subtracts the shift, and takes every other code for a failure of the runtime.
     */
    static int forLauncher(int code) {
        return code + Integer.getInteger(OFFSET, 0);
    }
}
