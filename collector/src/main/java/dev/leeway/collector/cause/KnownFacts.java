package dev.leeway.collector.cause;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.AddressPattern;
import java.util.List;
import java.util.stream.Stream;

/** Facts whose part in an origin is known. */
final class KnownFacts {
    /** What says which distribution a host runs. */
    private static final List<AddressPattern> DISTRIBUTION = patterns("os/distribution/id", "os/distribution/version");
    /** What another distribution brings along. */
    private static final List<AddressPattern> OF_DISTRIBUTION = patterns(
            "os/distribution/*",
            "os/libc/**",
            "os/init/**",
            "os/kernel/**",
            "os/security/**",
            "os/ca/**",
            "os/login[*]",
            "os/tzdata/**",
            "os/locale/available",
            "os/sysctl[*]/**",
            "package/**");
    /** What says which Java is in use. */
    private static final List<AddressPattern> JAVA =
            patterns("jdk/default/*", "jdk/java-home/*", "process[*]/runtime/line", "process[*]/runtime/version");
    /** What another Java brings along; its settings are made by people and stand for themselves. */
    private static final List<AddressPattern> OF_JAVA = patterns(
            "jdk/default/*",
            "jdk/java-home/*",
            "jdk/compiler/*",
            "jdk/*[*]/*",
            "jdk/*[*]/truststore/**",
            "process[*]/runtime/*",
            "package/*[*openjdk*]/**",
            "package/*[java-*]/**",
            "package/*[temurin-*]/**",
            "package/tool[java*]/**");

    private KnownFacts() {}

    private static List<AddressPattern> patterns(String... texts) {
        return Stream.of(texts).map(AddressPattern::parse).toList();
    }

    static boolean saysDistribution(Address address) {
        return matches(DISTRIBUTION, address);
    }

    static boolean followsDistribution(Address address) {
        return matches(OF_DISTRIBUTION, address);
    }

    static boolean saysRuntime(Address address) {
        return matches(JAVA, address);
    }

    static boolean followsJava(Address address) {
        return matches(OF_JAVA, address);
    }

    private static boolean matches(List<AddressPattern> patterns, Address address) {
        String text = address.text();
        for (AddressPattern pattern : patterns) {
            if (pattern.matches(text)) {
                return true;
            }
        }
        return false;
    }
}
