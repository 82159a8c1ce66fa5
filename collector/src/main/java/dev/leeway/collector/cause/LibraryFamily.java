package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Library;
import java.util.Arrays;
import java.util.Set;

/** Which libraries are made and released together, as far as their names tell. */
final class LibraryFamily {
    /** Hosts of repositories, where owner and repository follow. */
    private static final Set<String> FORGES = Set.of("github.com", "gitlab.com", "bitbucket.org", "codeberg.org");
    /** A scope of packages that have nothing in common but who describes them. */
    private static final String DESCRIBED = "@types";

    private LibraryFamily() {}

    /** The group of a Maven library, the scope of an npm package, the repository of a Go module; empty for all others. */
    static String of(Library library) {
        return switch (library.ecosystem()) {
            case "maven" -> Boms.group(library);
            case "npm" -> scope(library.key());
            case "go" -> repository(library.key());
            default -> "";
        };
    }

    private static String scope(String name) {
        int slash = name.indexOf('/');
        String scope = name.startsWith("@") && slash > 0 ? name.substring(0, slash) : "";
        return scope.equals(DESCRIBED) ? "" : scope;
    }

    private static String repository(String module) {
        String[] parts = module.split("/", -1);
        int most = FORGES.contains(parts[0]) ? 3 : 2;
        return String.join("/", Arrays.copyOf(parts, Math.min(most, parts.length)));
    }
}
