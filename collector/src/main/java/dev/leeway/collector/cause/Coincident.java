package dev.leeway.collector.cause;

import dev.leeway.schema.fact.Address;
import java.util.Comparator;
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
     * The order in which changes of other facts may have led to one of {@code fact}, the likeliest first: of what it is about before the host,
     * the host before others, and within that deployments before what they bring.
     */
    public static Comparator<Address> likeliestFirst(Address fact) {
        return Comparator.comparingInt((Address other) -> reach(fact, other))
                .thenComparing(other -> near(fact, other))
                .thenComparing(Comparator.naturalOrder());
    }

    /** What another service deployed is no likelier than what the host had installed. */
    private static int reach(Address fact, Address other) {
        Optional<String> its = other.section().subject();
        boolean same = fact.section().subject().equals(its);
        return same || (its.isEmpty() && OF_HOSTS.contains(of(other))) ? 0 : its.isEmpty() ? 1 : 2;
    }

    /** What was set beside it is as near as a library. */
    private static Coincident near(Address fact, Address other) {
        Coincident kind = of(other);
        return fact.section().equals(other.section()) && kind.compareTo(LIBRARIES) > 0 ? LIBRARIES : kind;
    }
}
