package dev.leeway.collector.cli;

import dev.leeway.schema.json.FormatException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Moments: {@code 2026-11-20T02:00:00Z}, or {@code 2026-11-20} for the beginning of that day in UTC. */
final class MomentConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
        try {
            return value.indexOf('T') < 0
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(value);
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + FormatException.shown(value)
                    + "' is not a moment: write 2026-11-20T02:00:00Z, or 2026-11-20 for its beginning in UTC");
        }
    }
}
