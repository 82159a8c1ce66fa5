package dev.leeway.agent.probe.dependency.found;

/**
 * How far one search goes.
 *
 * @param maxLooks questions put to the file system, reads included
 * @param maxEntries names in one directory
 * @param maxDepth packages inside each other, and files that include each other
 * @param maxSkips things passed over that are remembered
 */
public record SurveyLimits(int maxLooks, int maxEntries, int maxDepth, int maxSkips) {
    /** For one deployment: several times what the largest known applications hold. */
    public static final SurveyLimits DEPLOYMENT = new SurveyLimits(400_000, 20_000, 32, 1_000);
}
