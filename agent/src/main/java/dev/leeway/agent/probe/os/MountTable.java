package dev.leeway.agent.probe.os;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The mounts of {@code /proc/PID/mountinfo}, in the order they were made. */
record MountTable(List<Mount> mounts) {
    /**
     * One mount.
     *
     * @param point where it lies
     * @param filesystem its type: {@code ext4}, {@code tmpfs}
     * @param options those of the mount and of its file system together
     */
    record Mount(String point, String filesystem, Set<String> options) {
        Mount {
            options = Set.copyOf(options);
        }
    }

    private static final String AUTOFS = "autofs";
    private static final int FIXED_FIELDS = 6;

    MountTable {
        mounts = List.copyOf(mounts);
    }

    /** Reads the table; lines of another shape are passed over. */
    static MountTable parse(String text) {
        List<Mount> mounts = new ArrayList<>();
        text.lines().forEach(line -> {
            int dash = line.indexOf(" - ");
            String[] mount = dash < 0 ? new String[0] : line.substring(0, dash).split(" ");
            String[] filesystem =
                    dash < 0 ? new String[0] : line.substring(dash + 3).split(" ");
            if (mount.length >= FIXED_FIELDS && filesystem.length >= 1) {
                Set<String> options = new TreeSet<>(List.of(mount[5].split(",")));
                if (filesystem.length >= 3) {
                    addSuper(filesystem[2], options);
                }
                mounts.add(new Mount(unescape(mount[4]), filesystem[0], options));
            }
        });
        return new MountTable(mounts);
    }

    /** A file system that is read-only is so wherever it is mounted, whatever the mount itself says. */
    private static void addSuper(String options, Set<String> into) {
        into.addAll(List.of(options.split(",")));
        if (into.contains("ro")) {
            into.remove("rw");
        }
    }

    /** The mount that {@code directory} lies on: the last one made at the longest path. */
    Optional<Mount> of(String directory) {
        Mount found = null;
        for (Mount mount : mounts) {
            boolean covers = directory.equals(mount.point())
                    || mount.point().equals("/")
                    || directory.startsWith(mount.point() + "/");
            if (covers && (found == null || replaces(mount, found))) {
                found = mount;
            }
        }
        return Optional.ofNullable(found);
    }

    /** What is mounted on demand comes and goes; the demand stays, and is what is told. */
    private static boolean replaces(Mount mount, Mount found) {
        int longer = Integer.compare(mount.point().length(), found.point().length());
        return longer > 0 || (longer == 0 && !found.filesystem().equals(AUTOFS));
    }

    /** Blanks in paths are written as octal numbers. */
    private static String unescape(String path) {
        return path.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    }
}
