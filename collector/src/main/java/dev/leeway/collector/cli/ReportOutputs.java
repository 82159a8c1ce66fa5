package dev.leeway.collector.cli;

import dev.leeway.collector.report.RenderOptions;
import dev.leeway.collector.report.ReportFormat;
import dev.leeway.collector.store.WholeFile;
import dev.leeway.schema.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.ParameterException;

/** Where a report goes: files, each in the format its name tells, and standard output. */
final class ReportOutputs {
    private final Optional<ReportFormat> standardOutput;
    private final List<Target> files;
    private final RenderOptions rendering;

    private ReportOutputs(Optional<ReportFormat> standardOutput, List<Target> files, RenderOptions rendering) {
        this.standardOutput = standardOutput;
        this.files = List.copyOf(files);
        this.rendering = rendering;
    }

    /** One file to write. */
    private record Target(Path file, ReportFormat format) {}

    /** The outputs named by {@code names}; standard output alone where there are none. */
    static ReportOutputs of(
            List<String> names,
            Optional<ReportFormat> format,
            RenderOptions rendering,
            Function<String, ParameterException> refused) {
        List<Target> files = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        boolean printed = names.isEmpty();
        for (String name : names) {
            if (!seen.add(path(name, refused).toAbsolutePath().normalize())) {
                throw refused.apply("-o: '" + name + "' is given twice");
            }
            if (name.equals("-")) {
                printed = true;
            } else {
                ReportFormat told = ReportFormat.ofFile(name)
                        .or(() -> format)
                        .orElseThrow(
                                () -> refused.apply(
                                        "-o: the ending of '" + name
                                                + "' does not tell the format; end it in .html, .json, .txt, .md, .csv, .sarif or .xml, or add --format"));
                files.add(new Target(path(name, refused), told));
            }
        }
        return new ReportOutputs(
                printed ? Optional.of(format.orElse(ReportFormat.TEXT)) : Optional.empty(), files, rendering);
    }

    private static Path path(String name, Function<String, ParameterException> refused) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw refused.apply("-o: not a path: " + e.getReason());
        }
    }

    /** Refuses what cannot be written, or would destroy what is read, before anything is worked out for it. */
    void check(InputFiles inputs) throws CommandFailure {
        for (Target target : files) {
            Optional<String> objection = inputs.objection(target.file(), target.format() == ReportFormat.JSON);
            if (objection.isPresent()) {
                throw new CommandFailure("-o: " + target.file() + ": " + objection.get());
            }
            try {
                WholeFile.check(target.file());
            } catch (FileSystemException e) {
                throw unwritable(e);
            }
        }
    }

    /** Whether {@code file} is among the files to write, by whichever of its names. */
    boolean writes(Path file) {
        return files.stream().anyMatch(target -> isOne(target.file(), file));
    }

    /** Neither need be there yet, but their directories may be one by two names. */
    private static boolean isOne(Path one, Path other) {
        return real(one).equals(real(other));
    }

    private static Path real(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        try {
            return whole.toRealPath();
        } catch (IOException e) {
            Path folder = whole.getParent();
            return folder == null || folder.equals(whole)
                    ? whole
                    : real(folder).resolve(String.valueOf(whole.getFileName()));
        }
    }

    /** Writes {@code report} everywhere; says on {@code err} what was written where nothing is printed. */
    void write(Report report, PrintWriter out, PrintWriter err) throws CommandFailure {
        RenderOptions plain = new RenderOptions(rendering.width(), false, rendering.limit(), rendering.budget());
        List<String> written = new ArrayList<>();
        for (Target target : files) {
            try {
                WholeFile.write(target.file(), target.format().render(report, plain));
                written.add(target.file().toString());
            } catch (FileSystemException e) {
                throw unwritable(e);
            } catch (IOException e) {
                throw new CommandFailure(target.file() + ": cannot be written; check the disk", e);
            }
        }
        if (standardOutput.isPresent()) {
            out.write(standardOutput.get().render(report, rendering));
            out.flush();
        } else {
            err.println("leeway: " + report.verdict().text() + "; wrote " + String.join(", ", written));
        }
    }

    private static CommandFailure unwritable(FileSystemException e) {
        String reason = e.getReason() == null ? "may not be written" : e.getReason();
        return new CommandFailure("-o: " + e.getFile() + ": " + reason, e);
    }
}
