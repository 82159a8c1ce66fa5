package dev.leeway.agent.cli;

import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Prints what would leave the host, for people: every section, every value, and what was held back. */
final class ShowText {
    private static final int NAME_WIDTH = 44;

    private final PrintWriter out;
    private final boolean keyed;

    /** @param keyed whether secrets carry tags, so that a changed one would be seen */
    ShowText(PrintWriter out, boolean keyed) {
        this.out = out;
        this.keyed = keyed;
    }

    void print(Snapshot snapshot) {
        Host host = snapshot.host();
        out.println(VisibleText.of(host.name() + " · " + host.kind().text()
                + host.environment().map(text -> " · environment " + text).orElse("")
                + host.role().map(text -> " · role " + text).orElse("")
                + (host.labels().isEmpty() ? "" : " · " + host.labels())));
        out.println(VisibleText.of("leeway-agent " + snapshot.agent().version() + " as user "
                + snapshot.agent().uid() + " · root " + snapshot.root()));
        snapshot.sections().values().forEach(this::section);
        withheld(snapshot);
    }

    private void section(Section section) {
        out.println();
        out.println(VisibleText.of(section.key().text()
                + " · " + section.outcome().text()
                + " · " + Summary.number(section.facts().size(), "fact")
                + section.reason().map(text -> " · " + text).orElse("")));
        section.facts().forEach((path, value) -> fact(section, path, value));
        section.uncovered()
                .forEach(gap -> out.println(
                        VisibleText.of("  not seen: " + gap.pattern().text() + " (" + gap.reason() + ")")));
    }

    private void fact(Section section, String path, Value value) {
        String name = VisibleText.of(path);
        String source = section.evidence().getOrDefault(path, "");
        out.print("  " + name + " ".repeat(Math.max(1, NAME_WIDTH - name.length())) + "= ");
        out.println(VisibleText.of(value.display()) + (source.isEmpty() ? "" : "   [" + VisibleText.of(source) + "]"));
    }

    private void withheld(Snapshot snapshot) {
        SortedMap<String, List<String>> places = new TreeMap<>();
        for (Section section : snapshot.sections().values()) {
            section.facts().forEach((path, value) -> {
                if (Counted.isWithheld(path, value)) {
                    places.computeIfAbsent(RedactionRules.patternOf(Counted.name(path)), each -> new ArrayList<>())
                            .add(section.key().text() + "/" + path);
                }
            });
        }
        if (places.isEmpty()) {
            return;
        }
        out.println();
        out.println(Summary.number(Counted.withheld(snapshot), "value") + " withheld; "
                + (keyed
                        ? "their keyed tags leave, so that others with the key can tell same from different."
                        : "only their presence leaves, since there is no key (leeway-agent key create)."));
        out.println("Where a value is harmless, clear it by name: leeway-agent disclose NAME...");
        places.forEach((name, at) -> out.println(VisibleText.of(
                "  " + name + "   " + at.get(0) + (at.size() > 1 ? " and " + (at.size() - 1) + " more" : ""))));
    }
}
