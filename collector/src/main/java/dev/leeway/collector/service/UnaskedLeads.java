package dev.leeway.collector.service;

import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.RowMaker;
import dev.leeway.collector.compare.SectionInterest;
import dev.leeway.collector.compare.SectionJoin;
import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.Leads;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What facts were left out of a comparison that others are judged by, so that part of a report is as grave as it would be in
 * the whole.
 */
final class UnaskedLeads implements SectionJoin.Sink {
    private final ComparisonRun run;
    private final List<Finding> leads = new ArrayList<>();

    private UnaskedLeads(ComparisonRun run) {
        this.run = run;
    }

    /** {@code judging} of {@code findings} beside what leads them; what was not asked for is not told. */
    static List<Finding> beside(ComparisonRun run, List<Finding> findings, UnaryOperator<List<Finding>> judging) {
        List<Finding> leads = run.filter.all() ? List.of() : new UnaskedLeads(run).found();
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(leads);
        List<Finding> judged = judging.apply(all);
        Set<String> ids = new HashSet<>();
        leads.forEach(lead -> ids.add(lead.id()));
        return judged.stream().filter(finding -> !ids.contains(finding.id())).toList();
    }

    private List<Finding> found() {
        for (SectionGroup group : run.groups) {
            if (Leads.mayBeIn(group.key())) {
                RowMaker rows = new RowMaker(group, run.environments, run.catalogue);
                SectionJoin.walk(group, new Unasked(group.key()), rows, this);
            }
        }
        return leads;
    }

    @Override
    public void row(FactRow row) {
        leads.addAll(run.judge.judge(row));
    }

    @Override
    public void agreed(SectionGroup group, int facts, int presenceOnly) {
        // What is alike leads nothing.
    }

    private final class Unasked implements SectionInterest {
        private final SectionKey section;

        Unasked(SectionKey section) {
            this.section = section;
        }

        @Override
        public boolean admits(String path) {
            return Leads.has(section, path) && !(run.filter.admits(section) && run.filter.admits(section, path));
        }

        @Override
        public boolean watches(String path, Value value) {
            return false;
        }

        @Override
        public List<String> expected() {
            return List.of();
        }
    }
}
