package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Library;
import dev.leeway.collector.judge.Stray;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.AddressPattern;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
            "jdk/*[*]/version",
            "jdk/*[*]/build",
            "jdk/*[*]/vendor",
            "jdk/*[*]/implementor-version",
            "jdk/*[*]/image",
            "jdk/*[*]/machine",
            "jdk/*[*]/modules",
            "jdk/*[*]/tzdata",
            "jdk/*[*]/truststore/**",
            "process[*]/runtime/*",
            "package/*[*openjdk*]/**",
            "package/*[java-*]/**",
            "package/*[temurin-*]/**",
            "package/tool[java*]/**");

    private static final List<AddressPattern> JAVA_INSTALLATION = patterns("jdk/*[*]/**");
    /** What says that a JDK is there. */
    private static final List<AddressPattern> JDK = patterns("jdk/*[*]/version");
    /** What says most about where the rest comes from. */
    private static final List<AddressPattern> FOREMOST = patterns(
            "os/distribution/id",
            "jdk/default/version",
            "process[*]/runtime/version",
            "process[*]/main/version",
            "database[*]/server/*");

    /** What a deployment ships and must not leads whatever else is wrong with it. */
    private static final int STRAYS = 100;

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

    /** A whole installation that one side lacks comes with everything in it. */
    static boolean followsJava(Address address, boolean missing) {
        return matches(OF_JAVA, address) || (missing && matches(JAVA_INSTALLATION, address));
    }

    static boolean saysJdk(Address address) {
        return matches(JDK, address);
    }

    /** The JDK a fact is about, as its encoded name and key; empty for any other fact. */
    static String jdk(Address address) {
        String path = address.path().text();
        return matches(JAVA_INSTALLATION, address) ? path.substring(0, path.indexOf(']') + 1) : "";
    }

    /** How far to the front a fact belongs among those of one origin: the lower the further. */
    static int place(Address address) {
        if (matches(FOREMOST, address)) {
            return 0;
        }
        OptionalInt ofImage = ImageSummary.place(address);
        if (ofImage.isPresent()) {
            return ofImage.getAsInt();
        }
        Optional<Library> library = Library.of(address);
        if (library.isPresent()) {
            return placeOf(library.get(), address);
        }
        return Stray.of(address)
                .map(stray -> stray.place() - STRAYS)
                .orElse(saysDistribution(address) || saysRuntime(address) || saysJdk(address) ? 1 : 5);
    }

    /** The artefact of the service itself, then what chooses the versions of others, then versions before all else. */
    private static int placeOf(Library library, Address address) {
        if (address.section().subject().filter(library.name()::equals).isPresent()) {
            return 1;
        }
        return Boms.ledBy(library).isPresent() ? 2 : library.tellsVersion() ? 3 : 4;
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
