package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import java.util.Set;

/** Facts by which others are judged: what a release, another engine or a migration on its way brings along follows it. */
public final class Leads {
    private static final Set<String> PROBES = Set.of("database", "process", "jdk", "dependency");

    private Leads() {}

    /** Whether a section may hold any. */
    public static boolean mayBeIn(SectionKey section) {
        return PROBES.contains(section.probe());
    }

    /** Whether other facts may be judged by the one at {@code path}, encoded. */
    public static boolean has(SectionKey section, String path) {
        return switch (section.probe()) {
            case "database" ->
                path.equals("server/product") || (path.startsWith("migration[") && path.endsWith("]/latest"));
            case "process" -> path.equals("main/version");
            case "jdk" -> path.endsWith("]/version");
            case "dependency" ->
                path.endsWith("/version")
                        && Library.of(new Address(section, new FactPath(path)))
                                .filter(library -> section.subject()
                                        .filter(library.name()::equals)
                                        .isPresent())
                                .isPresent();
            default -> false;
        };
    }
}
