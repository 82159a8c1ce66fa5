package dev.leeway.schema.yaml;

import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Run by the build of this module, and by nothing else: turns {@code facts.yaml} into what commands read at start. */
public final class CatalogueCompiler {
    private CatalogueCompiler() {}

    /**
     * Compiles.
     *
     * @param arguments path of {@code facts.yaml}, path of the file to write
     */
    public static void main(String[] arguments) throws IOException, FormatException {
        Path source = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        Files.writeString(
                target, CatalogueText.write(CatalogueReader.read(Files.readString(source), source.toString())));
    }
}
