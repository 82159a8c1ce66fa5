package dev.leeway.collector.report;

import dev.leeway.collector.report.HtmlWriter.Attribute;
import dev.leeway.collector.report.HtmlWriter.Tag;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.ReportEnvironment;
import java.util.ArrayList;
import java.util.List;

/** Tables of facts: one row for each, one column for each environment. */
final class HtmlFacts {
    private static final int VALUE_LIMIT = 160;

    private final ReportDigest digest;
    private final HtmlWriter html;

    HtmlFacts(ReportDigest digest, HtmlWriter html) {
        this.digest = digest;
        this.html = html;
    }

    /** A table of {@code drifts} that ends, with a count of the rest, once the page is {@code budget} characters long. */
    void table(String caption, List<Drift> drifts, int budget) {
        html.open(Tag.DIV, "scroll").open(Tag.TABLE);
        html.element(Tag.CAPTION, caption);
        List<String> columns = new ArrayList<>(List.of("id", "severity", "state", "fact"));
        for (ReportEnvironment environment : digest.report().environments()) {
            columns.add(environment.name());
        }
        columns.add("judged by");
        header(columns.toArray(String[]::new));
        html.open(Tag.TBODY);
        int told = 0;
        for (Drift drift : drifts) {
            if (html.length() > budget) {
                break;
            }
            row(drift);
            told++;
        }
        html.close().close().close();
        HtmlCauses.leftOut(html, drifts.size() - told, "fact");
    }

    private void row(Drift drift) {
        html.open(Tag.TR);
        html.open(Tag.TD).element(Tag.CODE, digest.ids().of(drift.id())).close();
        html.element(Tag.TD, drift.severity().text());
        html.element(Tag.TD, Phrases.state(drift));
        html.element(Tag.TD, "fact", drift.address().text());
        List<String> texts = ValuesText.of(drift, VALUE_LIMIT);
        for (ReportEnvironment environment : digest.report().environments()) {
            List<String> own = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                if (drift.values().get(i).environment().equals(environment.name())) {
                    own.add(texts.get(i));
                }
            }
            html.element(Tag.TD, "value", own.size() > 4 ? Quantity.of(own.size(), "value") : String.join("\n", own));
        }
        html.element(Tag.TD, drift.judgedBy());
        html.close();
    }

    /** The head of a table whose columns are {@code names}; the table is open. */
    void header(String... names) {
        html.open(Tag.THEAD).open(Tag.TR);
        for (String name : names) {
            html.open(Tag.TH).attribute(Attribute.SCOPE, "col").text(name).close();
        }
        html.close().close();
    }
}
