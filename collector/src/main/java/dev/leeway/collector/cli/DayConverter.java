package dev.leeway.collector.cli;

import dev.leeway.schema.json.FormatException;
import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Days: {@code 2027-01-31}. */
final class DayConverter implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + FormatException.shown(value) + "' is not a day there is: write it as 2027-01-31");
        }
    }
}
