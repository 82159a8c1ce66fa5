package dev.leeway.agent.format.unit;

import java.util.ArrayList;
import java.util.List;

/** Where systemd looks for a unit, the place that wins first. */
public final class UnitPaths {
    private static final List<String> DIRECTORIES = List.of(
            "/etc/systemd/system.control",
            "/run/systemd/system.control",
            "/run/systemd/transient",
            "/run/systemd/generator.early",
            "/etc/systemd/system",
            "/etc/systemd/system.attached",
            "/run/systemd/system",
            "/run/systemd/system.attached",
            "/run/systemd/generator",
            "/usr/local/lib/systemd/system",
            "/usr/lib/systemd/system",
            "/lib/systemd/system",
            "/run/systemd/generator.late");

    private UnitPaths() {}

    /** The files of which the first that is there is the unit: the instance's own in every directory, then its template's. */
    public static List<String> fragments(String unit) {
        List<String> paths = new ArrayList<>();
        for (String name : names(unit)) {
            DIRECTORIES.forEach(directory -> paths.add(directory + "/" + name));
        }
        return paths;
    }

    /**
     * The directories of drop-ins. Their {@code *.conf} apply sorted by file name; of one name the earliest directory's
     * counts.
     */
    public static List<String> dropInDirectories(String unit) {
        List<String> owners = new ArrayList<>(names(unit));
        int dot = unit.lastIndexOf('.');
        String type = dot < 0 ? "service" : unit.substring(dot + 1);
        String prefix = dot < 0 ? unit : unit.substring(0, dot);
        for (int dash = prefix.lastIndexOf('-'); dash > 0; dash = prefix.lastIndexOf('-', dash - 1)) {
            owners.add(prefix.substring(0, dash + 1) + "." + type);
        }
        owners.add(type);
        List<String> paths = new ArrayList<>();
        for (String owner : owners) {
            DIRECTORIES.forEach(directory -> paths.add(directory + "/" + owner + ".d"));
        }
        return paths;
    }

    /** The unit's own name and, for an instance, its template's. */
    private static List<String> names(String unit) {
        int at = unit.indexOf('@');
        int dot = unit.lastIndexOf('.');
        boolean instance = at > 0 && dot > at + 1;
        return instance ? List.of(unit, unit.substring(0, at + 1) + unit.substring(dot)) : List.of(unit);
    }
}
