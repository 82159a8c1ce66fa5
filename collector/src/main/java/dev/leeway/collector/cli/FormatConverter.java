package dev.leeway.collector.cli;

import dev.leeway.collector.report.ReportFormat;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.yaml.Suggestion;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Formats of reports in words. */
final class FormatConverter implements ITypeConverter<ReportFormat> {
    @Override
    public ReportFormat convert(String value) {
        return ReportFormat.of(value.toLowerCase(Locale.ROOT)).orElseThrow(() -> {
            List<String> known =
                    Arrays.stream(ReportFormat.values()).map(ReportFormat::text).toList();
            return new TypeConversionException(
                    "'" + FormatException.shown(value) + "' is not a format: " + Suggestion.nextStep(value, known));
        });
    }

    /** All of them, for shells that complete. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(ReportFormat.values()).map(ReportFormat::text).iterator();
        }
    }
}
