package dev.leeway.agent.redact;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of libraries, which read like a name with its value and are neither: {@code com.auth0.token:java-jwt}.
 *
 * <p>Where the probe {@code dependency} keys facts by them, group and artifact are judged each for itself; anywhere else the
 * same text may be a setting with its password.
 */
final class LibraryNames {
    private static final String PROBE = "dependency";
    private static final Set<String> KEYED = Set.of("maven", "archive", "classpath");
    private static final FactPath ORDER = FactPath.of("classpath").child("order");
    private static final Pattern NAMES =
            Pattern.compile(":?[A-Za-z0-9._-]+(?::[A-Za-z0-9._-]+){0,2}(?: [A-Za-z0-9._:-]+)?");
    private static final Pattern SEAM = Pattern.compile("[: ]");

    private LibraryNames() {}

    /** Whether keys at {@code address} are names of libraries. */
    static boolean keyed(Address address) {
        return address.section().probe().equals(PROBE)
                && KEYED.contains(address.path().segments().get(0).name());
    }

    /** Whether the texts at {@code path} are names of libraries. */
    static boolean listed(FactPath path) {
        return path.equals(ORDER);
    }

    /** What is to be judged of {@code name}, each for itself: its parts, or all of it where it is no name of a library. */
    static List<String> parts(String name) {
        return NAMES.matcher(name).matches() ? List.of(SEAM.split(name)) : List.of(name);
    }
}
