package dev.leeway.agent.probe.database.script;

/** Patterns of paths: {@code *} is one name, {@code **} at the end any number of them. */
final class Places {
    private Places() {}

    /** Whether the file at {@code path} lies at one of {@code patterns}. */
    static boolean match(String[] patterns, String path) {
        String[] names = path.split("/");
        for (String pattern : patterns) {
            String[] parts = pattern.split("/");
            boolean open = parts[parts.length - 1].equals("**");
            boolean fits = open ? names.length >= parts.length : names.length == parts.length;
            if (fits && agree(parts, names, open ? parts.length - 1 : parts.length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of {@code patterns} leads through {@code directory}. */
    static boolean leadFrom(String[] patterns, String directory) {
        String[] names = directory.split("/");
        for (String pattern : patterns) {
            String[] parts = pattern.split("/");
            boolean open = parts[parts.length - 1].equals("**");
            int shared = Math.min(names.length, parts.length - 1);
            if ((open || names.length < parts.length) && agree(parts, names, shared)) {
                return true;
            }
        }
        return false;
    }

    private static boolean agree(String[] parts, String[] names, int count) {
        for (int i = 0; i < count; i++) {
            if (!parts[i].equals("*") && !parts[i].equals(names[i])) {
                return false;
            }
        }
        return true;
    }
}
