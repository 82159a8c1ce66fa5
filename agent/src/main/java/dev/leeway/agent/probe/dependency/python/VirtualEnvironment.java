package dev.leeway.agent.probe.dependency.python;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code pyvenv.cfg} says.
 *
 * @param home directory of the interpreter it was made with
 * @param version of that interpreter when the environment was made, {@code 3.11.7}; the interpreter may be newer now
 * @param systemSitePackages whether packages of the base interpreter are seen too
 */
public record VirtualEnvironment(Optional<String> home, Optional<String> version, boolean systemSitePackages) {
    private static final Pattern VERSION =
            Pattern.compile("(\\d+\\.\\d+\\.\\d+)(?:\\.?(a|alpha|b|beta|c|candidate|rc)\\.?(\\d+)|\\.final\\.\\d+)?");

    public VirtualEnvironment {
        requireNonNull(home, "home is null");
        requireNonNull(version, "version is null");
    }

    /** Reads the text of a {@code pyvenv.cfg}; names in any case, of several the last. */
    public static VirtualEnvironment read(String text) {
        Map<String, String> settings = new TreeMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                settings.put(
                        line.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        line.substring(equals + 1).strip());
            }
        });
        Optional<String> home = Optional.ofNullable(settings.get("home")).filter(path -> path.startsWith("/"));
        // The standard library writes one, virtualenv and uv the other.
        Optional<String> version = Optional.ofNullable(settings.get("version"))
                .or(() -> Optional.ofNullable(settings.get("version_info")))
                .flatMap(VirtualEnvironment::plain);
        boolean system = "true".equalsIgnoreCase(settings.getOrDefault("include-system-site-packages", "false"));
        return new VirtualEnvironment(home, version, system);
    }

    private static Optional<String> plain(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String stage = matcher.group(2);
        return Optional.of(stage == null ? matcher.group(1) : matcher.group(1) + letters(stage) + matcher.group(3));
    }

    private static String letters(String stage) {
        return stage.startsWith("a") ? "a" : stage.startsWith("b") ? "b" : "rc";
    }
}
