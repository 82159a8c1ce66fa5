package dev.leeway.collector.ranking;

import dev.leeway.collector.ranking.RankingBenchmark.Outcome;
import java.util.List;
import java.util.function.IntPredicate;

/** The parts of docs/ranking.md that are made here: between two comments, the first of which names the part. */
final class RankingPage {
    private RankingPage() {}

    /** {@code page} with another text of a part. */
    static String with(String page, String part, String text) {
        String opening = "<!-- made: " + part + " -->\n";
        String closing = "<!-- end -->";
        int from = page.indexOf(opening);
        int to = page.indexOf(closing, from);
        if (from < 0 || to < 0) {
            throw new IllegalArgumentException("no part '" + part + "' in the page");
        }
        return page.substring(0, from + opening.length()) + text + page.substring(to);
    }

    static String noise() {
        StringBuilder table = new StringBuilder("| noise | of a hundred cases |\n|---|---|\n");
        for (Noise noise : Noise.all()) {
            table.append("| ")
                    .append(noise.kind())
                    .append(" | ")
                    .append(noise.percent())
                    .append(" |\n");
        }
        return table.toString();
    }

    /** The names alone, which hold whatever the figures are. */
    static List<String> kinds() {
        return Fault.all().stream().map(Fault::kind).toList();
    }

    static String overall(List<Outcome> outcomes) {
        int[] causes = outcomes.stream().mapToInt(Outcome::causes).sorted().toArray();
        int[] drifts = outcomes.stream()
                .mapToInt(outcome -> outcome.report().drifts().size())
                .sorted()
                .toArray();
        return "| " + outcomes.size() + " cases | first | among the first five |\n|---|---|---|\n"
                + row("a first report", outcomes, false)
                + row("the night after a report of the noise alone", outcomes, true)
                + "\nCauses in a report: " + causes[0] + " to " + causes[causes.length - 1] + ", in the middle "
                + causes[causes.length / 2] + "; differences, what is within leeway included: " + drifts[0] + " to "
                + drifts[drifts.length - 1] + ", in the middle " + drifts[drifts.length / 2] + ".\n";
    }

    private static String row(String name, List<Outcome> outcomes, boolean after) {
        String first = RankingBenchmark.percent(outcomes, each -> after ? each.nextNight() : each.rank(), 1);
        String five = RankingBenchmark.percent(
                outcomes, each -> after ? each.nextNight() : each.rank(), RankingBenchmark.FIVE);
        return "| " + name + " | " + first + " | " + five + " |\n";
    }

    static String table(List<Outcome> outcomes) {
        StringBuilder table = new StringBuilder(
                "| fault | cases | first | second to fifth | later | leads no cause |\n|---|---|---|---|---|---|\n");
        for (String kind : kinds()) {
            List<Outcome> own = outcomes.stream()
                    .filter(outcome -> outcome.kind().equals(kind))
                    .toList();
            table.append("| ").append(kind).append(" | ").append(own.size());
            column(table, own, rank -> rank == 1);
            column(table, own, rank -> rank > 1 && rank <= RankingBenchmark.FIVE);
            column(table, own, rank -> rank > RankingBenchmark.FIVE && rank < RankingBenchmark.UNTOLD);
            column(table, own, rank -> rank == RankingBenchmark.UNTOLD);
            table.append(" |\n");
        }
        return table.toString();
    }

    private static void column(StringBuilder table, List<Outcome> outcomes, IntPredicate at) {
        long count =
                outcomes.stream().filter(outcome -> at.test(outcome.rank())).count();
        table.append(" | ").append(count == 0 ? "" : count);
    }
}
