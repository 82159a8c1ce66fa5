package dev.leeway.agent.probe.packages;

/** The version a project gave its release, out of the version a distribution gave its package. */
final class UpstreamVersion {
    private UpstreamVersion() {}

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
