package dev.leeway.agent.selftest;

import static dev.leeway.agent.selftest.Spot.plain;

import dev.leeway.agent.selftest.Spot.Notation;
import java.util.List;

/**
 * Places on hosts that are out of order: texts of failures, and files that are not what they should be. Each lies on a host
 * of its own, because what fails hides what comes after it.
 */
final class BrokenSpots {
    private static final String JDK = "/usr/lib/jvm/temurin-17";

    private BrokenSpots() {}

    static List<Spot> all() {
        return List.of(
                failing("os-release", "/etc/os-release"),
                failing("dpkg status", "/var/lib/dpkg/status"),
                failing("JDK release", JDK + "/release"),
                failing("environment file", ServiceSpots.ENVIRONMENT_FILE),
                failingKernel("kernel command line", "/cmdline"),
                failingKernel("variables of a process", "/100/environ"),
                failingKernel("command line of a process", "/100/cmdline"),
                malformed("dpkg status", "/var/lib/dpkg/status"),
                malformed("apk database", "/lib/apk/db/installed"),
                malformed("rpm database", "/var/lib/rpm/Packages"),
                malformed("rpm database, newer", "/var/lib/rpm/Packages.db"),
                malformed("apt sources", "/etc/apt/sources.list.d/shop.sources"),
                malformed("os-release", "/etc/os-release"),
                malformed("JDK release", JDK + "/release"),
                malformed("environment file", ServiceSpots.ENVIRONMENT_FILE),
                malformed("file of facts", "/etc/leeway/facts.d/broken.yaml"),
                malformed("file of facts in JSON", "/etc/leeway/facts.d/broken.json"),
                malformed("certificate", CertificateSpots.FILE),
                plain(
                        "Compose file that is none",
                        Notation.BLOCK,
                        (host, text) ->
                                host.composed(ComposeSpots.DIRECTORY + "/broken.yml", "services: [\n", text + "\n")),
                Spot.of(
                        "text of a failure: Compose file",
                        Notation.BLOCK,
                        (host, text) -> host.composed(ComposeSpots.DIRECTORY + "/broken.yml", "", "")
                                .failing(ComposeSpots.DIRECTORY + "/broken.yml", text + "\n")),
                plain(
                        "java.security that is none",
                        Notation.BLOCK,
                        (host, text) -> host.file(JDK + "/release", "JAVA_VERSION=\"17.0.15\"\n")
                                .file(JDK + "/bin/java", "")
                                .file(JDK + "/conf/security/java.security", "security.\\uZZZZ=" + text + "\n")));
    }

    private static Spot failing(String name, String path) {
        return Spot.of("text of a failure: " + name, Notation.BLOCK, (host, text) -> host.failing(path, text + "\n"));
    }

    private static Spot failingKernel(String name, String path) {
        return Spot.of(
                "text of a failure: " + name, Notation.BLOCK, (host, text) -> host.failingKernel(path, text + "\n"));
    }

    private static Spot malformed(String name, String path) {
        return plain(name + " that is none", Notation.BLOCK, (host, text) -> host.file(path, text + "\n"));
    }
}
