package dev.leeway.agent.probe.database.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A script's path as it may leave the host: without what leads to the project, which differs from one machine to the next and names
 * whoever ran the tool there.
 */
public final class ScriptPath {
    private static final Pattern CLASS_PATH = Pattern.compile("(?i)classpath\\*?:");

    /** {@code file:}, {@code jar:file:}, {@code s3:/}; one letter is a drive, and names of projects may have colons. */
    private static final Pattern SCHEME = Pattern.compile("(?i)(?:(?:file|jar|zip|war|vfs):|[a-z][a-z0-9+.-]+:(?=/))+");

    private static final Pattern DRIVE = Pattern.compile("(?i)[a-z]:.*");

    /** Below these lie homes, each by the name of whoever it belongs to. */
    private static final Set<String> HOMES = Set.of("home", "Users", "Documents and Settings");

    /** What is below these is what the class path calls it. */
    private static final Set<String> CLASSES = Set.of("resources", "classes");

    /** Where projects keep their scripts. */
    private static final Set<String> ROOTS = Set.of("db", "liquibase", "changelog", "changelogs", "migrations");

    private ScriptPath() {}

    /** {@code path} from the root of the project; of one elsewhere no more than the file's name where that root is not known. */
    public static String told(String path) {
        String plain = path.replace('\\', '/').strip();
        boolean classPath = CLASS_PATH.matcher(plain).lookingAt();
        if (classPath) {
            plain = plain.substring(plain.indexOf(':') + 1);
        }
        boolean located = SCHEME.matcher(plain).lookingAt();
        int archive = plain.lastIndexOf('!');
        if (located && archive >= 0) {
            // What an archive holds is on the class path.
            return told("classpath:" + plain.substring(archive + 1));
        }
        List<String> names = names(SCHEME.matcher(plain).replaceFirst(""));
        boolean absolute = located
                || (plain.startsWith("/") && !classPath)
                || plain.startsWith("~")
                || DRIVE.matcher(plain).matches()
                || names.contains("..")
                || home(names) > 0;
        return String.join("/", absolute ? fromRoot(names) : names);
    }

    private static List<String> names(String path) {
        List<String> names = new ArrayList<>();
        for (String name : path.split("/")) {
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return names;
    }

    /** Where what is below a home begins; 0 where there is none before the first root. */
    private static int home(List<String> names) {
        for (int i = 0; i + 2 < names.size(); i++) {
            String name = names.get(i);
            if (HOMES.contains(name)) {
                return i + 2;
            }
            if (ROOTS.contains(name) || CLASSES.contains(name)) {
                return 0;
            }
        }
        return 0;
    }

    private static List<String> fromRoot(List<String> names) {
        int last = names.size() - 1;
        int from = home(names);
        for (int i = last - 1; i >= from; i--) {
            if (CLASSES.contains(names.get(i))) {
                return names.subList(i + 1, names.size());
            }
        }
        int root = last - 1;
        while (root >= from && !ROOTS.contains(names.get(root))) {
            root--;
        }
        if (root < from) {
            return names.subList(Math.max(last, 0), names.size());
        }
        // db/changelog is one root, not two.
        while (root > from && ROOTS.contains(names.get(root - 1))) {
            root--;
        }
        return names.subList(root, names.size());
    }
}
