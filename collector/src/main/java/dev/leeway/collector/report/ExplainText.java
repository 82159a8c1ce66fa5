package dev.leeway.collector.report;

import dev.leeway.collector.history.Story;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.policy.Origin;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Everything a report knows about one cause or one drift, and what to do about it. */
public final class ExplainText {
    private static final String AGENT = "leeway-agent";
    private static final int COLUMN = 12;
    private static final int VALUE_LIMIT = 4_000;
    private static final int LINE_LIMIT = 160;
    private static final int MOST_HOSTS = 100;
    private static final int MOST_HOSTS_NAMED = 2;
    private static final int MOST_FACTS = 50;
    private static final int WAIVER_DAYS = 90;

    private final ReportDigest digest;
    private final Report report;
    private final TextLines lines;
    private final int mostFacts;
    private final int width;
    private final AskAgain again;
    private final Optional<Story> story;

    private ExplainText(Report report, RenderOptions options, AskAgain again, Optional<Story> story) {
        this.story = story;
        this.again = again;
        this.width = options.width();
        this.digest = new ReportDigest(report);
        this.report = report;
        this.lines = new TextLines(options.width(), options.colour());
        this.mostFacts = options.limit().orElse(MOST_FACTS);
    }

    /**
     * What {@code report} knows about {@code id}, the id of a cause or drift or the beginning of one.
     *
     * @param again how to ask about the same once more
     * @throws UnknownIdException when it stands for nothing in this report, or for more than one thing
     */
    public static String render(Report report, String id, RenderOptions options, AskAgain again)
            throws UnknownIdException {
        return render(report, id, options, again, Optional.empty());
    }

    /**
     * The drift that {@code id} stands for, of a cause the one that leads it.
     *
     * @throws UnknownIdException when it stands for nothing in this report, or for more than one thing
     */
    public static Drift drift(Report report, String id) throws UnknownIdException {
        IdSearch found = new IdSearch(new ReportDigest(report), id);
        return found.cause().map(CauseView::leading).or(found::drift).orElseThrow();
    }

    /**
     * The same, with how it came about.
     *
     * @param story of {@link #drift}, where a store tells it
     * @throws UnknownIdException when it stands for nothing in this report, or for more than one thing
     */
    public static String render(Report report, String id, RenderOptions options, AskAgain again, Optional<Story> story)
            throws UnknownIdException {
        ExplainText text = new ExplainText(report, options, again, story);
        IdSearch found = new IdSearch(text.digest, id);
        Optional<CauseView> cause = found.cause();
        Optional<Drift> drift = found.drift();
        if (cause.isPresent()) {
            text.cause(cause.get());
        } else if (drift.isPresent()) {
            text.drift(drift.get(), found.causeAsked());
        }
        return text.lines.toString();
    }

    private void cause(CauseView view) {
        Cause cause = view.cause();
        title(cause.severity(), "cause", cause.id(), cause.disposition());
        lines.text(Ink.STRONG, VisibleText.of(cause.summary()), 2);
        List<List<Drift>> facts = new FactsOfCause(view).facts();
        lines.gap().line(Quantity.of(facts.size(), "fact") + ":", 0);
        int shown = Math.min(mostFacts, facts.size());
        for (List<Drift> drifts : facts.subList(0, shown)) {
            fact(drifts, cause.disposition());
        }
        if (shown < facts.size()) {
            lines.line("... and " + Quantity.of(facts.size() - shown, "more fact") + "; all of them: --limit 0", 4);
        }
        lines.gap();
        explanation(view.leading());
        story.ifPresent(told -> StoryText.write(told, lines));
        String first = digest.ids().of(view.leading().id());
        lines.gap();
        List<String> words = new ArrayList<>(List.of("leeway", "explain", first));
        words.addAll(again.inputs());
        command("Each fact by itself, by its id in the list:", 0, words);
        closer(view.leading());
        accept(view.leading());
        if (!isAcceptable(view.leading())) {
            return;
        }
        lines.gap().line("One for each fact; or one for all, without 'drift' and with a pattern that matches them.", 0);
    }

    private void fact(List<Drift> drifts, Disposition ofCause) {
        Drift drift = drifts.get(0);
        String others = FactsOfCause.others(drifts, digest.ids());
        lines.cell(Ink.FAINT, digest.ids().of(drift.id()), digest.ids().length() + 2)
                .cell(Ink.of(drift.severity()), drift.severity().text(), 10)
                .cell(Ink.PLAIN, Phrases.state(drift), COLUMN)
                .line(
                        VisibleText.of(drift.address().text()) + " = " + ValuesText.line(drift, LINE_LIMIT)
                                + (drift.disposition() == ofCause
                                        ? ""
                                        : " · " + Phrases.disposition(drift.disposition()))
                                + (others.isEmpty() ? "" : " · " + others),
                        digest.ids().length() + 4);
    }

    /** A drift; where its cause was asked for, which has no other, that is what it is called. */
    private void drift(Drift drift, Optional<String> causeAsked) {
        title(
                drift.severity(),
                causeAsked.isPresent() ? "cause" : "drift",
                causeAsked
                        .map(cause -> cause + " · its one drift " + drift.id())
                        .orElse(drift.id() + " of cause " + digest.ids().of(drift.cause())),
                drift.disposition());
        lines.text(Ink.STRONG, VisibleText.of(drift.explanation().summary()), 2);
        lines.gap();
        term("address", VisibleText.of(drift.address().text()));
        term("state", state(drift));
        term("compared", scope(drift) + ", " + compared(drift));
        values(drift);
        term("direction", Phrases.direction(drift));
        term(
                "judged by",
                VisibleText.of(drift.judgedBy()) + ", as " + drift.severity().text() + whereToLook(drift.judgedBy()));
        explanation(drift);
        history(drift);
        siblings(drift);
        story.ifPresent(told -> StoryText.write(told, lines));
        closer(drift);
        accept(drift);
    }

    /** Where a reader finds what judged. */
    private static String whereToLook(String judgedBy) {
        if (Origin.looksShipped(judgedBy)) {
            boolean strict = judgedBy.startsWith(Origin.STRICT_POLICY);
            String line = judgedBy.substring((strict ? Origin.STRICT_POLICY : Origin.DEFAULT_POLICY).length())
                    .replace(":", "");
            return " (" + (line.isEmpty() ? "" : "line " + VisibleText.of(line) + " of ")
                    + (strict ? "policy/strict-policy.yaml" : "policy/default-policy.yaml")
                    + ", which comes with Leeway; a rule in a policy of your own goes before"
                    + " it: docs/policy.md)";
        }
        return judgedBy.equals("catalogue")
                ? " (no rule of the policy speaks of it; docs/facts.md has every fact)"
                : "";
    }

    private void title(Severity severity, String what, String id, Disposition disposition) {
        lines.cell(Ink.of(severity), severity.text().toUpperCase(Locale.ROOT), 10)
                .line(
                        what + " " + id + " · " + Phrases.disposition(disposition) + " · as of "
                                + Quantity.moment(report.asOf()),
                        2);
    }

    private static String state(Drift drift) {
        return switch (drift.state()) {
            case SAME -> "the values are the same";
            case DIFFERENT -> "the values differ";
            case MISSING -> "at least one environment lacks it, and was seen to lack it";
            case UNEXPECTED -> "the policy says it must not be there";
            case SPLIT ->
                ofOneHost(drift)
                        ? "processes of one host disagree among themselves"
                        : "hosts of one environment disagree among themselves";
            case SHARED -> "the policy wants these apart, and they are not";
            case UNKNOWN -> "at least one side was not observed";
            case NOT_COMPARABLE -> "both sides were observed, but their values cannot be held against each other";
            case BROKEN -> "the policy says what it must be, and it is not";
        };
    }

    private static boolean ofOneHost(Drift drift) {
        return drift.values().stream()
                        .filter(value -> drift.between().contains(value.environment()))
                        .flatMap(value -> value.hosts().stream())
                        .distinct()
                        .count()
                == 1;
    }

    private static String scope(Drift drift) {
        String name = VisibleText.of(drift.scope().name());
        if (drift.scope().kind() == Scope.Kind.SERVICE) {
            boolean database = drift.address().section().probe().equals("database");
            return (database ? "database " : "service ") + name;
        }
        return drift.scope().name().equals("*") ? "hosts" : "hosts of role " + name;
    }

    private static String compared(Drift drift) {
        List<String> names = new ArrayList<>();
        drift.between().forEach(name -> names.add(VisibleText.of(name)));
        return names.size() == 1 ? "within " + names.get(0) : String.join(" against ", names);
    }

    private void values(Drift drift) {
        List<String> texts = ValuesText.of(drift, VALUE_LIMIT);
        for (int i = 0; i < texts.size(); i++) {
            EnvironmentValue value = drift.values().get(i);
            term(VisibleText.of(value.environment()), texts.get(i));
            List<String> where = new ArrayList<>();
            if (!value.hosts().isEmpty()) {
                where.add("on " + Phrases.hosts(value.hosts(), value.count(), MOST_HOSTS));
            }
            value.evidence().ifPresent(evidence -> where.add(Phrases.found(evidence)));
            if (!where.isEmpty()) {
                term("", String.join(" · ", where));
            }
        }
    }

    private void explanation(Drift drift) {
        Explanation explanation = drift.explanation();
        term("why", VisibleText.of(explanation.why()));
        term("align", VisibleText.of(explanation.align()));
        term("not proven", VisibleText.of(explanation.unproven()));
    }

    private void history(Drift drift) {
        String stage = Phrases.stage(drift, report.asOf());
        String seen = drift.lifecycle()
                .firstSeen()
                .map(moment -> "first seen " + Quantity.moment(moment))
                .orElse("");
        term("history", stage.isEmpty() || seen.isEmpty() ? stage + seen : stage + ", " + seen);
        term("moved", Phrases.moved(drift));
    }

    private void siblings(Drift drift) {
        for (Cause cause : report.causes()) {
            if (cause.id().equals(drift.cause()) && cause.drifts().size() > 1) {
                term(
                        "cause",
                        VisibleText.of(cause.summary()) + " ("
                                + Quantity.of(cause.drifts().size(), "fact") + "): "
                                + again.explain(digest.ids().of(cause.id())));
            }
        }
    }

    private void closer(Drift drift) {
        String probe = drift.address().section().probe();
        lines.gap().text(Ink.STRONG, "Look closer", 0);
        Set<String> hosts = new TreeSet<>();
        drift.values().forEach(value -> hosts.addAll(value.hosts()));
        String where = hosts.isEmpty() ? "one of the hosts" : Phrases.hosts(List.copyOf(hosts), MOST_HOSTS_NAMED);
        command("on " + where + ", what is seen now:", 2, List.of(AGENT, "snapshot", "--only", probe, "--show"));
        HostLook.of(drift.scope(), drift.address()).ifPresent(words -> command("there, without Leeway:", 2, words));
        if (!again.comparison().isEmpty()) {
            List<String> words = new ArrayList<>(again.comparison());
            words.addAll(List.of("--only", VisibleText.of(drift.address().text())));
            String place = again.directory()
                    .map(directory -> ", in " + VisibleText.of(directory))
                    .orElse("");
            command("this fact alone" + place + ":", 2, words);
        }
    }

    /** In lines that a shell takes as they are copied. */
    private void command(String note, int indent, List<String> words) {
        lines.cell(Ink.PLAIN, "", indent).line(note, indent + 2);
        ShellWords.lines(words, width, indent + 2).forEach(lines::verbatim);
    }

    private static boolean isAcceptable(Drift drift) {
        return drift.disposition() == Disposition.OPEN;
    }

    /** How a waiver would have to read; where isolation is at stake, accepting is the wrong answer, and said to be. */
    private void accept(Drift drift) {
        if (!isAcceptable(drift)) {
            return;
        }
        lines.gap().text(Ink.STRONG, "Accept it for a time, in the policy given with --policy", 0);
        if (drift.state() == DriftState.SHARED) {
            lines.cell(Ink.PLAIN, "", 2)
                    .line("Better not: what environments share, a test in one of them can break for the others.", 2);
        }
        acceptByCommand(drift);
        yaml("waivers:");
        yaml("  - match: " + yamlQuoted(drift.address().text()));
        yaml("    drift: \"" + drift.id() + "\"");
        yaml("    because: \"say why this may differ\"");
        yaml("    owner: \"say who answers for it\"");
        yaml("    until: " + Quantity.day(report.asOf(), WAIVER_DAYS));
        // What it becomes beyond that nobody has accepted; leeway accept writes the same.
        yaml("    upTo: " + drift.severity().text());
    }

    /** Into a policy that lies here in a file; where isolation is at stake, no command is put into anybody's hand. */
    private void acceptByCommand(Drift drift) {
        String policy = report.policyName();
        boolean file = !policy.equals(Origin.DEFAULT_POLICY)
                && !policy.equals(Origin.STRICT_POLICY)
                && !policy.startsWith("git:");
        if (!file || drift.state() == DriftState.SHARED || again.inputs().size() > 1) {
            return;
        }
        List<String> words = new ArrayList<>(List.of("leeway", "accept", drift.id()));
        words.addAll(again.inputs());
        words.addAll(List.of("--because", "say why this may differ"));
        if (!report.owners().containsKey(drift.scope().name())) {
            words.addAll(List.of("--owner", "say who answers for it"));
        }
        words.addAll(List.of("--until", Quantity.day(report.asOf(), WAIVER_DAYS)));
        words.addAll(List.of("--policy", VisibleText.of(policy)));
        if (drift.severity() == Severity.CRITICAL) {
            words.add("--even-critical");
        }
        String place = again.directory()
                .map(directory -> "in " + VisibleText.of(directory) + ", ")
                .orElse("");
        command(place + "by this command, or by the lines below it:", 2, words);
    }

    private void yaml(String line) {
        int spaces = line.length() - line.stripLeading().length();
        lines.cell(Ink.PLAIN, " ".repeat(spaces), 2 + spaces).line(line.stripLeading(), 4 + spaces);
    }

    private void term(String name, String text) {
        if (!text.isEmpty()) {
            lines.cell(Ink.FAINT, name, COLUMN).line(text, COLUMN);
        }
    }

    private static String yamlQuoted(String text) {
        return '"' + VisibleText.of(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
