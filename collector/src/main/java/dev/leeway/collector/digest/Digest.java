package dev.leeway.collector.digest;

import dev.leeway.collector.digest.Part.Sort;
import dev.leeway.collector.report.CauseView;
import dev.leeway.collector.report.GapLines;
import dev.leeway.collector.report.Quantity;
import dev.leeway.collector.report.ReportDigest;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Concern;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one audience is told of one night: what is new first, what is known counted, and one line where nothing is. */
public final class Digest {
    /** So many things of one sort are told; the rest are counted. */
    public static final int MOST = 10;
    /** Of hosts that fall silent together all are told at once, by their number: not ten each night for weeks. */
    private static final int MOST_STANDING = 1000;

    private static final List<Sort> STANDING = List.of(Sort.SILENT, Sort.CLOCKS, Sort.WAIVERS);

    private final Night night;
    private final Report report;
    private final ReportDigest digest;
    private final Audience audience;
    private final Optional<Instant> since;
    private final List<Standing> standings;

    private Digest(Night night, Audience audience, Optional<Instant> since) {
        this.night = night;
        this.since = since;
        this.report = night.report();
        this.digest = new ReportDigest(report);
        this.audience = audience;
        this.standings = Standings.of(night, audience);
    }

    /**
     * Causes an audience may be told of, by id, the gravest first.
     *
     * @param fresh those that are new, or came back
     * @param open those that were there before, or of which nobody knows since when they are; what grew by something new at first
     * @param standing keys of what is no cause and stands for more than a night, a list for each sort
     * @param causes what causes are told as, by id
     */
    public record Candidates(
            List<String> fresh, List<String> open, List<List<String>> standing, Map<String, Candidate> causes) {
        public Candidates {
            fresh = List.copyOf(fresh);
            open = List.copyOf(open);
            standing = List.copyOf(standing);
            causes = Map.copyOf(causes);
        }

        /** All of them, sort by sort, with how many of each may be told at once. */
        public List<Sorted> sorted() {
            List<Sorted> all = new ArrayList<>(List.of(new Sorted(fresh, MOST), new Sorted(open, MOST)));
            standing.forEach(keys -> all.add(new Sorted(keys, MOST_STANDING)));
            return all;
        }
    }

    /**
     * Candidates of one sort.
     *
     * @param ids or keys, what is told first at first
     * @param most that are told at once; what goes beyond {@link #MOST} of them is told by its number
     */
    public record Sorted(List<String> ids, int most) {
        public Sorted {
            ids = List.copyOf(ids);
        }
    }

    /** What {@code audience} may be told of; whoever asks picks those it was not told of lately, {@link #MOST} of each. */
    public static Candidates candidates(Night night, Audience audience) {
        return candidates(night, audience, Optional.empty());
    }

    /**
     * The same for an audience that was not told of every night.
     *
     * @param since the moment of the night it was told of last: whatever came since is news to it; empty where nobody knows
     */
    public static Candidates candidates(Night night, Audience audience, Optional<Instant> since) {
        Digest digest = new Digest(night, audience, since);
        List<List<String>> standing = new ArrayList<>();
        for (Sort sort : STANDING) {
            standing.add(digest.standing(sort).map(Standing::key).toList());
        }
        Map<String, Candidate> causes = new HashMap<>();
        digest.digest.causes(Disposition.OPEN).stream()
                .filter(audience::hears)
                .forEach(view -> causes.put(view.cause().id(), Candidate.of(view, audience, since)));
        return new Candidates(ids(digest.open(true)), ids(digest.grownFirst()), standing, causes);
    }

    /**
     * Which causes are told in full where nobody remembers what was told: what is new or grew by something new, and of what is still open that
     * of which another {@code repeat} of its age has passed since the earlier report. What came back is counted, unless it is critical.
     */
    public static Set<String> dueByAge(Night night, Audience audience, Duration repeat) {
        Digest digest = new Digest(night, audience, Optional.empty());
        Set<String> due = new HashSet<>();
        for (List<CauseView> views : List.of(digest.open(true), digest.grownFirst())) {
            views.stream()
                    .filter(view -> digest.isDue(view, repeat))
                    .limit(MOST)
                    .forEach(view -> due.add(view.cause().id()));
        }
        for (Sort sort : STANDING) {
            digest.standing(sort)
                    .filter(each -> Standings.isDue(each, night.report(), repeat))
                    .forEach(each -> due.add(each.key()));
        }
        return due;
    }

    private boolean isDue(CauseView view, Duration repeat) {
        if (cameBack(view)) {
            return view.cause().severity() == Severity.CRITICAL;
        }
        Optional<Instant> seen = view.leading().lifecycle().firstSeen();
        if (view.isNew() || grew(view) || seen.isEmpty() || report.previous().isEmpty()) {
            return true;
        }
        return repeats(seen.get(), report.asOf(), repeat)
                > repeats(seen.get(), report.previous().get(), repeat);
    }

    private Stream<Standing> standing(Sort sort) {
        return standings.stream().filter(each -> each.kind().sort() == sort);
    }

    /** How often {@code repeat} passed from {@code seen} to {@code moment}. */
    static long repeats(Instant seen, Instant moment, Duration repeat) {
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
        return of(night, audience, told, Optional.empty());
    }

    /**
     * The same for an audience that was not told of every night.
     *
     * @param since as for {@link #candidates(Night, Audience, Optional)}: causes that came since are told as new
     */
    public static Notice of(Night night, Audience audience, Set<String> told, Optional<Instant> since) {
        return new Digest(night, audience, since).notice(told);
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
        standing(parts, Sort.SILENT, told);
        int behind = parts.size();
        resolved(parts);
        standing(parts, Sort.CLOCKS, told);
        standing(parts, Sort.WAIVERS, told);
        boolean due = known.stream().anyMatch(view -> isTold(view, told));
        boolean doubtful = !doubts().isEmpty() || isUnnamed() || !absent().isEmpty() || isBlind() || carried() > 0;
        Optional<String> before = Standings.before(standings, told);
        if (parts.isEmpty() && !due && !doubtful) {
            String line =
                    quiet(known.size()) + before.map(words -> "; " + words).orElse("");
            return notice(line, parts, List.of(), known.isEmpty() && before.isEmpty());
        }
        List<Part> open = new ArrayList<>();
        causes(open, isFirst(known, told) ? Sort.FIRST : Sort.OPEN, known, told);
        parts.addAll(behind, open);
        return notice(headline(parts), parts, remarks(before), false);
    }

    private Notice notice(String headline, List<Part> parts, List<String> remarks, boolean well) {
        return new Notice(
                Notice.Kind.NIGHTLY, report.asOf(), headline, parts, remarks, Optional.empty(), Optional.empty(), well);
    }

    /** Whether there was no earlier report and nobody was told of any of these: what is not told goes beyond what is told at once. */
    private boolean isFirst(List<CauseView> known, Set<String> told) {
        boolean untracked =
                known.stream().allMatch(view -> view.leading().lifecycle().stage() == Stage.UNTRACKED);
        long now = known.stream().filter(view -> isTold(view, told)).count();
        return report.previous().isEmpty() && untracked && now >= Math.min(MOST, known.size());
    }

    /** Whether something required was not seen, and nothing says what. */
    private boolean isUnnamed() {
        return report.verdict() == Verdict.INCOMPLETE && digest.requiredGaps().isEmpty();
    }

    private static boolean isTold(CauseView view, Set<String> told) {
        return told.contains(view.cause().id());
    }

    private static boolean cameBack(CauseView view) {
        return view.drifts().stream().allMatch(drift -> drift.lifecycle().stage() == Stage.REOPENED);
    }

    /** Open causes for the audience that are new to it, or that are not. */
    private List<CauseView> open(boolean fresh) {
        return digest.causes(Disposition.OPEN).stream()
                .filter(audience::hears)
                .filter(view -> Candidate.isNew(view, since) == fresh)
                .toList();
    }

    /** Those that were there before, what grew at first: that is news on this night alone, and what is due again is so on the next. */
    private List<CauseView> grownFirst() {
        Map<Boolean, List<CauseView>> grown = open(false).stream().collect(Collectors.partitioningBy(this::grew));
        return Stream.of(true, false)
                .flatMap(each -> grown.getOrDefault(each, List.of()).stream())
                .toList();
    }

    /** By something new, or by gravity alone. */
    private boolean grew(CauseView view) {
        return Candidate.grew(view, audience, since) || view.cause().grewFrom().isPresent();
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
        return sort == Sort.NEW
                || sort == Sort.FIRST
                || view.leading().lifecycle().stage() == Stage.UNTRACKED;
    }

    private static void lines(List<Part> parts, Sort sort, List<String> lines) {
        if (!lines.isEmpty()) {
            List<Item> items = lines.stream().limit(MOST).map(Item::line).toList();
            parts.add(Part.of(sort, lines.size(), items));
        }
    }

    /** What begins, or is told again; the rest is counted in one line with all the rest. */
    private void standing(List<Part> parts, Sort sort, Set<String> told) {
        List<Item> items = standing(sort)
                .filter(each -> told.contains(each.key()))
                .map(each -> Item.line(each.line(), each.detail()))
                .toList();
        if (!items.isEmpty()) {
            parts.add(Part.of(sort, items.size(), items.stream().limit(MOST).toList()));
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

    /** What puts the whole in doubt and is not told in a part of its own. */
    private List<String> doubts() {
        return report.policyFindings().stream()
                .filter(finding -> finding.kind().equals(PolicyFinding.OVER_BUDGET)
                        || finding.kind().equals(PolicyFinding.UNLISTED))
                .map(finding -> VisibleText.of(finding.message()))
                .toList();
    }

    /**
     * Environments of which some was expected and nothing observed: those the audience names, be it that nothing came, that all of its hosts are
     * silent, or that nothing is called so; for an audience that names none, those of the report whose hosts are all silent.
     */
    private List<String> absent() {
        if (isBlind()) {
            return List.of();
        }
        boolean all = audience.environments().isEmpty();
        Stream<String> names =
                all ? report.environments().stream().map(ReportEnvironment::name) : audience.environments().stream();
        return names.filter(name -> report.environments().stream()
                        .filter(environment -> environment.name().equals(name))
                        .flatMap(environment -> environment.hosts().stream())
                        .allMatch(host -> Standings.isSilent(host, night)))
                .map(VisibleText::of)
                .toList();
    }

    /** Whether no host of any environment was observed: what is told of them is told of long ago. */
    private boolean isBlind() {
        return audience.environments().isEmpty() && heard().allMatch(host -> Standings.isSilent(host, night));
    }

    /**
     * Drifts of before at which nobody could look: those the report carries on, and those of environments that are not there. Where nobody knows
     * whose they are, they are everybody's.
     */
    private long carried() {
        long known = report.drifts().stream()
                .filter(drift -> drift.state() == DriftState.UNKNOWN)
                .filter(drift -> drift.disposition() == Disposition.INFORMATIONAL)
                .filter(drift ->
                        audience.hears(new Concern(drift.between(), drift.owner(), Optional.of(drift.severity()))))
                .count();
        return known
                + report.remembered().stream()
                        .filter(each -> each.unseen())
                        .filter(each -> each.concern().map(audience::hears).orElse(true))
                        .count();
    }

    private List<String> remarks(Optional<String> before) {
        List<String> remarks = new ArrayList<>(doubts());
        if (!absent().isEmpty()) {
            String names = String.join(" and ", absent());
            remarks.add(
                    audience.environments().isEmpty()
                            ? "Of " + names + " nothing was observed: look whether its hosts deliver."
                            : "This channel is for " + names
                                    + ", of which nothing was observed: look whether its hosts deliver, and whether the policy calls it so.");
        }
        before.ifPresent(remarks::add);
        long waived = digest.causes(Disposition.WAIVED).stream()
                .filter(audience::hears)
                .count();
        long gaps = report.coverage().gaps().stream()
                .filter(gap -> !gap.required() && audience.hears(gap, report))
                .count();
        remarks.add("as of " + Quantity.moment(report.asOf()) + ": " + observed()
                + (gaps == 0 ? "" : ", " + Quantity.of(gaps, "gap") + " in what is not required")
                + (waived == 0 ? "" : ", " + Quantity.of(waived, "cause") + " waived"));
        return remarks;
    }

    /** {@code 13 of 14 hosts observed, 97.0 %}; how much of the facts of some environments alone was, no report counts. */
    private String observed() {
        long all = heard().count();
        long observed = heard().filter(host -> !Standings.isSilent(host, night)).count();
        long elsewhere = digest.requiredGaps().stream()
                .filter(gap -> !audience.hears(gap, report))
                .count();
        return (observed == all ? "" : Quantity.grouped(observed) + " of ") + Quantity.of(all, "host") + " observed"
                + (audience.environments().isEmpty()
                        ? ", " + Quantity.percent(report.coverage().observedPermille())
                        : "")
                + (elsewhere == 0 ? "" : ", " + Quantity.of(elsewhere, "required gap") + " elsewhere");
    }

    private Stream<ReportHost> heard() {
        return report.environments().stream()
                .filter(environment -> audience.hears(environment.name()))
                .flatMap(environment -> environment.hosts().stream());
    }

    private String quiet(int open) {
        String head = open == 0
                ? "no drift" + VisibleText.of(audience.words())
                : "nothing new" + VisibleText.of(audience.words()) + ", " + Quantity.of(open, "cause") + " still open,";
        return head + " as of " + Quantity.moment(report.asOf()) + ", " + observed();
    }

    private String headline(List<Part> parts) {
        List<String> news = new ArrayList<>();
        if (isUnnamed()) {
            news.add("incomplete");
        }
        for (Part part : parts) {
            switch (part.sort()) {
                case NEW -> news.add(Quantity.grouped(part.total()) + " new (" + part.severities() + ")");
                case OPEN -> news.add(Quantity.grouped(part.total()) + " still open");
                case FIRST ->
                    news.add("first report: " + Quantity.grouped(part.total()) + " open (" + part.severities() + ")");
                // Nobody may take for sameness what was not seen.
                case UNSEEN -> news.add(0, "incomplete: " + Quantity.of(part.total(), "required gap"));
                case SILENT -> news.add(Quantity.grouped(part.total()) + " silent");
                case CLOCKS -> news.add(Quantity.of(part.total(), "clock") + " off");
                case RESOLVED -> news.add(Quantity.of(part.total(), "fact") + " resolved");
                case WAIVERS -> news.add(Quantity.of(part.total(), "waiver") + " to renew");
            }
        }
        if (carried() > 0) {
            news.add(0, Quantity.of(carried(), "earlier drift") + " not seen this time");
        }
        if (isBlind()) {
            news.add(0, "incomplete: nothing observed");
        }
        if (!absent().isEmpty()) {
            news.add(0, "incomplete: nothing observed of " + String.join(" and ", absent()));
        }
        return news.isEmpty() ? "the policy asks for attention" : String.join(" · ", news);
    }
}
