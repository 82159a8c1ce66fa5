package dev.leeway.agent.format.archive;

import java.util.List;

/** How an archive is laid out, which tells where its classes and libraries lie. */
public enum Layout {
    /** A plain archive, with its classes at the top. */
    JAR("", List.of()),
    WAR("WEB-INF/classes/", List.of("WEB-INF/lib/", "WEB-INF/lib-provided/")),
    EAR("", List.of("lib/", "APP-INF/lib/", "")),
    RAR("", List.of("")),
    SPRING_BOOT("BOOT-INF/classes/", List.of("BOOT-INF/lib/", "BOOT-INF/layers/")),
    QUARKUS("", List.of("lib/", "app/", "quarkus/")),
    /** Libraries in {@code lib/} or {@code main/}, found by a loader of the archive's own. */
    NESTED_LIBRARIES("", List.of("lib/", "libs/", "main/"));

    private final String classes;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of, which nobody can change.
    private final List<String> libraries;

    Layout(String classes, List<String> libraries) {
        this.classes = classes;
        this.libraries = libraries;
    }

    /** The directory of its classes, empty or ending in {@code /}. */
    public String classes() {
        return classes;
    }

    /** Whether a nested archive at {@code path} is one of its libraries, and not a mere resource. */
    public boolean isLibrary(String path) {
        for (String directory : libraries) {
            if (directory.isEmpty() ? path.indexOf('/') < 0 : path.startsWith(directory)) {
                return true;
            }
        }
        return false;
    }

    /** The layout that a manifest, an extension and directories tell. */
    static Layout of(JarManifest manifest, String fileName, Directories directories) {
        String main = manifest.value("Main-Class").orElse("");
        if (manifest.value("Spring-Boot-Classes").orElse("").startsWith("BOOT-INF/")
                || (directories.boot() && main.startsWith("org.springframework.boot."))) {
            return SPRING_BOOT;
        }
        if (main.startsWith("io.quarkus.")) {
            return QUARKUS;
        }
        if (fileName.endsWith(".ear")) {
            return EAR;
        }
        if (fileName.endsWith(".rar")) {
            return RAR;
        }
        if (fileName.endsWith(".war") || directories.web()) {
            return WAR;
        }
        return directories.libraries() ? NESTED_LIBRARIES : JAR;
    }

    /** Which telling directories an archive has. */
    record Directories(boolean boot, boolean web, boolean libraries) {}
}
