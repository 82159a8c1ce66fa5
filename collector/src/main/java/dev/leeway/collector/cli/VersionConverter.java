package dev.leeway.collector.cli;

import dev.leeway.collector.sbom.BillVersion;
import dev.leeway.schema.json.FormatException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a version of CycloneDX as users write it. */
final class VersionConverter implements ITypeConverter<BillVersion> {
    @Override
    public BillVersion convert(String value) {
        List<String> known =
                Arrays.stream(BillVersion.values()).map(BillVersion::text).toList();
        return BillVersion.of(value)
                .orElseThrow(() -> new TypeConversionException("'" + FormatException.shown(value)
                        + "' is not a version that is written; choose from " + String.join(", ", known)));
    }
}
