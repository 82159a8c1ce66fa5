package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.migration.Checksums;
import dev.leeway.agent.probe.database.migration.History;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.util.List;

/** Turns histories of migrations into facts. */
final class MigrationFacts {
    private MigrationFacts() {}

    static void record(List<History> histories, SectionRecorder section, Gaps gaps) {
        for (History history : histories) {
            FactPath path = FactPath.of("migration", history.key());
            for (String latest : history.latest()) {
                section.fact(
                        path.child("latest"),
                        history.ordered() ? Observed.version(latest, VersionScheme.GENERIC) : Observed.text(latest));
            }
            history.applied().ifPresent(count -> section.fact(path.child("applied"), Observed.number(count)));
            checksums(history, path, section, gaps);
            // Only where it is so: that all went well is what every environment expects.
            if (!history.failed().isEmpty()) {
                section.fact(path.child("failed"), new Observed.Plain(Value.SetOf.texts(history.failed())));
            }
            if (history.dirty()) {
                section.fact(path.child("dirty"), Observed.flag(true));
            }
        }
    }

    /** As tags: a sum of a script can be made again by whoever guesses the script. */
    private static void checksums(History history, FactPath path, SectionRecorder section, Gaps gaps) {
        Checksums checksums = Checksums.of(history);
        checksums
                .sums()
                .forEach((name, sums) -> section.fact(
                        path.child("checksum", name),
                        Expressions.tag("migration-checksum", name, String.join(" ", sums))));
        if (!checksums.whole()) {
            gaps.add(path.text() + "/checksum[*]", Kind.TOO_LARGE);
        }
    }
}
