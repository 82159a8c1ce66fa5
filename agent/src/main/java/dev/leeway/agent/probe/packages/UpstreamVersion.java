package dev.leeway.agent.probe.packages;

/** The version a project gave its release, out of the version a distribution gave its package. */
final class UpstreamVersion {
    private UpstreamVersion() {}

    /** Homebrew counts its own revisions behind an underscore: {@code 16.2_1} becomes {@code 16.2}. */
    static String ofFormula(String version) {
        int revision = version.lastIndexOf('_');
        return revision > 0 && version.substring(revision + 1).matches("\\d{1,4}")
                ? version.substring(0, revision)
                : version;
    }

    /** {@code 1:2.39.5-0+deb12u2} becomes {@code 2.39.5}; {@code 3.0.17+dfsg1-1} becomes {@code 3.0.17}. */
    static String of(String packageVersion) {
        int start = packageVersion.indexOf(':') + 1;
        int revision = packageVersion.lastIndexOf('-');
        int end = revision > start ? revision : packageVersion.length();
        for (String mark : new String[] {"+", "~"}) {
            int at = packageVersion.indexOf(mark, start);
            if (at > start && at < end) {
                end = at;
            }
        }
        return packageVersion.substring(start, end);
    }
}
