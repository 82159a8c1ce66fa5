package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.migration.History;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.script.ScriptTool;
import dev.leeway.agent.probe.database.script.Standing;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Holds histories against the scripts of a deployment.
 *
 * <p>A part that could be told is told even where it is empty: that nothing is pending and that nobody could look are two things.
 */
final class ScriptFacts {
    private ScriptFacts() {}

    static void record(
            List<History> histories, FoundScripts found, String product, SectionRecorder section, Gaps gaps) {
        for (History history : histories) {
            Optional<ScriptTool> tool = ScriptTool.of(history);
            if (tool.isPresent()) {
                boolean alone = histories.stream()
                                .filter(other -> other.tool().equals(history.tool()) && !isOfDjango(other))
                                .count()
                        < 2;
                record(history, tool.get(), found, alone, product, section, gaps);
            }
        }
    }

    private static boolean isOfDjango(History history) {
        return history.key().contains(":");
    }

    private static void record(
            History history,
            ScriptTool tool,
            FoundScripts found,
            boolean alone,
            String product,
            SectionRecorder section,
            Gaps gaps) {
        FactPath path = FactPath.of("migration", history.key());
        Optional<Kind> gap = found.gap(tool);
        // Of several histories of one tool nobody says whose scripts these are.
        Standing standing = gap.isEmpty() && alone ? tool.standing(history, found.files(), product) : Standing.UNKNOWN;
        tell(path.child("pending"), standing.pending(), section);
        tell(path.child("mismatch"), standing.mismatch(), section);
        tell(path.child("ahead"), standing.ahead(), section);
        boolean missed = standing.pending().isEmpty() && (found.expected() || gap.isPresent());
        boolean looked = found.expected() || !found.files().isEmpty();
        if (missed && looked) {
            for (String part : List.of("pending", "mismatch", "ahead")) {
                gaps.add(path.child(part).text(), gap.orElse(Kind.ABSENT));
            }
        }
    }

    private static void tell(FactPath path, Optional<SortedSet<String>> names, SectionRecorder section) {
        names.ifPresent(each -> section.fact(path, new Observed.Plain(Value.SetOf.texts(each))));
    }
}
