package dev.leeway.collector.cli;

import dev.leeway.collector.sbom.BillPlan;
import dev.leeway.collector.sbom.BillWriter;
import dev.leeway.collector.store.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a bill of materials goes: a file, or standard output. */
final class BillFile {
    private final Optional<Path> file;

    BillFile(String name) throws CommandFailure {
        try {
            this.file = name.equals("-") ? Optional.empty() : Optional.of(Path.of(name));
        } catch (InvalidPathException e) {
            throw new CommandFailure("-o: not a path: " + e.getReason(), e);
        }
    }

    /** Refuses what cannot be written, or would destroy what is read, before anything is worked out for it. */
    void check(InputFiles inputs) throws CommandFailure {
        if (file.isEmpty()) {
            return;
        }
        Optional<String> objection = inputs.objection(file.get(), false);
        if (objection.isPresent()) {
            throw new CommandFailure("-o: " + file.get() + ": " + objection.get());
        }
        try {
            WholeFile.check(file.get());
        } catch (FileSystemException e) {
            throw unwritable(e);
        }
    }

    void write(BillPlan plan, PrintWriter out) throws CommandFailure {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BillWriter.write(plan, bytes);
            String text = bytes.toString(StandardCharsets.UTF_8);
            if (file.isPresent()) {
                WholeFile.write(file.get(), text);
            } else {
                out.write(text);
                out.flush();
            }
        } catch (FileSystemException e) {
            throw unwritable(e);
        } catch (IOException e) {
            throw new CommandFailure(
                    file.map(Path::toString).orElse("standard output") + ": cannot be written; check the disk", e);
        }
    }

    private static CommandFailure unwritable(FileSystemException e) {
        String reason = e.getReason() == null ? "may not be written" : e.getReason();
        return new CommandFailure("-o: " + e.getFile() + ": " + reason, e);
    }
}
