package dev.leeway.collector.report;

import dev.leeway.collector.report.HtmlBudget.Part;
import dev.leeway.collector.report.HtmlWriter.Attribute;
import dev.leeway.collector.report.HtmlWriter.Tag;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.ProbeCoverage;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ReportHost;
import java.util.List;

/** What stands behind the answer: what was not observed, what the policy let pass, and who was compared. */
final class HtmlAppendix {
    private static final int TEXT_LIMIT = 1_000;

    private final ReportDigest digest;
    private final Report report;
    private final HtmlWriter html;
    private final HtmlFacts facts;
    private final HtmlBudget budget;

    HtmlAppendix(ReportDigest digest, HtmlWriter html, HtmlFilters filters, HtmlBudget budget) {
        this.digest = digest;
        this.report = digest.report();
        this.html = html;
        this.budget = budget;
        this.facts = new HtmlFacts(digest, html, filters);
    }

    void write() {
        coverage();
        policy();
        folded(Part.WAIVED, "Waived", digest.drifts(Disposition.WAIVED));
        folded(Part.WITHIN_LEEWAY, "Within leeway", digest.drifts(Disposition.WITHIN_LEEWAY));
        hosts();
    }

    private void section(String id, String title) {
        html.open(Tag.SECTION).attribute(Attribute.LABELLED_BY, id);
        html.open(Tag.H2).attribute(Attribute.ID, id).text(title).close();
    }

    private void coverage() {
        section("coverage", "Not observed");
        Answer answer = new Answer(digest);
        html.element(Tag.P, answer.parity() + " · " + answer.observed());
        if (!answer.leastObserved().isEmpty()) {
            html.element(Tag.P, answer.leastObserved());
        }
        List<Gap> gaps = report.coverage().gaps();
        if (!gaps.isEmpty()) {
            gaps(gaps);
        } else if (answer.observedBasis().isEmpty()) {
            html.element(Tag.P, "No gap: nothing that was asked for went unseen.");
        }
        if (!answer.secrets().isEmpty()) {
            html.element(Tag.P, answer.secrets());
        }
        probes();
        notes();
        html.close();
    }

    private void probes() {
        List<ProbeCoverage> probes = report.coverage().probes();
        if (probes.isEmpty()) {
            return;
        }
        html.open(Tag.DETAILS).element(Tag.SUMMARY, "Parity and observed by probe");
        facts.scroll("By probe").open(Tag.TABLE);
        facts.header("probe", "parity", "observed", "facts compared");
        html.open(Tag.TBODY);
        HtmlBudget.Room room = budget.room(Part.PROBES);
        int told = 0;
        for (ProbeCoverage probe : probes) {
            if (!room.isLeft()) {
                break;
            }
            html.open(Tag.TR).open(Tag.TH).attribute(Attribute.SCOPE, "row");
            html.brief(probe.probe(), TEXT_LIMIT).close();
            html.element(Tag.TD, probe.compared() == 0 ? "none" : Quantity.percent(probe.parityPermille()));
            html.element(Tag.TD, Quantity.percent(probe.observedPermille()));
            html.element(Tag.TD, Quantity.grouped(probe.compared())).close();
            told++;
        }
        html.close().close().close();
        HtmlBudget.leftOut(html, probes.size() - told, "probe");
        html.close();
    }

    private void notes() {
        HtmlBudget.Room room = budget.room(Part.NOTES);
        int told = 0;
        for (String note : report.notes()) {
            if (!room.isLeft()) {
                break;
            }
            html.open(Tag.P).text("Note: ").brief(note, TEXT_LIMIT).close();
            told++;
        }
        HtmlBudget.leftOut(html, report.notes().size() - told, "note");
    }

    private void gaps(List<Gap> gaps) {
        facts.scroll("Gaps").open(Tag.TABLE);
        html.element(Tag.CAPTION, "Not observed, and therefore not compared");
        facts.header("what", "environment", "hosts", "how it went", "required", "facts");
        html.open(Tag.TBODY);
        HtmlBudget.Room room = budget.room(Part.GAPS);
        int told = 0;
        for (Gap gap : gaps) {
            if (!room.isLeft()) {
                break;
            }
            html.open(Tag.TR);
            html.open(Tag.TD, "fact").brief(gap.pattern(), TEXT_LIMIT).close();
            html.open(Tag.TD).brief(gap.environment(), TEXT_LIMIT).close();
            html.element(Tag.TD, Phrases.hosts(gap.hosts(), 5));
            html.open(Tag.TD).brief(Phrases.standing(gap), TEXT_LIMIT).close();
            html.element(Tag.TD, gap.required() ? "yes" : "no");
            html.element(Tag.TD, Quantity.grouped(gap.facts()));
            html.close();
            told++;
        }
        html.close().close().close();
        HtmlBudget.leftOut(html, gaps.size() - told, "gap");
    }

    private void policy() {
        if (report.policyFindings().isEmpty()) {
            return;
        }
        section("policy", "About the policy");
        html.open(Tag.UL);
        HtmlBudget.Room room = budget.room(Part.POLICY);
        int told = 0;
        for (PolicyFinding finding : report.policyFindings()) {
            if (!room.isLeft()) {
                break;
            }
            html.open(Tag.LI).element(Tag.CODE, finding.origin());
            html.text(" ").brief(finding.message(), TEXT_LIMIT).close();
            told++;
        }
        html.close();
        HtmlBudget.leftOut(html, report.policyFindings().size() - told, "policy finding");
        html.close();
    }

    private void folded(Part part, String title, List<Drift> drifts) {
        if (drifts.isEmpty()) {
            return;
        }
        section(part == Part.WAIVED ? "waived" : "leeway", title);
        // On paper these stay folded: they are many, and ask for nothing.
        html.open(Tag.DETAILS, "rest").element(Tag.SUMMARY, Quantity.of(drifts.size(), "difference"));
        facts.table(title, true, drifts, budget.room(part));
        html.close().close();
    }

    private void hosts() {
        section("hosts", "Hosts");
        html.open(Tag.DETAILS).element(Tag.SUMMARY, "Who was compared");
        facts.scroll("Who was compared").open(Tag.TABLE);
        facts.header("environment", "host", "kind", "role", "captured", "agent");
        html.open(Tag.TBODY);
        HtmlBudget.Room room = budget.room(Part.HOSTS);
        int left = 0;
        for (ReportEnvironment environment : report.environments()) {
            for (ReportHost host : environment.hosts()) {
                if (!room.isLeft()) {
                    left++;
                } else {
                    host(environment, host);
                }
            }
        }
        html.close().close().close();
        HtmlBudget.leftOut(html, left, "host");
        html.close().close();
    }

    private void host(ReportEnvironment environment, ReportHost host) {
        html.open(Tag.TR);
        html.element(Tag.TD, environment.name());
        html.open(Tag.TH).attribute(Attribute.SCOPE, "row").text(host.name()).close();
        html.element(Tag.TD, host.kind().text());
        html.element(Tag.TD, host.role().orElse(""));
        html.element(
                Tag.TD, Quantity.moment(host.heardAt()) + " (" + Quantity.ago(host.heardAt(), report.asOf()) + ")");
        html.element(Tag.TD, host.agent());
        html.close();
    }
}
