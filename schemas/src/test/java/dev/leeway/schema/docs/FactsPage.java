package dev.leeway.schema.docs;

import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.ProbeEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the reference of all facts, {@code docs/facts.md}, from the catalogue. */
final class FactsPage {
    private static final String HEAD = """
            # Facts

            <!-- Generated from facts.yaml by FactsPageTest; change that file, then run the tests with -Dgolden.update=true. -->

            Every fact Leeway knows, by the probe that owns it. In an address `*` stands for a name or key; how addresses and
            values are written is in [format.md](format.md). *Severity* is that of a drift when no policy rule says otherwise;
            *since* is the revision of the probe that first saw the fact: the silence of an older one means unknown, not missing.
            A *guarded* value leaves its host in clear only when name and content were found harmless. Of one disclosed *by its text*
            the text alone decides that: told in clear by one side and withheld by the other, the two are known to differ.

            | probe | about | facts |
            |---|---|---|
            """;

    private FactsPage() {}

    static String of(Catalogue catalogue) {
        StringBuilder page = new StringBuilder(HEAD);
        for (ProbeEntry probe : catalogue.probes()) {
            page.append("| [")
                    .append(probe.name())
                    .append("](#")
                    .append(probe.name())
                    .append(") | ")
                    .append(probe.subjects())
                    .append(" | ")
                    .append(probe.facts().size())
                    .append(" |\n");
        }
        catalogue.probes().forEach(probe -> probe(page, probe));
        return page.toString();
    }

    private static void probe(StringBuilder page, ProbeEntry probe) {
        page.append("\n## ")
                .append(probe.name())
                .append("\n\n")
                .append(text(probe.summary()))
                .append('\n');
        for (FactEntry fact : probe.facts()) {
            page.append("\n### `").append(fact.pattern().text()).append("`\n\n");
            page.append(String.join(" · ", traits(fact))).append("\n\n");
            page.append(text(fact.meaning())).append("\n\n");
            page.append("- Why it matters: ").append(text(fact.why())).append('\n');
            page.append("- How to align: ").append(text(fact.align())).append('\n');
            page.append("- Not proven while it differs: ")
                    .append(text(fact.unproven()))
                    .append('\n');
        }
    }

    private static List<String> traits(FactEntry fact) {
        List<String> traits = new ArrayList<>();
        traits.add(fact.type().name().toLowerCase(Locale.ROOT)
                + fact.unit().map(unit -> " (" + unit + ")").orElse(""));
        traits.add(fact.severity().text());
        traits.add("since " + fact.since());
        if (fact.guarded()) {
            traits.add("guarded");
        }
        if (fact.byText()) {
            traits.add("by its text");
        }
        if (fact.hostTokens()) {
            traits.add("the host's own name and address are written `{host}` and `{address}`");
        }
        return traits;
    }

    /** A sentence as Markdown: what would be taken for a tag or emphasis is escaped, code stays code. */
    private static String text(String sentence) {
        StringBuilder escaped = new StringBuilder();
        boolean code = false;
        for (int i = 0; i < sentence.length(); i++) {
            char c = sentence.charAt(i);
            code ^= c == '`';
            escaped.append(!code && "<*_[]|".indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return escaped.toString();
    }
}
