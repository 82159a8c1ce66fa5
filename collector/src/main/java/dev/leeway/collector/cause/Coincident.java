package dev.leeway.collector.cause;

import dev.leeway.schema.fact.Address;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a fact that changed in the same step as another tells of: a deployment, packages, another kernel; and how likely that led to it. */
public enum Coincident {
    COMMIT("deployed commit", "git\\[[^]]*]/(commit|tag|branch)|dependency\\[[^]]*]/artefact(\\[[^]]*])?/commit"),
    IMAGE("image", "container\\[[^]]*]/image/(digest|tag-digest|name)|image\\[[^]]*]/(digest|tag|content)"),
    RELEASE("release", "process\\[[^]]*]/main/(version|path|name)"),
    MIGRATION("migration", "database\\[[^]]*]/migration.*"),
    RUNTIME("runtime", "process\\[[^]]*]/runtime/.*|jdk/default/.*"),
    RESTART("restart", "process\\[[^]]*]/stale/.*"),
    KERNEL("boot into another kernel", "os/kernel/(version|build|flavour|parameter.*)"),
    PACKAGES("package transaction", "package/(deb|rpm|apk|brew|cask)\\[.*"),
    JDK("JDK", "jdk/.*"),
    LIBRARIES("library", "dependency(\\[[^]]*])?/.*"),
    SETTINGS("settings", "config\\[[^]]*]/.*"),
    VARIABLES("variable", "env\\[[^]]*]/.*"),
    OTHER("also changed", ".*");

    /** What follows from a deployment, whatever it deployed. */
    private static final List<Coincident> OF_HOSTS = List.of(KERNEL, PACKAGES, JDK);

    private final String text;
    private final Pattern pattern;

    Coincident(String text, String pattern) {
        this.text = text;
        this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
    }

    /** In words. */
    public String text() {
        return text;
    }

    /** What a change of {@code address} tells of. */
    public static Coincident of(Address address) {
        for (Coincident each : values()) {
            if (each.pattern.matcher(address.text()).matches()) {
                return each;
            }
        }
        return OTHER;
    }

    /**
     * How far a change of {@code other} is from one of {@code fact}; of several the nearest may have led to it.
     *
     * @return 0 and above, the nearest least
     */
    public static int distance(Address fact, Address other) {
        Coincident kind = of(other);
        Optional<String> subject = fact.section().subject();
        Optional<String> its = other.section().subject();
        boolean ofHost = its.isEmpty();
        boolean same = subject.equals(its);
        // What another service deployed is no likelier than what the host had installed.
        int far = same || (ofHost && OF_HOSTS.contains(kind)) ? 0 : ofHost ? 1 : 2;
        boolean ownProbe = fact.section().equals(other.section()) && kind.ordinal() >= LIBRARIES.ordinal();
        return far * values().length + (ownProbe ? LIBRARIES.ordinal() : kind.ordinal());
    }
}
