package dev.leeway.agent.probe.packages;

/**
 * The key under which a package is told.
 *
 * <p>Kernel packages carry their version in their name, so that several can be installed; a key never does. What stays
 * in a name otherwise ({@code python3.11}, {@code postgresql-15}) tells one product from another and is kept.
 */
final class PackageKey {
    private PackageKey() {}

    /** {@code linux-image-6.1.0-21-cloud-amd64} becomes {@code linux-image-cloud-amd64@abi}; other names stay. */
    static String of(String name) {
        if (!name.startsWith("linux-")) {
            return name;
        }
        StringBuilder key = new StringBuilder();
        boolean inVersion = false;
        for (String part : name.split("-")) {
            inVersion |= isKernelVersion(part);
            boolean dropped = inVersion && !part.isEmpty() && Character.isDigit(part.charAt(0));
            if (!dropped) {
                key.append(key.length() == 0 ? "" : "-").append(part);
            }
        }
        return inVersion ? key.append("@abi").toString() : name;
    }

    private static boolean isKernelVersion(String part) {
        int dot = part.indexOf('.');
        return dot > 0
                && dot + 1 < part.length()
                && Character.isDigit(part.charAt(0))
                && Character.isDigit(part.charAt(dot + 1));
    }
}
