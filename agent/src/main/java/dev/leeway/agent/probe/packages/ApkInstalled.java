package dev.leeway.agent.probe.packages;

import dev.leeway.agent.spi.HostAccessException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Alpine's database of installed packages ({@code lib/apk/db/installed}): paragraphs of {@code P:} name, {@code V:}
 * version, {@code A:} architecture, {@code F:} directory and {@code R:} file within it.
 */
final class ApkInstalled {
    /** Of one package. */
    private static final int MAX_FILES = 50_000;

    private final Set<String> held;
    private final ToolOwners owners;
    private final List<InstalledPackage> packages = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private String name = "";
    private String version = "";
    private String architecture = "";
    private String size = "";
    private String directory = "";

    private ApkInstalled(Set<String> held, ToolOwners owners) {
        this.held = held;
        this.owners = owners;
    }

    /**
     * The packages of a database.
     *
     * @param content of {@code installed}
     * @param world content of {@code /etc/apk/world}: a name with {@code =}, {@code <}, {@code ~} or {@code >} is held
     * @param owners told of the files of packages that may own a tool
     * @throws HostAccessException when it tells of more packages or files than any system has
     */
    static List<InstalledPackage> parse(byte[] content, String world, ToolOwners owners) throws HostAccessException {
        ApkInstalled database = new ApkInstalled(held(world), owners);
        int start = 0;
        for (int end = 0; end <= content.length; end++) {
            if (end == content.length || content[end] == '\n') {
                database.take(new String(content, start, end - start, StandardCharsets.UTF_8));
                start = end + 1;
            }
        }
        database.endParagraph();
        return database.packages;
    }

    private void take(String line) throws HostAccessException {
        if (line.isEmpty()) {
            endParagraph();
        } else if (line.length() > 2 && line.charAt(1) == ':') {
            String value = line.substring(2);
            switch (line.charAt(0)) {
                case 'P' -> name = value;
                case 'V' -> version = value;
                case 'A' -> architecture = value;
                case 'I' -> size = value;
                case 'F' -> directory = "/" + value + "/";
                case 'R' -> file(directory + value);
                default -> {
                    // Checksums, dependencies: nothing a comparison asks for.
                }
            }
        }
    }

    private void file(String path) throws HostAccessException {
        if (files.size() == MAX_FILES) {
            throw new HostAccessException(HostAccessException.Kind.TOO_LARGE, "files of the package " + name);
        }
        files.add(path);
    }

    private void endParagraph() throws HostAccessException {
        if (!name.isEmpty() && !version.isEmpty()) {
            InstalledPackage each = new InstalledPackage(
                    InstalledPackage.Manager.APK,
                    name,
                    version,
                    architecture,
                    Optional.empty(),
                    held.contains(name),
                    Optional.empty(),
                    InstalledPackage.sized(size, 1));
            if (packages.size() == PackageProbe.MAX_PACKAGES) {
                throw new HostAccessException(HostAccessException.Kind.TOO_LARGE, "packages");
            }
            packages.add(each);
            if (owners.concerns(each)) {
                owners.owns(each, files);
            }
        }
        name = "";
        version = "";
        architecture = "";
        size = "";
        files.clear();
    }

    private static Set<String> held(String world) {
        Set<String> held = new HashSet<>();
        for (String entry : world.split("\\s+")) {
            int operator = firstOperator(entry);
            if (operator > 0) {
                held.add(entry.substring(0, operator));
            }
        }
        return held;
    }

    private static int firstOperator(String entry) {
        for (int i = 0; i < entry.length(); i++) {
            if ("=<>~".indexOf(entry.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
