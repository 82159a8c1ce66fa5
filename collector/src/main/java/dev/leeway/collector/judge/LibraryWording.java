package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says of libraries what a person would. */
final class LibraryWording {
    private LibraryWording() {}

    /** How a fact of a library differs; empty for those that are told like any other. */
    static Optional<String> differing(FactRow row, int one, int other, Environments environments) {
        String owner = row.scope().kind() == Scope.Kind.SERVICE ? row.scope().name() + ": " : "";
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
