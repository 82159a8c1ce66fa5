package dev.leeway.agent.probe.packages;

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
     */
    static List<InstalledPackage> parse(byte[] content, String world, ToolOwners owners) {
        ApkInstalled database = new ApkInstalled(held(world), owners);
        for (String line : (new String(content, StandardCharsets.UTF_8) + "\n\n").split("\n", -1)) {
            database.take(line);
        }
        return database.packages;
    }

    private void take(String line) {
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
                case 'R' -> files.add(directory + value);
                default -> {
                    // Checksums, dependencies: nothing a comparison asks for.
                }
            }
        }
    }

    private void endParagraph() {
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
