package dev.leeway.collector.report;

import dev.leeway.collector.report.HtmlWriter.Attribute;
import dev.leeway.collector.report.HtmlWriter.Tag;
import dev.leeway.collector.report.Matrix.Cell;
import dev.leeway.collector.report.Matrix.Mark;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every cause beside every environment: a row for the fact that leads it, a column for each, and what it holds in each cell. */
final class HtmlMatrix {
    private static final int VALUE_LIMIT = 80;
    private static final int ADDRESS_LIMIT = 200;
    private static final int MOST_VALUES = 3;
    private static final String ID = "matrix";

    private final ReportDigest digest;
    private final HtmlWriter html;
    private final HtmlFilters filters;
    private final HtmlBudget budget;

    HtmlMatrix(ReportDigest digest, HtmlWriter html, HtmlFilters filters, HtmlBudget budget) {
        this.digest = digest;
        this.html = html;
        this.filters = filters;
        this.budget = budget;
    }

    /** Whether there is anything to hold against anything. */
    static boolean isWorthwhile(ReportDigest digest) {
        return digest.report().environments().size() > 1 && !views(digest).isEmpty();
    }

    private static List<CauseView> views(ReportDigest digest) {
        List<CauseView> views = new ArrayList<>(digest.causes(Disposition.OPEN));
        views.addAll(digest.causes(Disposition.INFORMATIONAL));
        return views;
    }

    void write() {
        if (!isWorthwhile(digest)) {
            return;
        }
        HtmlBudget.Room room = budget.room(HtmlBudget.Part.MATRIX);
        html.open(Tag.SECTION).attribute(Attribute.LABELLED_BY, ID);
        html.open(Tag.H2).attribute(Attribute.ID, ID).text("Matrix").close();
        html.open(Tag.DIV, "scroll").attribute(Attribute.ROLE, "region");
        html.attribute(Attribute.LABEL, "Causes by environment").attribute(Attribute.TAB, "0");
        html.open(Tag.TABLE, "matrix");
        html.element(Tag.CAPTION, "The fact that leads each cause, in every environment");
        List<String> columns = new ArrayList<>(List.of("fact"));
        columns.addAll(HtmlFilters.names(digest.report()));
        html.open(Tag.THEAD).open(Tag.TR);
        for (String column : columns) {
            html.open(Tag.TH).attribute(Attribute.SCOPE, "col").text(column).close();
        }
        html.close().close().open(Tag.TBODY);
        Set<Mark> used = EnumSet.noneOf(Mark.class);
        List<CauseView> views = views(digest);
        int told = 0;
        for (CauseView view : views) {
            if (!room.isLeft()) {
                break;
            }
            row(view, used);
            told++;
        }
        html.close().close().close();
        List<String> legend = new ArrayList<>();
        used.forEach(mark -> legend(mark).ifPresent(legend::add));
        if (!legend.isEmpty()) {
            html.element(Tag.P, "faint", String.join(" · ", legend));
        }
        HtmlBudget.leftOut(html, views.size() - told, "row");
        html.close();
    }

    private void row(CauseView view, Set<Mark> used) {
        Drift leading = view.leading();
        String severity = view.cause().severity().text();
        html.open(Tag.TR).attribute(Attribute.KEYS, filters.keys(view));
        html.open(Tag.TH, "fact").attribute(Attribute.SCOPE, "row");
        html.element(Tag.SPAN, "tag " + severity, severity).text(" ");
        html.open(Tag.A)
                .to("c-" + view.cause().id())
                .brief(leading.address().text(), ADDRESS_LIMIT)
                .close();
        html.close();
        for (Cell cell : Matrix.row(digest.report(), leading, VALUE_LIMIT)) {
            cell(cell);
            used.add(cell.mark());
        }
        html.close();
    }

    private void cell(Cell cell) {
        String look = switch (cell.mark()) {
            case NONE -> "value";
            case ODD -> "value odd";
            case SHARED -> "value shared";
            case UNKNOWN -> "value unknown";
            case UNTOLD -> "value untold";
        };
        html.open(Tag.TD, look);
        if (cell.mark() == Mark.UNTOLD) {
            html.text("–");
        } else if (cell.texts().size() > MOST_VALUES) {
            html.text(Quantity.of(cell.texts().size(), "value"));
        } else {
            html.lines(cell.texts());
        }
        if (cell.mark() == Mark.ODD || cell.mark() == Mark.SHARED) {
            html.element(Tag.SPAN, "mark", cell.mark() == Mark.ODD ? "≠ others" : "= shared");
        }
        html.close();
    }

    private static Optional<String> legend(Mark mark) {
        return switch (mark) {
            case ODD -> Optional.of("≠ others: not what most environments hold");
            case SHARED -> Optional.of("= shared: held by several, which must not be");
            case UNTOLD -> Optional.of("–: the cause says nothing of this environment");
            case NONE, UNKNOWN -> Optional.empty();
        };
    }
}
