package dev.leeway.collector.cli;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.yaml.Suggestion;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Severities in words. */
final class SeverityConverter implements ITypeConverter<Severity> {
    @Override
    public Severity convert(String value) {
        return Severity.of(value.toLowerCase(Locale.ROOT)).orElseThrow(() -> {
            List<String> known =
                    Arrays.stream(Severity.values()).map(Severity::text).toList();
            return new TypeConversionException(
                    "'" + FormatException.shown(value) + "' is not a severity: " + Suggestion.nextStep(value, known));
        });
    }

    /** All of them, for shells that complete. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Severity.values()).map(Severity::text).iterator();
        }
    }
}
