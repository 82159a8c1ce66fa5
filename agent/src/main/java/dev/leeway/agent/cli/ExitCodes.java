package dev.leeway.agent.cli;

/** The exit codes that {@code leeway-agent} promises; scripts depend on them, so a code never changes its meaning. */
public final class ExitCodes {
    /** The command did what it was asked. */
    public static final int OK = 0;
    /** A guarded command leads where it must not; it was not started. */
    public static final int REFUSED = 1;
    /** A snapshot waits for a collector that could not be reached, or a collector would not take this host in. */
    public static final int UNDELIVERED = 1;
    /** The command line or the configuration is wrong; nothing was done. */
    public static final int USAGE = 2;
    /** The snapshot was written, but a probe that was asked for failed. */
    public static final int INCOMPLETE = 3;
    /** An error inside the agent, or a failure of the Java runtime itself. */
    public static final int INTERNAL = 4;

    /** What a guard tells the launcher, which then becomes the command; nobody else sees it. */
    static final int MAY_START = 30;

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
