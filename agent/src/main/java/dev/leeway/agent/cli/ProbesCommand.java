package dev.leeway.agent.cli;

import dev.leeway.agent.deliver.CostFile;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Access;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code leeway-agent probes}: what this agent can look at, what that takes, and what it cost last time. */
@Command(
        name = "probes",
        description =
                "Lists the probes: what each tells and reads, what it needs, and what it cost and gave in the last snapshot.",
        mixinStandardHelpOptions = true)
final class ProbesCommand extends HostCommand {
    @Option(names = "--json", description = "Print JSON for programs.")
    private boolean json;

    ProbesCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(Console console) throws IOException {
        CostFile costs = CostLedger.file(around);
        List<ProbeCard> cards = cards(costs.read());
        if (json) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new ProbesJson(cards).write(bytes);
            console.out().print(bytes.toString(StandardCharsets.UTF_8));
            console.out().flush();
            return ExitCodes.OK;
        }
        cards.forEach(card -> print(card, costs.place(), console.out()));
        console.out()
                .println(
                        "The kinds of facts a probe can tell are in docs/facts.md; on a host each may stand many times.");
        return ExitCodes.OK;
    }

    private List<ProbeCard> cards(Map<String, CostFile.Entry> last) {
        Catalogue catalogue = CatalogueReader.builtIn();
        return around.probes().stream()
                .map(probe -> new ProbeCard(
                        probe.spec(),
                        catalogue.probe(probe.spec().name()),
                        Optional.ofNullable(last.get(probe.spec().name()))))
                .sorted(Comparator.comparing(card -> card.spec().name()))
                .toList();
    }

    private void print(ProbeCard card, Optional<Path> place, PrintWriter out) {
        Optional<ProbeEntry> entry = card.entry();
        Access access = entry.map(ProbeEntry::access).orElse(Access.UNSAID);
        out.println(String.format(
                Locale.ROOT,
                "%s · about %s · %s",
                card.spec().name(),
                entry.map(ProbeEntry::subjects).orElse("-"),
                Summary.number(entry.map(each -> each.facts().size()).orElse(0), "kind") + " of facts"));
        out.println("  tells    " + entry.map(ProbeEntry::summary).orElse("-"));
        out.println("  reads    " + access.reads());
        out.println("  needs    " + card.needs());
        out.println("  without  " + access.without());
        String last = card.lastTime(around.clock().instant(), CurrentUser.uid());
        out.println("  last     " + VisibleText.of(last.isEmpty() ? unknown(place) : last));
        out.println();
    }

    private static String unknown(Optional<Path> place) {
        return place.isEmpty()
                ? "nowhere to remember it: set XDG_STATE_HOME, then take a snapshot"
                : "nothing recorded in " + place.get() + "; leeway-agent snapshot records it";
    }
}
