package dev.leeway.agent.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Help whose lines break at blanks alone, so that an address or a command can be copied from it as it stands. */
final class WholeWords extends Help {
    private static final int INDENT = 2;
    private static final int GAP = 3;
    private static final int WIDE = 10_000;

    WholeWords(CommandSpec command, ColorScheme colours) {
        super(command, colours);
    }

    @Override
    public String description(Object... params) {
        return lines(commandSpec().usageMessage().description());
    }

    @Override
    public String footer(Object... params) {
        return lines(commandSpec().usageMessage().footer());
    }

    @Override
    public String customSynopsis(Object... params) {
        return lines(commandSpec().usageMessage().customSynopsis());
    }

    /** Made in one line first: nothing else tells a blank from a place where a line was broken. */
    @Override
    public String synopsis(int heading) {
        UsageMessageSpec usage = commandSpec().usageMessage();
        if (usage.customSynopsis().length > 0) {
            return super.synopsis(heading);
        }
        int width = width();
        String line;
        try {
            usage.width(WIDE);
            line = super.synopsis(heading).strip();
        } finally {
            usage.width(width);
        }
        String opening = "X".repeat(heading);
        int beneath = Math.min(heading + commandSpec().qualifiedName().length() + 1, width / 2);
        return lines(beneath, opening + line).substring(heading);
    }

    @Override
    public Layout createDefaultLayout(
            List<OptionSpec> options, List<PositionalParamSpec> positionals, ColorScheme colours) {
        TextTable usual =
                TextTable.forDefaultColumns(colours, calcLongOptionColumnWidth(options, positionals, colours), width());
        return new Layout(
                colours,
                new Table(colours, INDENT, usual.columns()),
                createDefaultOptionRenderer(),
                createDefaultParameterRenderer());
    }

    @Override
    public TextTable createTextTable(Map<?, ?> rows) {
        int first = rows.keySet().stream()
                .mapToInt(key -> String.valueOf(key).length())
                .max()
                .orElse(0);
        Table table = pairs(first + GAP);
        rows.forEach((key, value) -> table.addRowValues(String.valueOf(key), String.format(String.valueOf(value))));
        return table;
    }

    @Override
    public String commandList(Map<String, Help> commands) {
        int first = commands.keySet().stream().mapToInt(String::length).max().orElse(0);
        Table table = pairs(first + INDENT);
        commands.forEach((name, help) -> {
            String[] described = help.commandSpec().usageMessage().description();
            table.addRowValues(name, described.length == 0 ? "" : described[0]);
        });
        return table.toString();
    }

    private Table pairs(int first) {
        return new Table(
                colorScheme(),
                INDENT,
                new Column(first, INDENT, Column.Overflow.SPAN),
                new Column(width() - first, INDENT, Column.Overflow.WRAP));
    }

    /** An example that is too long for a line goes on beneath itself. */
    private String lines(String... texts) {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            all.append(lines(text.startsWith(" ") ? 3 * INDENT : 0, String.format(text)));
        }
        return all.toString();
    }

    private String lines(int hanging, String text) {
        Table table = new Table(colorScheme(), hanging, new Column(width(), 0, Column.Overflow.WRAP));
        table.addRowValues(text);
        return table.toString();
    }

    private int width() {
        return commandSpec().usageMessage().width();
    }

    /** Cells that break at blanks; a word too long for a line is broken where the line ends. */
    private static final class Table extends TextTable {
        private final ColorScheme colours;
        private final int hanging;

        Table(ColorScheme colours, int hanging, Column... columns) {
            super(colours, columns);
            this.colours = colours;
            this.hanging = hanging;
        }

        @Override
        public Cell putValue(int row, int col, Ansi.Text value) {
            Column column = columns()[col];
            if (column.overflow != Column.Overflow.WRAP) {
                return super.putValue(row, col, value);
            }
            String text = value.plainString();
            int room = column.width - column.indent;
            String margin = "";
            int from = 0;
            Cell last = new Cell(col, row);
            while (from < text.length()) {
                int end = end(text, from, room - margin.length());
                if (from > 0) {
                    addEmptyRow();
                }
                Ansi.Text line = colours.ansi().new Text(margin, colours).concat(value.substring(from, end));
                last = super.putValue(from == 0 ? row : rowCount() - 1, col, line);
                from = end;
                while (from < text.length() && text.charAt(from) == ' ') {
                    from++;
                }
                margin = " ".repeat(hanging);
            }
            return last;
        }

        private static int end(String text, int from, int room) {
            if (text.length() - from <= room) {
                return text.length();
            }
            int blank = text.lastIndexOf(' ', from + room);
            boolean within = blank > from && !text.substring(from, blank).isBlank();
            int next = within ? blank : text.indexOf(' ', from + room);
            return next < 0 ? text.length() : next;
        }
    }
}
