package dev.leeway.collector.report;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.report.Scope;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What to type on a host to see a fact of it without Leeway. Shows things and changes nothing.
 *
 * <p>For a name that could mean something else to a program, there is no command; words are quoted for a shell by whoever prints
 * them.
 */
final class HostLook {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+:@-]{0,99}");
    private static final Pattern PLACE = Pattern.compile("/|(/[A-Za-z0-9][A-Za-z0-9._+-]{0,60}){1,8}");

    private HostLook() {}

    /** The words of the command; empty where there is none for the fact, and for what is not the host's own. */
    static Optional<List<String>> of(Scope scope, Address address) {
        if (scope.kind() == Scope.Kind.SERVICE || address.section().subject().isPresent()) {
            return Optional.empty();
        }
        FactPath.Segment first = address.path().segments().get(0);
        String key = first.key().orElse("");
        return switch (address.section().probe()) {
            case "os" -> ofSystem(first.name(), key, address.path().text());
            case "package" -> NAME.matcher(key).matches() ? ofPackage(first.name(), key) : Optional.empty();
            case "jdk" -> first.name().equals("default") ? words("java", "-version") : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<List<String>> ofSystem(String name, String key, String path) {
        return switch (name) {
            case "timezone", "timezone-rule" -> words("readlink", "-f", "/etc/localtime");
            case "timezone-consistent" -> words("cat", "/etc/timezone");
            case "distribution" -> words("cat", "/etc/os-release");
            case "architecture" -> words("uname", "-m");
            case "kernel" -> path.equals("kernel/version") ? words("uname", "-r") : Optional.empty();
            case "libc" -> words("ldd", "--version");
            case "resolver" -> words("cat", "/etc/resolv.conf");
            case "lookup" -> words("cat", "/etc/nsswitch.conf");
            case "hosts" -> words("cat", "/etc/hosts");
            case "login" -> words("cat", "/etc/login.defs");
            case "locale" -> words("locale");
            case "memory" -> words("cat", "/proc/meminfo");
            case "sysctl" -> NAME.matcher(key).matches() ? words("sysctl", key) : Optional.empty();
            case "mount" -> PLACE.matcher(key).matches() ? words("findmnt", "--target", key) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<List<String>> ofPackage(String kind, String name) {
        return switch (kind) {
            case "deb" -> words("dpkg-query", "--list", name);
            case "rpm" -> words("rpm", "-q", name);
            case "apk" -> words("apk", "info", "-v", name);
            case "brew" -> words("brew", "list", "--versions", name);
            default -> Optional.empty();
        };
    }

    private static Optional<List<String>> words(String... words) {
        return Optional.of(List.of(words));
    }
}
