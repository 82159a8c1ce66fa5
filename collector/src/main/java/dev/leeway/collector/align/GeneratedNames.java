package dev.leeway.collector.align;

import java.util.regex.Pattern;

/**
 * Names that are made anew at every start or deployment: pod names, temporary directories, private directories of units.
 *
 * <p>Only shapes that a known generator writes. Any long number or hash could be a release, and a release that differs is
 * news.
 */
final class GeneratedNames extends TextStep {
    /** ReplicaSet hash and pod suffix, in the generator's alphabet without vowels and look-alikes. */
    private static final Pattern POD =
            Pattern.compile("-[bcdf-hj-np-tv-z2456789]{8,10}-[bcdf-hj-np-tv-z2456789]{5}\\b");

    private static final Pattern TEMPORARY = Pattern.compile("(/tmp/[A-Za-z0-9._-]{0,80}?)[._-][0-9]{6,20}(?=/|$)");
    private static final Pattern PRIVATE =
            Pattern.compile("systemd-private-[0-9a-f]{32}-([A-Za-z0-9@._-]{1,200}?)-[A-Za-z0-9]{6}\\b");

    @Override
    String text(FactContext fact, String text) {
        String seen = text;
        if (seen.indexOf('-') >= 0) {
            seen = seen.contains("systemd-private-")
                    ? PRIVATE.matcher(seen).replaceAll("systemd-private-{generated}-$1")
                    : seen;
            seen = POD.matcher(seen).replaceAll("-{generated}");
        }
        return seen.contains("/tmp/") ? TEMPORARY.matcher(seen).replaceAll("$1.{generated}") : seen;
    }
}
