package dev.leeway.agent.cli;

import dev.leeway.agent.spi.Probe;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.yaml.CatalogueReader;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code leeway-agent probes}: what this agent can look at. */
@Command(
        name = "probes",
        description = "Lists the probes: what each tells, of what, and what it needs.",
        mixinStandardHelpOptions = true)
final class ProbesCommand implements Callable<Integer> {
    private final Surroundings around;

    @Spec
    private @Nullable CommandSpec spec;

    ProbesCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        Catalogue catalogue = CatalogueReader.builtIn();
        console.out().println(line("PROBE", "DEFAULT", "ABOUT", "KINDS", "NEEDS", "SUMMARY"));
        around.probes().stream()
                .sorted(Comparator.comparing(probe -> probe.spec().name()))
                .forEach(probe -> console.out().println(line(catalogue, probe)));
        console.out().println();
        console.out()
                .println(
                        "KINDS counts the kinds of facts a probe can tell (docs/facts.md); on a host each may stand many times.");
        return ExitCodes.OK;
    }

    private static String line(Catalogue catalogue, Probe probe) {
        Optional<ProbeEntry> entry = catalogue.probe(probe.spec().name());
        return line(
                probe.spec().name(),
                "on",
                entry.map(ProbeEntry::subjects).orElse("-"),
                String.valueOf(entry.map(each -> each.facts().size()).orElse(0)),
                probe.spec().needsLiveHost() ? "running host" : "files",
                entry.map(ProbeEntry::summary).orElse("-"));
    }

    private static String line(String name, String on, String about, String kinds, String needs, String summary) {
        return String.format(Locale.ROOT, "%-11s %-8s %-9s %5s  %-13s %s", name, on, about, kinds, needs, summary);
    }
}
