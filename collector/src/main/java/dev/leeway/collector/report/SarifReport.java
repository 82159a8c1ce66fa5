package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.JsonMembers;
import dev.leeway.schema.json.JsonOut;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A report as SARIF 2.1.0, for dashboards of findings: a result for each cause, a notification for each gap.
 *
 * <p>A result lies at the file and line where a host found the value, where one was named, and always at the address of its fact.
 * What is waived is suppressed, not left out.
 */
final class SarifReport {
    /** More of one run are cut off by the services that take in such files. */
    private static final int MOST_RESULTS = 5_000;

    /** Files that are larger when packed are refused whole; these are not when plain. */
    private static final int MOST_BYTES = 9_000_000;

    private static final int MOST_NOTES = 1_000;
    private static final int VALUE_LIMIT = 1_000;
    private static final int MESSAGE_LIMIT = 8_000;
    private static final int NOTE_LIMIT = 1_000;

    /** Of a result without its texts. */
    private static final int RESULT_BYTES = 1_000;

    private static final Pattern PLACE = Pattern.compile("((?:/|[^\\s/:]+[./])[^\\s:]*)(?::([1-9][0-9]{0,8}))?");
    private static final String HOST = "HOST";
    private static final String FACTS = "FACTS";

    private final Report report;
    private final ReportDigest digest;

    private SarifReport(Report report) {
        this.report = report;
        this.digest = new ReportDigest(report);
    }

    /** The whole of {@code report} that such a file may hold, the gravest first. */
    static String render(Report report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
        try {
            JsonOut.writing(bytes, json -> {
                JsonMembers.object(json, new SarifReport(report)::document);
                json.raw('\n');
            });
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void document(JsonMembers document) throws IOException {
        document.text("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                .text("version", "2.1.0")
                .lines("runs", List.of(report), (run, unused) -> run(run));
    }

    private void run(JsonMembers run) throws IOException {
        List<CauseView> views = new ArrayList<>();
        for (Disposition disposition : List.of(Disposition.OPEN, Disposition.WAIVED, Disposition.INFORMATIONAL)) {
            views.addAll(digest.causes(disposition));
        }
        List<CauseView> told = views.subList(0, fitting(views));
        Map<String, Drift> rules = new TreeMap<>();
        told.forEach(view -> rules.putIfAbsent(rule(view.leading()), view.leading()));
        run.object(
                        "tool",
                        tool -> tool.object(
                                "driver",
                                driver -> driver.text("name", "Leeway")
                                        .lines(
                                                "rules",
                                                rules.entrySet(),
                                                (rule, of) -> rule.text("id", of.getKey())
                                                        .object("shortDescription", text(meaning(of.getValue()))))))
                .object(
                        "originalUriBaseIds",
                        bases -> bases.object(HOST, base("the root of the host on which the value was found"))
                                .object(FACTS, base("addresses of facts, as leeway explain takes them")))
                .lines(
                        "invocations",
                        List.of(report),
                        (invocation, unused) -> invocation(invocation, views.size() - told.size()))
                .lines("results", told, this::result)
                .object(
                        "properties",
                        properties -> properties
                                .text("verdict", report.verdict().text())
                                .text("failOn", report.failOn().text())
                                .text("policy", VisibleText.of(report.policyName()))
                                .text("policyId", report.policyId())
                                .number(
                                        "compared",
                                        Integer.toString(report.coverage().compared()))
                                .number(
                                        "parityPermille",
                                        Integer.toString(report.coverage().parityPermille()))
                                .number(
                                        "observedPermille",
                                        Integer.toString(report.coverage().observedPermille())));
    }

    /** How many of {@code views} such a file takes: by their number, and by a size that is guessed too large. */
    private int fitting(List<CauseView> views) {
        int most = Math.min(views.size(), MOST_RESULTS);
        long bytes = 0;
        for (int i = 0; i < most; i++) {
            String texts = message(views.get(i)) + views.get(i).leading().judgedBy();
            bytes += RESULT_BYTES
                    + 2L * VisibleText.of(texts).getBytes(StandardCharsets.UTF_8).length
                    + 6L * views.get(i).leading().address().text().length();
            if (bytes > MOST_BYTES) {
                return i;
            }
        }
        return most;
    }

    private static JsonMembers.Body base(String description) {
        return base -> base.object("description", text(description));
    }

    private static JsonMembers.Body text(String text) {
        return message -> message.text("text", VisibleText.of(text));
    }

    /** Whether all that is required was compared, and what was not. */
    private void invocation(JsonMembers invocation, int causesLeft) throws IOException {
        List<Map.Entry<String, String>> notes = new ArrayList<>();
        notes.add(Map.entry("note", new Answer(digest).headline()));
        List<Gap> gaps = report.coverage().gaps();
        for (Gap gap : gaps.subList(0, Math.min(gaps.size(), MOST_NOTES))) {
            notes.add(Map.entry(
                    gap.required() ? "error" : "warning",
                    (gap.required() ? "required and " : "") + Phrases.lack(gap) + Phrases.gap(gap)));
        }
        leftOut(notes, gaps.size() - MOST_NOTES, "gap");
        leftOut(notes, causesLeft, "cause");
        List<PolicyFinding> findings = report.policyFindings();
        findings.stream()
                .limit(MOST_NOTES)
                .forEach(finding -> notes.add(Map.entry(
                        finding.kind().equals(PolicyFinding.OVER_BUDGET) ? "error" : "warning",
                        finding.origin() + ": " + finding.message())));
        leftOut(notes, findings.size() - MOST_NOTES, "policy finding");
        report.notes().stream().limit(MOST_NOTES).forEach(note -> notes.add(Map.entry("note", note)));
        leftOut(notes, report.notes().size() - MOST_NOTES, "note");
        invocation
                .flag(
                        "executionSuccessful",
                        report.verdict() != Verdict.INCOMPLETE
                                && digest.requiredGaps().isEmpty())
                .text("endTimeUtc", report.asOf().toString())
                .lines(
                        "toolExecutionNotifications",
                        notes,
                        (note, of) -> note.text("level", of.getKey())
                                .object("message", text(ValueText.shortened(of.getValue(), NOTE_LIMIT))));
    }

    private static void leftOut(List<Map.Entry<String, String>> notes, int count, String noun) {
        if (count > 0) {
            notes.add(Map.entry(
                    "warning",
                    "left out: " + Quantity.of(count, "more " + noun) + "; the JSON report has all of them"));
        }
    }

    private static String rule(Drift drift) {
        return VisibleText.of(drift.address().section().probe()) + "/"
                + drift.state().text();
    }

    private static String meaning(Drift drift) {
        String fact = "A fact of the probe " + drift.address().section().probe();
        return switch (drift.state()) {
            case DIFFERENT -> fact + " differs between environments";
            case MISSING -> fact + " is missing in an environment";
            case UNEXPECTED -> fact + " is there that the policy forbids";
            case SPLIT -> fact + " differs within one environment";
            case SHARED -> fact + " is shared by environments that must not share it";
            case UNKNOWN -> fact + " was not observed on every side";
            case NOT_COMPARABLE -> fact + " cannot be compared";
            case BROKEN -> fact + " is not what the policy says it must be";
            case SAME -> fact + " is the same";
        };
    }

    private void result(JsonMembers result, CauseView view) throws IOException {
        Drift leading = view.leading();
        Disposition disposition = view.cause().disposition();
        boolean open = disposition != Disposition.INFORMATIONAL && leading.state() != DriftState.SAME;
        result.text("ruleId", rule(leading))
                .text("kind", open ? "fail" : "informational")
                .text("level", open ? level(view.cause().severity()) : "none")
                .object("message", text(message(view)))
                .lines("locations", List.of(leading), SarifReport::location)
                .object(
                        "partialFingerprints",
                        prints -> prints.text("leewayCause/v1", view.cause().id()));
        result.text("baselineState", baseline(view));
        if (disposition == Disposition.WAIVED) {
            result.lines(
                    "suppressions",
                    List.of(leading.judgedBy()),
                    (suppression, by) -> suppression
                            .text("kind", "external")
                            .text("status", "accepted")
                            .text("justification", VisibleText.of(by)));
        }
        result.object(
                "properties",
                properties -> properties
                        .text("severity", view.cause().severity().text())
                        .text("state", leading.state().text())
                        .text("disposition", disposition.text())
                        .text(
                                "scope",
                                VisibleText.of(leading.scope().kind().text() + " "
                                        + leading.scope().name()))
                        .text("owner", leading.owner().map(VisibleText::of))
                        .number("drifts", Integer.toString(view.drifts().size())));
    }

    private Optional<String> baseline(CauseView view) {
        return report.previous().map(unused -> view.isNew() ? "new" : "unchanged");
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, INFO -> "note";
        };
    }

    private String message(CauseView view) {
        Drift leading = view.leading();
        List<String> parts = new ArrayList<>();
        parts.add(view.cause().summary());
        parts.add(leading.address().text() + " = " + ValuesText.line(leading, VALUE_LIMIT));
        if (!leading.explanation().why().isEmpty()) {
            parts.add("why: " + leading.explanation().why());
        }
        if (!leading.explanation().align().isEmpty()) {
            parts.add("align: " + leading.explanation().align());
        }
        if (!view.following().isEmpty()) {
            parts.add("also: " + view.following());
        }
        parts.add("look closer: leeway explain " + digest.ids().of(view.cause().id()));
        return ValueText.shortened(String.join(" · ", parts), MESSAGE_LIMIT);
    }

    private static void location(JsonMembers location, Drift drift) throws IOException {
        String address = drift.address().text();
        location.object("physicalLocation", physical -> {
                    Optional<Matcher> place = place(drift);
                    String base = place.isPresent() ? HOST : FACTS;
                    String path = place.map(found -> found.group(1)).orElse(address);
                    physical.object(
                            "artifactLocation",
                            artifact -> artifact.text("uri", uri(path)).text("uriBaseId", base));
                    Optional<String> line = place.map(found -> found.group(2));
                    if (line.isPresent()) {
                        physical.object("region", region -> region.number("startLine", line.get()));
                    }
                })
                .lines(
                        "logicalLocations",
                        List.of(address),
                        (logical, name) -> logical.text("fullyQualifiedName", VisibleText.of(name))
                                .text("kind", "fact"));
    }

    /** The first place that is one in a file. */
    private static Optional<Matcher> place(Drift drift) {
        return drift.values().stream()
                .map(EnvironmentValue::evidence)
                .flatMap(Optional::stream)
                .map(PLACE::matcher)
                .filter(Matcher::matches)
                .findFirst();
    }

    /** A relative reference, in which nothing is a scheme or a host. */
    private static String uri(String path) {
        StringBuilder out = new StringBuilder();
        for (byte octet : VisibleText.of(path).replaceFirst("^/+", "").getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean plain = c < 0x7F && (Character.isLetterOrDigit(c) || "/-._~".indexOf(c) >= 0);
            out.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return out.toString();
    }
}
