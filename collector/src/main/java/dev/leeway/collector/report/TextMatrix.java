package dev.leeway.collector.report;

import dev.leeway.collector.report.Matrix.Cell;
import dev.leeway.collector.report.Matrix.Mark;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.report.Report;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Causes down, environments across, for three environments and more; beneath each other where the lines are too short for that.
 *
 * <p>Cells wrap and are never cut: two values that differ at their ends must not look the same.
 */
final class TextMatrix {
    private static final int FEWEST_ENVIRONMENTS = 3;
    private static final int FEWEST_CAUSES = 2;
    private static final int MOST_ROWS = 20;
    private static final int MOST_VALUES = 3;
    private static final int VALUE_LIMIT = 80;
    private static final int NARROWEST = 10;
    private static final int WIDEST = 48;
    private static final int GAP = 2;

    /** Where the address stands in a row; the environments follow it. */
    private static final int FACT = 2;

    private final ReportDigest digest;
    private final Report report;
    private final TextLines lines;
    private final int width;
    private final Set<Mark> used = EnumSet.noneOf(Mark.class);

    TextMatrix(ReportDigest digest, TextLines lines, int width) {
        this.digest = digest;
        this.report = digest.report();
        this.lines = lines;
        this.width = width;
    }

    /** One column of one row: lines of text. */
    private record Block(Ink ink, List<String> texts) {
        int columns() {
            return texts.stream().mapToInt(TextWidth::of).max().orElse(0);
        }
    }

    /** The first of {@code views}, no more than {@code limit}; nothing where the causes tell it themselves. */
    void write(List<CauseView> views, int limit) {
        if (report.environments().size() < FEWEST_ENVIRONMENTS || views.size() < FEWEST_CAUSES || limit == 0) {
            return;
        }
        List<CauseView> shown = views.subList(
                0, Math.min(views.size(), limit == Integer.MAX_VALUE ? limit : Math.min(limit, MOST_ROWS)));
        List<List<Block>> rows = new ArrayList<>();
        for (CauseView view : shown) {
            rows.add(row(view));
        }
        lines.gap().text(Ink.STRONG, "By environment", 0);
        List<Integer> columns = columns(rows);
        if (columns.isEmpty()) {
            rows.forEach(this::list);
        } else {
            table(rows, columns);
        }
        legend();
        if (shown.size() < views.size()) {
            lines.line(
                    "... and " + Quantity.of(views.size() - shown.size(), "more cause")
                            + " (all of them: --limit 0, --format html or --format json)",
                    4);
        }
    }

    private List<Block> row(CauseView view) {
        List<Block> row = new ArrayList<>();
        row.add(new Block(Ink.FAINT, List.of(digest.ids().of(view.cause().id()))));
        row.add(new Block(
                Ink.of(view.cause().severity()), List.of(view.cause().severity().text())));
        row.add(new Block(
                Ink.PLAIN, List.of(VisibleText.of(view.leading().address().text()))));
        for (Cell cell : Matrix.row(report, view.leading(), VALUE_LIMIT)) {
            used.add(cell.mark());
            row.add(block(cell));
        }
        return row;
    }

    private static Block block(Cell cell) {
        List<String> texts = cell.texts().size() > MOST_VALUES
                ? List.of(Quantity.of(cell.texts().size(), "value"))
                : cell.texts();
        return switch (cell.mark()) {
            case NONE -> new Block(Ink.PLAIN, texts);
            case ODD -> new Block(Ink.STRONG, marked("≠ ", texts));
            case SHARED -> new Block(Ink.HIGH, marked("= ", texts));
            case UNKNOWN -> new Block(Ink.FAINT, texts);
            case UNTOLD -> new Block(Ink.FAINT, List.of("-"));
        };
    }

    private static List<String> marked(String mark, List<String> texts) {
        return texts.stream().map(text -> mark + text).toList();
    }

    /** How many columns each part of a row gets, as many as it needs where there is room; empty where there is too little. */
    private List<Integer> columns(List<List<Block>> rows) {
        List<Integer> needed = new ArrayList<>();
        for (int i = 0; i < rows.get(0).size(); i++) {
            int most = TextWidth.of(title(i));
            for (List<Block> row : rows) {
                most = Math.max(most, row.get(i).columns());
            }
            needed.add(most);
        }
        for (int most = WIDEST; most >= NARROWEST; most--) {
            int all = 0;
            List<Integer> given = new ArrayList<>();
            for (int column : needed) {
                given.add(Math.min(column, most));
                all += Math.min(column, most) + GAP;
            }
            if (all - GAP <= width) {
                return given;
            }
        }
        return List.of();
    }

    /** Above the id and the severity there is none. */
    private String title(int column) {
        return switch (column) {
            case 0, 1 -> "";
            case FACT -> "fact";
            default ->
                VisibleText.of(report.environments().get(column - FACT - 1).name());
        };
    }

    private void table(List<List<Block>> rows, List<Integer> columns) {
        List<Block> head = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            head.add(new Block(Ink.FAINT, List.of(title(i))));
        }
        tableRow(head, columns);
        rows.forEach(row -> tableRow(row, columns));
    }

    private void tableRow(List<Block> row, List<Integer> columns) {
        List<List<String>> wrapped = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < row.size(); i++) {
            List<String> cell = new ArrayList<>();
            for (String text : row.get(i).texts()) {
                int room = columns.get(i);
                cell.addAll(i == FACT ? wrapped(text, room) : TextWidth.wrap(text, room, room));
            }
            wrapped.add(cell);
            height = Math.max(height, cell.size());
        }
        for (int line = 0; line < height; line++) {
            for (int i = 0; i < row.size(); i++) {
                String text = line < wrapped.get(i).size() ? wrapped.get(i).get(line) : "";
                lines.cell(row.get(i).ink(), text.stripTrailing(), columns.get(i) + GAP);
            }
            lines.line("", 0);
        }
    }

    /** An address broken where its parts meet, as far as they fit. */
    private static List<String> wrapped(String address, int room) {
        List<String> wrapped = new ArrayList<>();
        String line = "";
        int start = 0;
        for (int i = 1; i <= address.length(); i++) {
            boolean meets = i == address.length() || address.charAt(i - 1) == '/' || address.charAt(i) == '[';
            if (!meets) {
                continue;
            }
            String part = address.substring(start, i);
            start = i;
            if (!line.isEmpty() && TextWidth.of(line + part) > room) {
                wrapped.add(line);
                line = "";
            }
            List<String> pieces = TextWidth.wrap(line + part, room, room);
            wrapped.addAll(pieces.subList(0, pieces.size() - 1));
            line = pieces.get(pieces.size() - 1);
        }
        wrapped.add(line);
        return wrapped;
    }

    private void list(List<Block> row) {
        int indent = digest.ids().length() + GAP;
        int names = 0;
        for (int i = FACT + 1; i < row.size(); i++) {
            names = Math.max(names, TextWidth.of(title(i)) + GAP);
        }
        names = Math.min(names, width / 2 - indent);
        lines.cell(Ink.FAINT, row.get(0).texts().get(0), indent)
                .line(row.get(1).texts().get(0) + " " + row.get(FACT).texts().get(0), indent + GAP);
        for (int i = FACT + 1; i < row.size(); i++) {
            boolean isLong = TextWidth.of(title(i)) + GAP > names;
            if (isLong) {
                lines.cell(Ink.PLAIN, "", indent).text(Ink.FAINT, title(i), indent);
            }
            for (String text : row.get(i).texts()) {
                lines.cell(Ink.PLAIN, "", indent).cell(Ink.FAINT, isLong ? "" : title(i), names);
                lines.text(row.get(i).ink(), text, indent + names);
            }
        }
    }

    private void legend() {
        List<String> parts = new ArrayList<>();
        if (used.contains(Mark.ODD)) {
            parts.add(TextLines.unbroken("≠ unlike most environments"));
        }
        if (used.contains(Mark.SHARED)) {
            parts.add(TextLines.unbroken("= shared, and must not be"));
        }
        if (used.contains(Mark.UNTOLD)) {
            parts.add(TextLines.unbroken("- the cause says nothing of it"));
        }
        if (!parts.isEmpty()) {
            lines.text(Ink.FAINT, String.join(" · ", parts), 2);
        }
    }
}
