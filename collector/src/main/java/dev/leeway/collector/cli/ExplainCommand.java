package dev.leeway.collector.cli;

import dev.leeway.collector.history.Story;
import dev.leeway.collector.report.AskAgain;
import dev.leeway.collector.report.ExplainJson;
import dev.leeway.collector.report.ExplainText;
import dev.leeway.collector.report.UnknownIdException;
import dev.leeway.collector.store.ReportFiles;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import java.io.PrintWriter;
import java.lang.reflect.Field;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code leeway explain}: everything there is to say about one cause or drift. */
@Command(
        name = "explain",
        description = "Says everything about one cause or drift: what, where, why, and what to do.",
        customSynopsis = "leeway explain [OPTIONS] ID [REPORT | SNAPSHOT SNAPSHOT...]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway explain 5c1e",
            "  leeway explain 5c1e drift.json",
            "  leeway explain 5c1e mine.json prod.json",
            "  leeway explain 5c1e --store leeway.db --policy leeway.yaml",
            "",
            "Exit codes: 0 explained, 2 usage or no such id, 4 internal error."
        })
final class ExplainCommand extends LeewayCommand {
    /** What decides how a store tells something came about, whatever was compared. */
    private static final Set<String> OF_HISTORY = Set.of("--store", "--policy", "--host");

    @Parameters(
            index = "0",
            paramLabel = "ID",
            description = "The id of a cause or drift, or its first digits, as the report shows them.")
    private @Nullable String id;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "INPUT",
            description = "A report as JSON, or the snapshots to compare; the last comparisons if not given.")
    private List<String> inputs = List.of();

    @Mixin
    private final ComparisonFlags comparison = new ComparisonFlags();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text or json. Default: ${DEFAULT-VALUE}.",
            defaultValue = "text")
    private String format = "text";

    @Mixin
    private final LookFlags look = new LookFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        String wanted = given(id);
        if (!format.equals("text") && !format.equals("json")) {
            throw misused("--format: expected text or json");
        }
        if (inputs.size() < 2) {
            refuseComparisonOptions(command().commandLine(), isStored());
        }
        try {
            Asked asked = asked(wanted, err());
            Drift drift = ExplainText.drift(asked.report(), wanted);
            Optional<Story> story = new StoredStory(comparison, surroundings(), err()).of(drift, asked.report());
            out().write(
                            format.equals("json")
                                    ? ExplainJson.render(asked.report(), drift, story)
                                    : ExplainText.render(
                                            asked.report(),
                                            wanted,
                                            look.rendering(surroundings()),
                                            asked.again(),
                                            story));
            return ExitCodes.OK;
        } catch (UnknownIdException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private boolean isStored() {
        try (Sources sources = comparison.sources(surroundings())) {
            return sources.stored();
        }
    }

    /** A report was compared when it was made; options that could no longer change it are not passed over in silence. */
    private static void refuseComparisonOptions(CommandLine command, boolean stored) {
        for (OptionSpec option : command.getParseResult().matchedOptions()) {
            if (!(stored && OF_HISTORY.contains(option.longestName()))
                    && option.userObject() instanceof Field field
                    && field.getDeclaringClass() == ComparisonFlags.class) {
                throw new ParameterException(
                        command, option.longestName() + " needs the snapshots to compare: explain ID A B");
            }
        }
    }

    /**
     * What is spoken about.
     *
     * @param again how to ask once more, as it was asked now, and with the sides that were compared where they are known
     */
    private record Asked(Report report, AskAgain again) {}

    private Asked asked(String wanted, PrintWriter err) throws CommandFailure, FormatException {
        if (inputs.isEmpty()) {
            return kept(wanted, err);
        }
        if (inputs.size() > 1) {
            Report report = new ComparisonRun(comparison, surroundings())
                    .report((policy, bills, sources) ->
                            DiffInputs.read(inputs, policy, surroundings(), bills, comparison.hosts(), sources));
            List<String> words = CommandWords.of("diff", inputs, comparison.repeated());
            return new Asked(
                    report,
                    new AskAgain(
                            words, Optional.empty(), words.isEmpty() ? List.of() : words.subList(2, words.size())));
        }
        // A report alone does not say of which files it was made.
        String input = inputs.get(0);
        List<String> words = CommandWords.of("diff", inputs, List.of());
        List<String> again = words.isEmpty() ? List.of() : words.subList(2, words.size());
        return new Asked(reportIn(input), new AskAgain(List.of(), Optional.empty(), again));
    }

    private Report reportIn(String input) throws CommandFailure, FormatException {
        if (input.equals("-")) {
            return ReportFiles.read(surroundings().standardInput(), "standard input");
        }
        try {
            return ReportFiles.read(Path.of(input));
        } catch (InvalidPathException e) {
            throw new CommandFailure("not a path: " + e.getReason(), e);
        }
    }

    private Asked kept(String wanted, PrintWriter err) throws CommandFailure, FormatException {
        KeptReports all = KeptReports.of(surroundings())
                .orElseThrow(() -> new CommandFailure("the last comparison was not kept, for neither HOME nor"
                        + " XDG_STATE_HOME is set; name a report: leeway explain ID REPORT.json"));
        KeptSearch.Found found = KeptSearch.find(all, wanted);
        AskAgain again = found.from().again(found.report());
        if (!found.last()) {
            err.println(Main.NAME + ": of an earlier comparison, not of the last: "
                    + (again.comparison().isEmpty()
                            ? VisibleText.of(found.from().file().toString())
                            : again.command()
                                    + again.directory()
                                            .map(each -> ", in " + VisibleText.of(each))
                                            .orElse("")));
        }
        return new Asked(found.report(), again);
    }
}
