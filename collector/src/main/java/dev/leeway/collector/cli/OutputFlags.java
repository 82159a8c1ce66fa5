package dev.leeway.collector.cli;

import dev.leeway.collector.report.RenderOptions;
import dev.leeway.collector.report.ReportFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that decide where a report goes, and in which format. */
final class OutputFlags {
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
