package dev.leeway.collector.sbom;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a bill is about.
 *
 * @param service a name that a service could have; empty where there is none
 * @param guessed what that name was taken from where that need not be a service
 * @param host whether it is a machine or an operating system, whose libraries belong to nobody
 */
record BillSubject(Optional<String> service, Optional<String> guessed, boolean host) {
    /** {@code shop-web-1.4.2.jar}, {@code shop-web-1.4.2-SNAPSHOT-exec}: from the hyphen before the first figure on. */
    private static final Pattern VERSION = Pattern.compile("[-_]v?[0-9]+(\\.[0-9A-Za-z]+)+([-_.+].*)?$");

    private static final Pattern ENDING = Pattern.compile("\\.(jar|war|ear|rar|zip|tgz|tar|tar\\.gz)$");
    /** What every project calls some directory or program. */
    private static final Set<String> COMMON = Set.of(
            "",
            ".",
            "..",
            "app",
            "application",
            "bin",
            "boot-inf",
            "build",
            "code",
            "current",
            "deploy",
            "dist",
            "home",
            "html",
            "lib",
            "libs",
            "main",
            "opt",
            "out",
            "project",
            "release",
            "root",
            "rootfs",
            "service",
            "site-packages",
            "src",
            "srv",
            "target",
            "tmp",
            "usr",
            "var",
            "venv",
            "work",
            "workspace",
            "www");

    /** What {@code bill} says it is about. */
    static BillSubject of(Bill bill) {
        if (bill.subject().isEmpty()) {
            return new BillSubject(Optional.empty(), Optional.empty(), false);
        }
        Component subject = bill.subject().get();
        if (subject.first(BillReader.SERVICE).isPresent()) {
            return new BillSubject(subject.first(BillReader.SERVICE), Optional.empty(), false);
        }
        return switch (subject.type()) {
            case "operating-system", "device", "platform" -> new BillSubject(Optional.empty(), Optional.empty(), true);
            case "container" -> new BillSubject(name(image(subject.name())), Optional.of("a container image"), false);
            case "file" -> new BillSubject(name(subject.name()), Optional.of("a file or directory"), false);
            default -> new BillSubject(name(subject.name()), Optional.empty(), false);
        };
    }

    /** {@code example.org:5000/shop/shop-web:1.4@sha256:...} without tag and digest. */
    private static String image(String name) {
        int at = name.indexOf('@');
        String tagged = at < 0 ? name : name.substring(0, at);
        int colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
        return colon < 0 ? tagged : tagged.substring(0, colon);
    }

    /** The last part of a path or module name, without ending and version. */
    private static Optional<String> name(String whole) {
        String path = whole.replace('\\', '/');
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        String last = path.substring(path.lastIndexOf('/') + 1);
        String stem = VERSION.matcher(ENDING.matcher(last).replaceFirst("")).replaceFirst("");
        return COMMON.contains(stem.toLowerCase(Locale.ROOT)) ? Optional.empty() : Optional.of(stem);
    }
}
