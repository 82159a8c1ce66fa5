package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A report as results of tests, for pipelines that show such: a suite for each service or role, a case for each cause.
 *
 * <p>What makes the verdict fails, what lies beneath the threshold passes and says what it found, what is waived is skipped. What was not
 * observed is skipped as well, and an error where it is required: never a case that passes.
 */
final class JunitReport {
    private static final int VALUE_LIMIT = 1_000;
    private static final String COVERAGE = "coverage";

    private final Report report;
    private final ReportDigest digest;
    private final XMLStreamWriter xml;

    private JunitReport(Report report, XMLStreamWriter xml) {
        this.report = report;
        this.digest = new ReportDigest(report);
        this.xml = xml;
    }

    /** How a case ended. */
    private enum End {
        PASSED(""),
        FAILED("failure"),
        ERROR("error"),
        SKIPPED("skipped");

        private final String element;

        End(String element) {
            this.element = element;
        }
    }

    /** One case; {@code told} is more than fits its {@code message}. */
    private record Case(String name, String kind, End end, String message, String told) {}

    /** The whole of {@code report}. */
    static String render(Report report) {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            new JunitReport(report, xml).write();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return out.append('\n').toString();
    }

    private void write() throws XMLStreamException {
        Map<String, List<Case>> suites = new TreeMap<>();
        for (Disposition disposition : List.of(Disposition.OPEN, Disposition.WAIVED, Disposition.INFORMATIONAL)) {
            for (CauseView view : digest.causes(disposition)) {
                Drift leading = view.leading();
                suites.computeIfAbsent(
                                leading.scope().kind().text() + " "
                                        + leading.scope().name(),
                                unused -> new ArrayList<>())
                        .add(cause(view));
            }
        }
        List<Case> coverage = new ArrayList<>();
        Answer answer = new Answer(digest);
        coverage.add(new Case(
                "facts were compared",
                COVERAGE,
                report.coverage().compared() == 0 ? End.ERROR : End.PASSED,
                answer.headline(),
                answer.parity() + "\n" + answer.observed()));
        for (Gap gap : report.coverage().gaps()) {
            coverage.add(new Case(
                    Phrases.place(gap), COVERAGE, gap.required() ? End.ERROR : End.SKIPPED, Phrases.gap(gap), ""));
        }
        for (PolicyFinding finding : report.policyFindings()) {
            // Over budget the verdict is drift, whatever becomes of the causes.
            End end = finding.kind().equals(PolicyFinding.OVER_BUDGET) ? End.FAILED : End.SKIPPED;
            coverage.add(new Case(
                    "policy " + finding.origin() + " " + finding.kind(), "policy", end, finding.message(), ""));
        }
        xml.writeStartDocument("UTF-8", "1.0");
        line(0);
        xml.writeStartElement("testsuites");
        List<Case> all = new ArrayList<>(coverage);
        suites.values().forEach(all::addAll);
        attribute("name", "Leeway");
        counts(all);
        suite(COVERAGE, coverage);
        for (Map.Entry<String, List<Case>> suite : suites.entrySet()) {
            suite(suite.getKey(), suite.getValue());
        }
        line(0);
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private Case cause(CauseView view) {
        Severity severity = view.cause().severity();
        boolean grave = severity.compareTo(report.failOn()) <= 0;
        End end = switch (view.cause().disposition()) {
            case OPEN -> grave ? End.FAILED : End.PASSED;
            case WAIVED -> End.SKIPPED;
            case WITHIN_LEEWAY, INFORMATIONAL -> End.PASSED;
        };
        String disposition = Phrases.disposition(view.cause().disposition());
        return new Case(
                // Without values, so that its history is told as one while they change.
                view.leading().address().text() + " [" + view.cause().id() + "]",
                severity.text(),
                end,
                severity.text() + ", " + Phrases.state(view.leading())
                        + (view.cause().disposition() == Disposition.OPEN ? "" : ", " + disposition) + ": "
                        + view.cause().summary(),
                told(view));
    }

    private String told(CauseView view) {
        Drift leading = view.leading();
        Explanation explanation = leading.explanation();
        List<String> lines = new ArrayList<>();
        lines.add(leading.address().text() + " = " + ValuesText.line(leading, VALUE_LIMIT));
        term(lines, "why", explanation.why());
        term(lines, "align", explanation.align());
        term(lines, "not proven", explanation.unproven());
        term(lines, "also", view.following());
        lines.add("look closer: leeway explain " + digest.ids().of(view.cause().id()));
        return String.join("\n", lines.stream().map(VisibleText::of).toList());
    }

    private static void term(List<String> lines, String name, String text) {
        if (!text.isEmpty()) {
            lines.add(name + ": " + text);
        }
    }

    private void suite(String name, List<Case> cases) throws XMLStreamException {
        line(1);
        xml.writeStartElement("testsuite");
        attribute("name", name);
        counts(cases);
        attribute("timestamp", report.asOf().toString());
        for (Case each : cases) {
            line(2);
            xml.writeStartElement("testcase");
            attribute("name", each.name());
            attribute("classname", "leeway." + each.kind());
            attribute("time", "0");
            if (each.end() != End.PASSED) {
                xml.writeStartElement(each.end().element);
                attribute("message", each.message());
                xml.writeCharacters(legal(each.told()));
                xml.writeEndElement();
            } else if (!each.told().isEmpty()) {
                xml.writeStartElement("system-out");
                xml.writeCharacters(legal(VisibleText.of(each.message()) + "\n" + each.told()));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        line(1);
        xml.writeEndElement();
    }

    private void counts(List<Case> cases) throws XMLStreamException {
        attribute("tests", Integer.toString(cases.size()));
        for (End end : List.of(End.FAILED, End.ERROR, End.SKIPPED)) {
            long count = cases.stream().filter(each -> each.end() == end).count();
            attribute(end == End.SKIPPED ? "skipped" : end.element + "s", Long.toString(count));
        }
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private void attribute(String name, String text) throws XMLStreamException {
        xml.writeAttribute(name, legal(VisibleText.of(text)));
    }

    /** XML has no place for the last two code points of a plane's first block, which are nobody's characters. */
    private static String legal(String text) {
        return text.replace("\uFFFE", "<U+FFFE>").replace("\uFFFF", "<U+FFFF>");
    }
}
