package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says of libraries what a person would. */
final class LibraryWording {
    private LibraryWording() {}

    /** That something is there which should not be; empty for what is told like any other fact. */
    static Optional<String> unexpected(FactRow row, int environment, Environments environments) {
        String owner = owner(row);
        String place = environments.name(environment);
        Optional<Library> library = Library.of(row.address());
        if (library.isPresent()) {
            return library.flatMap(found -> switch (found.aspect()) {
                case "replaced" -> Optional.of(owner + replaced(row, environment, found.key(), place));
                case "unmet" -> Optional.of(owner + unmet(row, environment, found.key(), place));
                default -> Optional.empty();
            });
        }
        return Stray.of(row.address()).map(stray -> owner + stray.told(row.beside(environment, row.path()), place));
    }

    private static String replaced(FactRow row, int environment, String key, String place) {
        String running = shown(row, environment, "running");
        String installed = shown(row, environment, "version");
        return key + " was replaced on disk under the service that runs in " + place
                + (running.isEmpty() || installed.isEmpty()
                        ? ""
                        : ": it runs " + running + ", and "
                                + (running.equals(installed) ? "other content of " + installed : installed)
                                + " is installed");
    }

    private static String unmet(FactRow row, int environment, String key, String place) {
        String installed = shown(row, environment, "version");
        return key + " is not installed in " + place + " as it is pinned: " + shown(row, environment, "unmet")
                + (installed.isEmpty() ? "" : ", and " + installed + " is there");
    }

    /** The versions another fact of the same library tells; empty where there is none. */
    private static String shown(FactRow row, int environment, String aspect) {
        String path = row.path().substring(0, row.path().lastIndexOf('/') + 1) + aspect;
        return versions(row, environment, path).stream()
                .map(Label::of)
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    private static String owner(FactRow row) {
        return row.scope().kind() == Scope.Kind.SERVICE ? row.scope().name() + ": " : "";
    }

    /** How a fact of a library differs; empty for those that are told like any other. */
    static Optional<String> differing(FactRow row, int one, int other, Environments environments) {
        String owner = owner(row);
        return otherBytes(row, one, other, environments)
                .or(() -> ClassPathOrder.told(row, one, other, environments))
                .map(told -> owner + told);
    }

    /** {@code jackson-core 2.15.2 is not the same in staging and prod}: one version, several contents. */
    private static Optional<String> otherBytes(FactRow row, int one, int other, Environments environments) {
        Optional<Library> content = Library.of(row.address()).filter(Library::tellsContent);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        String path = row.path();
        String version = path.substring(0, path.lastIndexOf('/')) + "/version";
        List<Value.Version> shared = versions(row, one, version);
        shared.retainAll(versions(row, other, version));
        String what = content.get().key() + (shared.size() == 1 ? " " + Label.of(shared.get(0)) : "");
        return Optional.of(what + " is not the same in " + environments.name(one) + " and " + environments.name(other)
                + (shared.isEmpty() ? ": other content" : ": same version, different bytes"));
    }

    private static List<Value.Version> versions(FactRow row, int environment, String path) {
        List<Value.Version> versions = new ArrayList<>();
        row.beside(environment, path).forEach(value -> versions.addAll(VersionMove.versions(value)));
        return versions;
    }
}
