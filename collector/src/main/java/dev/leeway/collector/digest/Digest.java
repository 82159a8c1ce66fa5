package dev.leeway.collector.digest;

import dev.leeway.collector.digest.Part.Sort;
import dev.leeway.collector.report.CauseView;
import dev.leeway.collector.report.GapLines;
import dev.leeway.collector.report.Quantity;
import dev.leeway.collector.report.ReportDigest;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Coverage;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Lifecycle.Stage;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.report.ResolvedDrift;
import dev.leeway.schema.report.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one audience is told of one night: what is new first, what is known counted, and one line where nothing is. */
public final class Digest {
    /** So many things of one sort are told; the rest are counted. */
    public static final int MOST = 10;

    private final Night night;
    private final Report report;
    private final ReportDigest digest;
    private final Audience audience;

    private Digest(Night night, Audience audience) {
        this.night = night;
        this.report = night.report();
        this.digest = new ReportDigest(report);
        this.audience = audience;
    }

    /**
     * Causes an audience may be told of, by id, the gravest first.
     *
     * @param fresh those that are new, or came back
     * @param open those that were there before, or of which nobody knows since when they are
     */
    public record Candidates(List<String> fresh, List<String> open) {
        public Candidates {
            fresh = List.copyOf(fresh);
            open = List.copyOf(open);
        }
    }

    /** What {@code audience} may be told of; whoever asks picks those it was not told of lately, {@link #MOST} of each. */
    public static Candidates candidates(Night night, Audience audience) {
        Digest digest = new Digest(night, audience);
        return new Candidates(ids(digest.open(true)), ids(digest.open(false)));
    }

    /**
     * Which causes are told in full where nobody remembers what was told: what is new, and of what is still open that of which another
     * {@code repeat} of its age has passed since the earlier report. What came back is counted, unless it is critical.
     */
    public static Set<String> dueByAge(Night night, Audience audience, Duration repeat) {
        Digest digest = new Digest(night, audience);
        Set<String> due = new HashSet<>();
        for (boolean fresh : List.of(true, false)) {
            digest.open(fresh).stream()
                    .filter(view -> digest.isDue(view, repeat))
                    .limit(MOST)
                    .forEach(view -> due.add(view.cause().id()));
        }
        return due;
    }

    private boolean isDue(CauseView view, Duration repeat) {
        if (cameBack(view)) {
            return view.cause().severity() == Severity.CRITICAL;
        }
        Optional<Instant> seen = view.leading().lifecycle().firstSeen();
        if (view.isNew() || seen.isEmpty() || report.previous().isEmpty()) {
            return true;
        }
        return repeats(seen.get(), report.asOf(), repeat)
                > repeats(seen.get(), report.previous().get(), repeat);
    }

    private static long repeats(Instant seen, Instant moment, Duration repeat) {
        return Math.floorDiv(Duration.between(seen, moment).toSeconds(), repeat.toSeconds());
    }

    private static List<String> ids(List<CauseView> views) {
        return views.stream().map(view -> view.cause().id()).toList();
    }

    /**
     * The message.
     *
     * @param told ids of the causes that are told; all others are counted
     */
    public static Notice of(Night night, Audience audience, Set<String> told) {
        return new Digest(night, audience).notice(told);
    }

    private Notice notice(Set<String> told) {
        List<CauseView> known = new ArrayList<>(open(false));
        List<CauseView> fresh = new ArrayList<>();
        // What came back and was told lately comes and goes; it is counted, and no news.
        for (CauseView view : open(true)) {
            (isTold(view, told) || !cameBack(view) ? fresh : known).add(view);
        }
        List<Part> parts = new ArrayList<>();
        causes(parts, Sort.NEW, fresh, told);
        lines(parts, Sort.UNSEEN, unseen());
        lines(parts, Sort.SILENT, silent());
        int behind = parts.size();
        resolved(parts);
        lines(parts, Sort.WAIVERS, waivers());
        boolean due = known.stream().anyMatch(view -> isTold(view, told));
        boolean doubtful =
                !doubts().isEmpty() || report.verdict() == Verdict.INCOMPLETE || !absent().isEmpty() || carried() > 0;
        if (parts.isEmpty() && !due && !doubtful) {
            return notice(quiet(known.size()), parts, List.of());
        }
        List<Part> open = new ArrayList<>();
        causes(open, Sort.OPEN, known, told);
        parts.addAll(behind, open);
        return notice(headline(parts), parts, remarks());
    }

    private Notice notice(String headline, List<Part> parts, List<String> remarks) {
        return new Notice(Notice.Kind.NIGHTLY, report.asOf(), headline, parts, remarks, Optional.empty());
    }

    private static boolean isTold(CauseView view, Set<String> told) {
        return told.contains(view.cause().id());
    }

    private static boolean cameBack(CauseView view) {
        return view.drifts().stream().allMatch(drift -> drift.lifecycle().stage() == Stage.REOPENED);
    }

    /** Open causes for the audience that are new, or that are not. */
    private List<CauseView> open(boolean fresh) {
        return digest.causes(Disposition.OPEN).stream()
                .filter(audience::hears)
                .filter(view -> view.isNew() == fresh)
                .toList();
    }

    private void causes(List<Part> parts, Sort sort, List<CauseView> views, Set<String> told) {
        if (!views.isEmpty()) {
            List<Item> items = views.stream()
                    .filter(view -> isTold(view, told))
                    .limit(MOST)
                    .map(view -> Items.cause(view, report.asOf(), digest.ids(), isUntold(view, sort)))
                    .toList();
            parts.add(Part.of(sort, views.size(), items, ReportDigest.bySeverity(views)));
        }
    }

    /** Of the first night nobody was told anything. */
    private static boolean isUntold(CauseView view, Sort sort) {
        return sort == Sort.NEW || view.leading().lifecycle().stage() == Stage.UNTRACKED;
    }

    private static void lines(List<Part> parts, Sort sort, List<String> lines) {
        if (!lines.isEmpty()) {
            List<Item> items = lines.stream().limit(MOST).map(Item::line).toList();
            parts.add(Part.of(sort, lines.size(), items));
        }
    }

    private void resolved(List<Part> parts) {
        List<ResolvedDrift> resolved = report.resolved().stream()
                .filter(drift -> audience.hears(drift, report))
                .toList();
        if (!resolved.isEmpty()) {
            List<Item> items = resolved.stream()
                    .limit(MOST)
                    .map(drift -> Items.resolved(drift, Audience.owner(drift, report)))
                    .toList();
            parts.add(Part.of(Sort.RESOLVED, resolved.size(), items));
        }
    }

    /** What is required and was not seen; of what is not, the share that was observed tells. */
    private List<String> unseen() {
        List<Gap> gaps = digest.requiredGaps().stream()
                .filter(gap -> audience.hears(gap, report))
                .toList();
        return GapLines.of(gaps);
    }

    private List<String> silent() {
        List<String> silent = new ArrayList<>();
        for (PolicyFinding finding : report.policyFindings()) {
            if (finding.kind().equals(PolicyFinding.UNDELIVERED) && !isGap(finding)) {
                silent.add(VisibleText.of(finding.message()));
            }
        }
        Instant limit = report.asOf().minus(night.silence());
        for (ReportEnvironment environment : report.environments()) {
            if (audience.hears(environment.name())) {
                environment.hosts().stream()
                        .filter(host -> host.capturedAt().isBefore(limit))
                        .forEach(host -> silent.add(silent(environment, host)));
            }
        }
        night.silent().forEach(line -> silent.add(VisibleText.of(line)));
        return silent;
    }

    /** What is required and did not come is told among what could not be checked. */
    private boolean isGap(PolicyFinding finding) {
        return digest.requiredGaps().stream()
                .anyMatch(gap -> gap.pattern().startsWith("snapshot[")
                        && finding.message().startsWith(gap.environment() + ":"));
    }

    private String silent(ReportEnvironment environment, ReportHost host) {
        return VisibleText.of(environment.name() + "/" + host.name()) + ": no snapshot since "
                + Quantity.moment(host.capturedAt());
    }

    private List<String> waivers() {
        return report.policyFindings().stream()
                .filter(finding ->
                        finding.kind().equals("expiresSoon") || finding.kind().equals("expired"))
                .map(finding -> VisibleText.of(finding.origin() + ": " + finding.message()))
                .toList();
    }

    /** What puts the whole in doubt and is not told in a part of its own. */
    private List<String> doubts() {
        return report.policyFindings().stream()
                .filter(finding -> finding.kind().equals(PolicyFinding.OVER_BUDGET)
                        || finding.kind().equals(PolicyFinding.UNLISTED))
                .map(finding -> VisibleText.of(finding.message()))
                .toList();
    }

    /** Environments the audience names of which nothing was observed, be it that nothing came or that nothing is called so. */
    private List<String> absent() {
        return audience.environments().stream()
                .filter(name -> report.environments().stream()
                        .noneMatch(environment -> environment.name().equals(name)
                                && !environment.hosts().isEmpty()))
                .map(VisibleText::of)
                .toList();
    }

    /** Drifts of before at which nobody looked; whose they are and how grave is not remembered, so they are everybody's. */
    private long carried() {
        return report.remembered().stream().filter(each -> each.unseen()).count();
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>(doubts());
        if (!absent().isEmpty()) {
            remarks.add(
                    "This channel is for " + String.join(" and ", absent())
                            + ", of which nothing was observed: look whether its hosts deliver, and whether the policy calls it so.");
        }
        int waived = digest.causes(Disposition.WAIVED).size();
        Coverage coverage = report.coverage();
        int gaps = coverage.gaps().size() - digest.requiredGaps().size();
        remarks.add("as of " + Quantity.moment(report.asOf()) + ": " + observed()
                + (gaps == 0 ? "" : ", " + Quantity.of(gaps, "gap") + " in what is not required")
                + (waived == 0 ? "" : ", " + Quantity.of(waived, "cause") + " waived"));
        return remarks;
    }

    /** {@code 14 hosts observed, 97.0 %}. */
    private String observed() {
        int hosts = report.environments().stream()
                .filter(environment -> audience.hears(environment.name()))
                .mapToInt(environment -> environment.hosts().size())
                .sum();
        return Quantity.of(hosts, "host") + " observed, "
                + Quantity.percent(report.coverage().observedPermille())
                + (audience.environments().isEmpty() ? "" : " of all environments");
    }

    private String quiet(int open) {
        String head = open == 0
                ? "no drift" + VisibleText.of(audience.words())
                : "nothing new" + VisibleText.of(audience.words()) + ", " + Quantity.of(open, "cause") + " still open,";
        return head + " as of " + Quantity.moment(report.asOf()) + ", " + observed();
    }

    private String headline(List<Part> parts) {
        List<String> news = new ArrayList<>();
        if (report.verdict() == Verdict.INCOMPLETE && digest.requiredGaps().isEmpty()) {
            news.add("incomplete");
        }
        for (Part part : parts) {
            switch (part.sort()) {
                case NEW -> news.add(Quantity.grouped(part.total()) + " new (" + part.severities() + ")");
                case OPEN -> news.add(Quantity.grouped(part.total()) + " still open");
                // Nobody may take for sameness what was not seen.
                case UNSEEN -> news.add(0, "incomplete: " + Quantity.of(part.total(), "required gap"));
                case SILENT -> news.add(Quantity.grouped(part.total()) + " silent");
                case RESOLVED -> news.add(Quantity.of(part.total(), "fact") + " resolved");
                case WAIVERS -> news.add(Quantity.of(part.total(), "waiver") + " to renew");
            }
        }
        if (carried() > 0) {
            news.add(0, Quantity.of(carried(), "earlier drift") + " not seen this time");
        }
        if (!absent().isEmpty()) {
            news.add(0, "incomplete: nothing observed of " + String.join(" and ", absent()));
        }
        return news.isEmpty() ? "the policy asks for attention" : String.join(" · ", news);
    }
}
