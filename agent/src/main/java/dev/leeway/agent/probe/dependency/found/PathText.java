package dev.leeway.agent.probe.dependency.found;

import java.util.ArrayDeque;
import java.util.Deque;

/** Absolute paths within a host's root, as text. */
public final class PathText {
    private PathText() {}

    /** {@code path} as seen from {@code directory}, {@code .} and {@code ..} worked off by name alone. */
    public static String resolved(String directory, String path) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : (path.startsWith("/") ? path : directory + "/" + path).split("/", -1)) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }

    /** The directory {@code path} lies in; {@code /} of the root. */
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /** The last name of {@code path}. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** {@code name} below {@code directory}. */
    public static String below(String directory, String name) {
        return directory.endsWith("/") ? directory + name : directory + "/" + name;
    }
}
