package dev.leeway.agent.probe.process;

/**
 * One option of a Java virtual machine and where it was given.
 *
 * @param text the option as written; a separate value follows after a blank line end: {@code -cp\n/opt/lib}
 * @param origin {@code command line}, {@code JAVA_TOOL_OPTIONS}, an argument file, ...
 */
record JvmOption(String text, String origin) {
    /** Never the text, which may hold a secret. */
    @Override
    public String toString() {
        return "JvmOption[" + origin + "]";
    }
}
