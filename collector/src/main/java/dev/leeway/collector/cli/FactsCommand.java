package dev.leeway.collector.cli;

import dev.leeway.collector.judge.PatternOverlap;
import dev.leeway.collector.report.FactsText;
import dev.leeway.collector.report.RenderOptions;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import dev.leeway.schema.yaml.Suggestion;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway facts}: what facts there are and what each of them means, or those a snapshot holds. */
@Command(
        name = "facts",
        description = "Looks up what facts there are and what they mean, or those a snapshot holds.",
        customSynopsis = "leeway facts [OPTIONS] [PATTERN | WORD]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway facts",
            "  leeway facts jdk/default/version",
            "  leeway facts timezone",
            "  leeway facts 'env[shop-web]' --in prod.json",
            "",
            "Exit codes: 0 found, 2 usage or nothing found, 3 something asked for was not",
            "observed, 4 internal error."
        })
final class FactsCommand extends LeewayCommand {
    @Parameters(
            paramLabel = "PATTERN",
            arity = "0..1",
            description =
                    "An address or a pattern of addresses, as reports print them, or a word to look for in addresses"
                            + " and meanings. All probes if not given.")
    private @Nullable String wanted;

    @Option(
            names = "--in",
            paramLabel = "SNAPSHOT",
            description = "Print the facts that this snapshot holds, address and value, instead of what they mean.")
    private @Nullable String snapshot;

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = "The store that --in selects a snapshot of, as in prod/web-01~3. Default: LEEWAY_STORE.")
    private @Nullable String store;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json; a snapshot is JSON itself. Default: text.")
    private String format = "text";

    @Mixin
    private final LookFlags look = new LookFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        if (!format.equals("text") && !format.equals("json")) {
            throw misused("--format: expected text or json");
        }
        if (snapshot != null && format.equals("json")) {
            throw misused("--format: a snapshot is JSON itself; leave out --in or --format.");
        }
        RenderOptions rendering = look.rendering(surroundings());
        Catalogue catalogue = CatalogueReader.builtIn();
        if (snapshot != null) {
            return inSnapshot(snapshot, catalogue, out(), err());
        }
        if (wanted == null && format.equals("text")) {
            out().write(FactsText.probes(catalogue, rendering));
        } else {
            List<FactEntry> found = found(catalogue);
            out().write(format.equals("json") ? FactsText.json(found) : FactsText.of(found, rendering));
        }
        return ExitCodes.OK;
    }

    private List<FactEntry> found(Catalogue catalogue) throws CommandFailure {
        List<FactEntry> all = new ArrayList<>();
        catalogue.probes().forEach(probe -> all.addAll(probe.facts()));
        String text = wanted;
        if (text == null) {
            return all;
        }
        Optional<FactEntry> exact = exact(text, catalogue);
        if (exact.isPresent()) {
            return List.of(exact.get());
        }
        List<FactEntry> found = new ArrayList<>();
        if (isWord(text, catalogue)) {
            String word = text.toLowerCase(Locale.ROOT);
            all.stream()
                    .filter(entry -> (entry.pattern().text() + "\n" + entry.meaning())
                            .toLowerCase(Locale.ROOT)
                            .contains(word))
                    .forEach(found::add);
        } else {
            List<AddressPattern> patterns = Patterns.read("PATTERN", List.of(text), probes(catalogue));
            all.stream()
                    .filter(entry ->
                            patterns.stream().anyMatch(pattern -> PatternOverlap.exists(pattern, entry.pattern())))
                    .forEach(found::add);
        }
        if (found.isEmpty()) {
            throw new CommandFailure("no fact is called or described so: '" + VisibleText.of(text) + "'; "
                    + Suggestion.nextStep(text, probes(catalogue)));
        }
        return found;
    }

    /** What the catalogue says of one address as reports print it, or of one of its own patterns. */
    private static Optional<FactEntry> exact(String text, Catalogue catalogue) {
        for (ProbeEntry probe : catalogue.probes()) {
            for (FactEntry entry : probe.facts()) {
                if (entry.pattern().text().equals(text)) {
                    return Optional.of(entry);
                }
            }
        }
        if (text.indexOf('*') >= 0 || text.indexOf('/') < 0) {
            return Optional.empty();
        }
        try {
            return catalogue.entry(Address.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isWord(String text, Catalogue catalogue) {
        return catalogue.probe(text).isEmpty()
                && text.indexOf('*') < 0
                && text.indexOf('/') < 0
                && text.indexOf('[') < 0;
    }

    private static Set<String> probes(Catalogue catalogue) {
        TreeSet<String> names = new TreeSet<>();
        catalogue.probes().forEach(probe -> names.add(probe.name()));
        return names;
    }

    private int inSnapshot(String argument, Catalogue catalogue, PrintWriter out, PrintWriter err)
            throws CommandFailure, FormatException {
        List<Section> sections = List.copyOf(read(argument).sections().values());
        Set<String> probes = new TreeSet<>(probes(catalogue));
        sections.forEach(section -> probes.add(section.key().probe()));
        String text = wanted == null ? "**" : wanted;
        boolean word = !probes.contains(text) && isWord(text, catalogue);
        AskedFacts asked = word
                ? AskedFacts.called(text, catalogue)
                : AskedFacts.matching(
                        text.equals("**")
                                ? List.of(AddressPattern.parse("**"))
                                : Patterns.read("PATTERN", List.of(text), probes),
                        catalogue);
        int found = 0;
        for (Section section : sections) {
            String opening = section.key().text() + "/";
            for (int i = 0; i < section.facts().size(); i++) {
                String address = opening + section.facts().path(i);
                if (asked.finds(address)) {
                    out.println(VisibleText.of(
                            address + " = " + section.facts().value(i).display()));
                    found++;
                }
            }
        }
        out.flush();
        return told(argument, text, found, asked.unseen(sections), asked.unasked(sections), err);
    }

    private Snapshot read(String argument) throws FormatException, CommandFailure {
        try (Sources sources = Sources.of(Optional.ofNullable(store), surroundings())) {
            return SnapshotInput.read(argument, surroundings(), sources);
        }
    }

    /** What is not there may be where nobody looked: that is named, and is no answer where nothing was found. */
    private static int told(
            String argument, String text, int found, List<String> unseen, List<String> unasked, PrintWriter err)
            throws CommandFailure {
        String none = VisibleText.of(argument) + ": holds no fact that matches '" + VisibleText.of(text) + "'";
        if (found == 0 && unseen.isEmpty() && unasked.isEmpty()) {
            throw new CommandFailure(none + "; leeway facts --in " + VisibleText.of(argument) + " prints all it holds");
        }
        if (found == 0) {
            err.println(Main.NAME + ": " + none);
        }
        unseen.forEach(each -> err.println(Main.NAME + ": not observed: " + VisibleText.of(each)));
        if (!unasked.isEmpty()) {
            err.println(Main.NAME + ": not observed, for nobody asked: " + VisibleText.of(String.join(", ", unasked)));
        }
        return found > 0 && unseen.isEmpty() ? ExitCodes.OK : ExitCodes.INCOMPLETE;
    }
}
