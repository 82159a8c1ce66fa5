package dev.leeway.agent.cli;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.PrintWriter;
import java.util.SortedSet;
import java.util.TreeSet;

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
        out.println(TerminalText.safe(host.name() + " · " + host.kind().text()
                + host.environment().map(text -> " · environment " + text).orElse("")
                + host.role().map(text -> " · role " + text).orElse("")
                + (host.labels().isEmpty() ? "" : " · " + host.labels())));
        out.println(TerminalText.safe("leeway-agent " + snapshot.agent().version() + " as user "
                + snapshot.agent().uid() + " · root " + snapshot.root()));
        snapshot.sections().values().forEach(this::section);
        withheld(snapshot);
    }

    private void section(Section section) {
        out.println();
        out.println(TerminalText.safe(section.key().text()
                + " · " + section.outcome().text()
                + " · " + Summary.number(section.facts().size(), "fact")
                + section.reason().map(text -> " · " + text).orElse("")));
        section.facts().forEach((path, value) -> fact(section, path, value));
        section.uncovered()
                .forEach(gap -> out.println(
                        TerminalText.safe("  not seen: " + gap.pattern().text() + " (" + gap.reason() + ")")));
    }

    private void fact(Section section, String path, Value value) {
        String name = TerminalText.safe(path);
        String source = section.evidence().getOrDefault(path, "");
        out.print("  " + name + " ".repeat(Math.max(1, NAME_WIDTH - name.length())) + "= ");
        out.println(TerminalText.safe(value.display())
                + (source.isEmpty() ? "" : "   [" + TerminalText.safe(source) + "]"));
    }

    private void withheld(Snapshot snapshot) {
        SortedSet<String> names = new TreeSet<>();
        for (Section section : snapshot.sections().values()) {
            section.facts().forEach((path, value) -> {
                if (Counted.isWithheld(value)) {
                    names.add(Counted.name(path));
                }
            });
        }
        if (names.isEmpty()) {
            return;
        }
        out.println();
        out.println(Summary.number(Counted.withheld(snapshot), "value") + " withheld; "
                + (keyed
                        ? "their keyed tags leave, so that others with the key can tell same from different."
                        : "only their presence leaves, since there is no key (leeway-agent key create)."));
        out.println("Where a value is harmless, clear it by name: leeway-agent disclose NAME...");
        names.forEach(name -> out.println("  " + TerminalText.safe(name)));
    }
}
