package dev.leeway.collector.cli;

import dev.leeway.collector.report.IdMatch;
import dev.leeway.collector.report.UnknownIdException;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.report.Report;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an id in the reports that are kept. Of those that show ids with no more digits than were given it is taken from the last, for
 * there it was copied; else from the last in which its digits are enough.
 */
final class KeptSearch {
    private final String id;
    private @Nullable Found enough;
    private String whole = "";
    private @Nullable FormatException damaged;
    private @Nullable UnknownIdException doubtful;

    private KeptSearch(String id) {
        this.id = id;
    }

    /**
     * A report that has an id.
     *
     * @param from where it is kept
     * @param report as it was read
     * @param last whether it is that of the last comparison
     */
    record Found(KeptReport from, Report report, boolean last) {}

    /**
     * The report of {@code kept} in which {@code id} stands for one thing.
     *
     * @throws FormatException when it is in none, and one of them cannot be read
     */
    static Found find(KeptReports kept, String id) throws CommandFailure, FormatException {
        List<KeptReport> all = kept.all();
        if (all.isEmpty()) {
            throw new CommandFailure("there is no last comparison (" + kept.folder()
                    + "); compare first, or name a report: leeway explain ID REPORT.json");
        }
        KeptSearch search = new KeptSearch(id);
        for (KeptReport each : all) {
            Optional<Found> found = search.in(each, each.equals(all.get(0)));
            if (found.isPresent()) {
                return found.get();
            }
        }
        return search.nowhereWhole(all.size());
    }

    /** The report to speak about, if {@code each} settles it. */
    private Optional<Found> in(KeptReport each, boolean last) {
        try {
            Report report = each.read();
            Optional<IdMatch> match = IdMatch.in(report, id);
            if (match.isEmpty()) {
                return Optional.empty();
            }
            Found found = new Found(each, report, last);
            Found later = enough;
            if (match.get().whole()) {
                return Optional.of(later != null && whole.equals(match.get().id()) ? later : found);
            }
            if (later == null) {
                enough = found;
                whole = match.get().id();
            }
        } catch (FormatException e) {
            damaged = damaged == null ? e : damaged;
        } catch (UnknownIdException e) {
            doubtful = doubtful == null ? e : doubtful;
        }
        return Optional.empty();
    }

    private Found nowhereWhole(int reports) throws CommandFailure, FormatException {
        if (enough != null) {
            return enough;
        }
        if (doubtful != null) {
            throw new CommandFailure(String.valueOf(doubtful.getMessage()), doubtful);
        }
        if (damaged != null) {
            throw damaged;
        }
        throw new CommandFailure(
                "nothing in " + (reports == 1 ? "the last comparison" : "the last " + reports + " comparisons")
                        + " has an id that begins with '" + id.strip()
                        + "'; the ids are in the report, before each address. No more than the last " + KeptReports.MOST
                        + " comparisons are kept; of others name the report or the sides: leeway explain ID A B");
    }
}
