package dev.leeway.agent.probe.jdk;

import dev.leeway.agent.format.JavaProperties;
import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Records what an installation's configuration files say: security, network, remote management. */
final class SettingFacts {
    /** Where the system's crypto policy lies, which Java adds to its own properties where it is told to. */
    private static final String SYSTEM_POLICY = "/etc/crypto-policies/back-ends/java.config";

    private static final int MAX_BYTES = 1024 * 1024;
    private static final Set<String> NETWORK = Set.of(
            "java.net.useSystemProxies",
            "http.proxyHost",
            "http.proxyPort",
            "http.nonProxyHosts",
            "https.proxyHost",
            "https.proxyPort",
            "ftp.proxyHost",
            "ftp.proxyPort",
            "ftp.nonProxyHosts",
            "socksProxyHost",
            "socksProxyPort",
            "java.net.preferIPv4Stack",
            "jdk.http.auth.proxying.disabledSchemes",
            "jdk.http.auth.tunneling.disabledSchemes");
    private static final String MANAGEMENT = "com.sun.management.";

    private final Reading reading;
    private final SetFacts sets;

    SettingFacts(Reading reading, SetFacts sets) {
        this.reading = reading;
        this.sets = sets;
    }

    /** Records the settings of an installation; {@code runtime} is the directory its {@code lib} and {@code conf} are in. */
    void record(FactPath path, String runtime) {
        security(path, runtime);
        guarded(path, "network", runtime, "/net.properties", NETWORK::contains);
        guarded(
                path,
                "management",
                runtime,
                "/management/management.properties",
                name -> name.startsWith(MANAGEMENT) && !name.contains(".serial."));
    }

    private void security(FactPath path, String runtime) {
        String pattern = path.child("security").text();
        String[] patterns = {pattern + "[*]", pattern + "-providers"};
        String file =
                first(runtime + "/conf/security/java.security", runtime + "/lib/security/java.security", patterns);
        SortedMap<String, String> properties = new TreeMap<>(properties(file, patterns));
        if ("true".equalsIgnoreCase(properties.get("security.useSystemPropertiesFile"))) {
            Map<String, String> added = properties(SYSTEM_POLICY, patterns);
            if (added.isEmpty() && reading.stat(SYSTEM_POLICY, patterns).isPresent()) {
                // There and unreadable: what holds in the end is unknown, and uncovered by now.
                return;
            }
            properties.putAll(added);
        }
        SecurityProperties chosen = SecurityProperties.of(properties);
        chosen.sets().forEach((name, members) -> sets.add(path.child("security", name), members, file));
        chosen.texts()
                .forEach((name, value) ->
                        reading.section().fact(path.child("security", name), Observed.text(value), file));
        if (!chosen.providers().isEmpty()) {
            reading.section()
                    .fact(
                            path.child("security-providers"),
                            new Observed.Plain(Value.ListOf.texts(chosen.providers())),
                            file);
        }
    }

    private void guarded(FactPath path, String kind, String runtime, String name, NameTest chosen) {
        String pattern = path.child(kind).text() + "[*]/**";
        String file = first(runtime + "/conf" + name, runtime + "/lib" + name, pattern);
        properties(file, pattern).forEach((property, value) -> {
            if (chosen.test(property)) {
                reading.section().fact(path.child(kind, property), observed(property, value), file);
            }
        });
    }

    /** Lists of patterns and schemes cannot be told from secrets by their look; by their names they can. */
    private static Observed observed(String property, String value) {
        boolean harmless = property.endsWith(".nonProxyHosts")
                || property.endsWith(".disabledSchemes")
                || property.startsWith("java.net.");
        return harmless ? Observed.text(value.strip()) : new Observed.Guarded("property", property, value);
    }

    /** Java 8 and older have no {@code conf}. */
    private String first(String file, String older, String... patterns) {
        return reading.stat(file, patterns).isPresent() ? file : older;
    }

    private Map<String, String> properties(String file, String... patterns) {
        Optional<String> text = reading.text(file, MAX_BYTES, patterns);
        try {
            return text.isPresent() ? JavaProperties.read(text.get()) : Map.of();
        } catch (MalformedException e) {
            for (String pattern : patterns) {
                reading.section().uncovered(pattern, HostAccessException.Kind.MALFORMED);
            }
            return Map.of();
        }
    }

    private interface NameTest {
        boolean test(String name);
    }
}
