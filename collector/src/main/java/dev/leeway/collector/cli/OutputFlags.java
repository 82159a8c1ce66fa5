package dev.leeway.collector.cli;

import dev.leeway.collector.report.RenderOptions;
import dev.leeway.collector.report.ReportFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that decide where a report goes, and in which format. */
final class OutputFlags {
    /** Where Markdown goes, for shells to complete. */
    static final class Places implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("comment", "summary").iterator();
        }
    }

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatConverter.class,
            completionCandidates = FormatConverter.Names.class,
            description =
                    "text, json, html, markdown, csv, sarif or junit: of standard output, and of files whose names do not"
                            + " tell. Default: text.")
    private @Nullable ReportFormat format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to FILE instead of standard output, which is '-'. The ending tells the format:"
                    + " .html, .json, .txt, .md, .csv, .sarif or .xml (junit). May be repeated.")
    private List<String> outputs = List.of();

    @Option(
            names = "--for",
            paramLabel = "PLACE",
            completionCandidates = Places.class,
            description = "Where Markdown is to be posted: a comment on a change, which holds 65,536 characters, or the"
                    + " summary of a pipeline's step, which holds 1 MiB. Default: comment.")
    private @Nullable String place;

    @Option(
            names = "--budget",
            paramLabel = "BYTES",
            description = "How large Markdown (20000 at least) and pages (100000 at least) may be; what is left out is"
                    + " counted. Default: 60000 for comments, 1000000 for summaries and pages.")
    private @Nullable Integer budget;

    /** How many bytes a report may take, where anything is said of it; what makes no sense is refused. */
    OptionalInt budget() {
        if (budget != null) {
            if (place != null) {
                throw refused("--for and --budget say the same; give one of them");
            }
            if (budget < RenderOptions.SMALLEST) {
                throw refused("--budget: " + budget + " is less than " + RenderOptions.SMALLEST);
            }
            return OptionalInt.of(budget);
        }
        return switch (place == null ? "" : place) {
            case "", "comment" -> OptionalInt.empty();
            case "summary" -> OptionalInt.of(RenderOptions.SUMMARY);
            default -> throw refused("--for: expected comment or summary");
        };
    }

    /** The format of what has no name that tells it. */
    ReportFormat format() {
        return format == null ? ReportFormat.TEXT : format;
    }

    /** Where the report goes, once what was asked for makes sense. */
    ReportOutputs outputs(RenderOptions rendering) {
        return ReportOutputs.of(outputs, Optional.ofNullable(format), rendering, this::refused);
    }

    private ParameterException refused(String message) {
        if (spec == null) {
            throw new IllegalStateException("used outside a command");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
