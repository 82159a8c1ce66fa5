package dev.leeway.collector.report;

import dev.leeway.collector.report.HtmlWriter.Attribute;
import dev.leeway.collector.report.HtmlWriter.Tag;
import dev.leeway.collector.report.Matrix.Cell;
import dev.leeway.schema.report.Drift;
import java.util.ArrayList;
import java.util.List;

/** Tables of facts: one row for each, one column for each environment. */
final class HtmlFacts {
    private static final int VALUE_LIMIT = 160;
    private static final int TEXT_LIMIT = 400;
    private static final int MOST_VALUES = 4;

    private final ReportDigest digest;
    private final HtmlWriter html;
    private final HtmlFilters filters;

    HtmlFacts(ReportDigest digest, HtmlWriter html, HtmlFilters filters) {
        this.digest = digest;
        this.html = html;
        this.filters = filters;
    }

    /**
     * A table of as many of {@code drifts} as there is {@code room} for, with a count of the rest; with {@code alone}, each of its rows
     * is filtered by itself.
     */
    void table(String caption, boolean alone, List<Drift> drifts, HtmlBudget.Room room) {
        scroll(caption).open(Tag.TABLE, "facts");
        html.element(Tag.CAPTION, caption);
        List<String> columns = new ArrayList<>(List.of("id", "severity", "state", "fact"));
        columns.addAll(HtmlFilters.names(digest.report()));
        columns.add("judged by");
        header(columns.toArray(String[]::new));
        html.open(Tag.TBODY);
        int told = 0;
        for (Drift drift : drifts) {
            if (!room.isLeft()) {
                break;
            }
            row(drift, alone);
            told++;
        }
        html.close().close().close();
        HtmlBudget.leftOut(html, drifts.size() - told, "fact");
    }

    private void row(Drift drift, boolean alone) {
        html.open(Tag.TR);
        if (alone) {
            html.attribute(Attribute.KEYS, filters.keys(drift));
        }
        html.open(Tag.TD).element(Tag.CODE, digest.ids().of(drift.id())).close();
        html.element(Tag.TD, drift.severity().text());
        html.element(Tag.TD, Phrases.state(drift));
        html.open(Tag.TD, "fact").brief(drift.address().text(), TEXT_LIMIT).close();
        for (Cell cell : Matrix.row(digest.report(), drift, VALUE_LIMIT)) {
            List<String> own = cell.texts();
            html.open(Tag.TD, "value");
            html.lines(own.size() > MOST_VALUES ? List.of(Quantity.of(own.size(), "value")) : own);
            html.close();
        }
        String until = drift.waivedUntil().map(day -> ", until " + day).orElse("");
        html.open(Tag.TD).brief(drift.judgedBy() + until, TEXT_LIMIT).close();
        html.close();
    }

    /** A part that may be wider than the page, and is moved by keys as well; it is open. */
    HtmlWriter scroll(String label) {
        html.open(Tag.DIV, "scroll").attribute(Attribute.ROLE, "region");
        return html.attribute(Attribute.LABEL, label).attribute(Attribute.TAB, "0");
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
