package dev.leeway.agent.format.archive;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a rebuild of the same sources changes and nobody runs: who built it, where, when and with what.
 *
 * <p>Left out of a content hash: signature files; directories; the attributes and properties listed here; a manifest's
 * sections about single entries, which repeat digests of content that counts itself; comments in {@code .properties}
 * files that Maven writes.
 */
final class BuildNoise {
    private static final Set<String> ATTRIBUTES = Set.of(
            "ant-version",
            "archiver-version",
            "bnd-lastmodified",
            "build-date",
            "build-host",
            "build-jdk",
            "build-jdk-spec",
            "build-os",
            "build-time",
            "build-timestamp",
            "build-user",
            "built-at",
            "built-by",
            "built-date",
            "built-on",
            "built-os",
            "created-by",
            "originally-created-by",
            "tool",
            "x-compile-source-jdk",
            "x-compile-target-jdk");
    private static final Set<String> PROPERTIES =
            Set.of("build.time", "git.build.time", "git.build.host", "git.build.user.name", "git.build.user.email");

    private BuildNoise() {}

    /** Whether {@code name} is a signature file of a signed archive. */
    static boolean isSignature(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!upper.startsWith("META-INF/") || upper.indexOf('/', 9) >= 0) {
            return false;
        }
        return upper.startsWith("META-INF/SIG-")
                || upper.endsWith(".SF")
                || upper.endsWith(".RSA")
                || upper.endsWith(".DSA")
                || upper.endsWith(".EC");
    }

    /** The manifest without what a rebuild changes. */
    static NameHash of(JarManifest manifest) {
        SortedMap<String, String> kept = new TreeMap<>();
        manifest.attributes().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!ATTRIBUTES.contains(lower)) {
                kept.put(lower, value);
            }
        });
        return hash(kept);
    }

    /** Properties without what a rebuild changes. */
    static NameHash of(SortedMap<String, String> properties) {
        SortedMap<String, String> kept = new TreeMap<>(properties);
        kept.keySet().removeAll(PROPERTIES);
        return hash(kept);
    }

    private static NameHash hash(SortedMap<String, String> kept) {
        StringBuilder text = new StringBuilder();
        kept.forEach(
                (name, value) -> text.append(name).append('\0').append(value).append('\0'));
        return NameHash.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
