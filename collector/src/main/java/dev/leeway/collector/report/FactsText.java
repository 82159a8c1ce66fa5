package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.json.JsonMembers;
import dev.leeway.schema.json.JsonOut;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The vocabulary of facts as people look things up in it. */
public final class FactsText {
    private static final int LABEL = 13;
    private static final int MOST_COLUMN = 56;
    private static final int KIND = 10;

    private final TextLines lines;

    private FactsText(RenderOptions options) {
        this.lines = new TextLines(options.width(), options.colour());
    }

    /** Every probe in a line or two: its name, what it is about, how many facts it has. */
    public static String probes(Catalogue catalogue, RenderOptions options) {
        FactsText text = new FactsText(options);
        int column =
                2 + longest(catalogue.probes().stream().map(ProbeEntry::name).toList());
        for (ProbeEntry probe : catalogue.probes()) {
            text.lines
                    .cell(Ink.STRONG, probe.name(), column)
                    .line(
                            probe.summary() + " About: " + probe.subjects() + ". "
                                    + Quantity.of(probe.facts().size(), "fact") + ".",
                            column);
        }
        text.lines.gap().line("next: leeway facts PROBE · leeway facts WORD · leeway facts ADDRESS", 6);
        return text.lines.toString();
    }

    /** Each of {@code entries} in a line or two; where there is but one, all there is to say of it. */
    public static String of(List<FactEntry> entries, RenderOptions options) {
        FactsText text = new FactsText(options);
        if (entries.size() == 1) {
            text.whole(entries.get(0));
            return text.lines.toString();
        }
        int column = Math.min(
                MOST_COLUMN,
                2
                        + longest(entries.stream()
                                .map(entry -> entry.pattern().text())
                                .toList()));
        for (FactEntry entry : entries) {
            text.lines
                    .cell(Ink.STRONG, entry.pattern().text(), column)
                    .cell(Ink.PLAIN, kind(entry), KIND)
                    .cell(Ink.of(entry.severity()), entry.severity().text(), KIND)
                    .line(entry.meaning(), column);
        }
        text.lines.gap().line(Quantity.of(entries.size(), "fact"), 0);
        return text.lines.toString();
    }

    private void whole(FactEntry entry) {
        lines.text(Ink.STRONG, entry.pattern().text(), 2);
        lines.line(VisibleText.of(entry.meaning()), 0).gap();
        term("type", kind(entry) + entry.unit().map(unit -> ", in " + unit).orElse(""));
        term("severity", entry.severity().text() + ", where no rule of the policy says otherwise");
        term("since", "revision " + entry.since() + " of the probe; an older one's silence is unknown, not missing");
        term("leaves", entry.guarded() ? "in clear only when name and content are known to be harmless" : "in clear");
        term("why", entry.why());
        term("align", entry.align());
        term("not proven", entry.unproven());
    }

    private void term(String name, String said) {
        lines.cell(Ink.FAINT, name, LABEL).line(said, LABEL);
    }

    private static String kind(FactEntry entry) {
        return entry.type().name().toLowerCase(Locale.ROOT);
    }

    private static int longest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    /** The same as one JSON object with a list {@code facts}, each on a line of its own. */
    public static String json(List<FactEntry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            JsonOut.writing(bytes, out -> {
                JsonMembers.object(
                        out,
                        all -> all.lines(
                                "facts",
                                entries,
                                (members, entry) -> members.text(
                                                "pattern", entry.pattern().text())
                                        .text("type", kind(entry))
                                        .text("unit", entry.unit())
                                        .text("severity", entry.severity().text())
                                        .number("since", Integer.toString(entry.since()))
                                        .flag("guarded", entry.guarded())
                                        .text("meaning", entry.meaning())
                                        .text("why", entry.why())
                                        .text("align", entry.align())
                                        .text("unproven", entry.unproven())));
                out.raw('\n');
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
