package dev.leeway.agent.probe.dependency.python;

/**
 * The names that pip gives to directories it is about to remove, while the process that uses them goes on: {@code ~arkupsafe}
 * was {@code markupsafe}, or {@code ~-rkupsafe} where that name was taken.
 */
public final class StashedName {
    private static final String MARK = "~";
    private static final String FILLERS = "-~.=%0123456789";

    private StashedName() {}

    /** Whether {@code name} is one of those. */
    public static boolean is(String name) {
        return name.startsWith(MARK);
    }

    /** Whether what is found as {@code found} was called {@code name}, or still is. */
    public static boolean was(String found, String name) {
        int longer = found.length() - name.length();
        if (!is(found) || longer < 0) {
            return found.equals(name);
        }
        int same = name.length();
        while (same > 0 && name.charAt(same - 1) == found.charAt(same - 1 + longer)) {
            same--;
        }
        // What is not the end of the name stands in for its beginning.
        return found.substring(1, Math.max(1, same + longer)).chars().allMatch(each -> FILLERS.indexOf(each) >= 0);
    }

    /** The same of a path, part by part. */
    public static boolean wasPath(String found, String path) {
        if (found.equals(path)) {
            return true;
        }
        if (!found.contains(MARK)) {
            return false;
        }
        String[] parts = found.split("/", -1);
        String[] names = path.split("/", -1);
        boolean alike = parts.length == names.length;
        for (int i = 0; alike && i < parts.length; i++) {
            alike = was(parts[i], names[i]);
        }
        return alike;
    }
}
