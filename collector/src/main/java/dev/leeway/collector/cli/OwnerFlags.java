package dev.leeway.collector.cli;

import dev.leeway.collector.judge.Owners;
import dev.leeway.collector.policy.OwnedReport;
import dev.leeway.collector.report.RenderOptions;
import dev.leeway.collector.report.ReportFormat;
import dev.leeway.collector.store.WholeFile;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.yaml.Suggestion;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that cut a report to what one owner answers for. */
final class OwnerFlags {
    private static final int LONGEST = 100;

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            description = "Show only what NAME answers for by the policy's 'owners' ('unowned': what nobody does), and"
                    + " count the rest; exit code and verdict are of what is shown.")
    private @Nullable String owner;

    @Option(
            names = "--split-by-owner",
            paramLabel = "DIR",
            description = "Write as well one file for each owner into DIR, in the format of --format, and one called"
                    + " 'unowned'.")
    private @Nullable Path folder;

    /** What is to be shown of {@code report}. */
    Report shown(Report report, Policy policy) throws CommandFailure {
        if (owner == null) {
            return report;
        }
        Owners owners = new Owners(policy);
        Optional<String> named =
                owner.equals(OwnedReport.UNOWNED) && !owners.all().contains(owner)
                        ? Optional.empty()
                        : Optional.of(owner);
        if (named.isPresent() && !owners.all().contains(owner)) {
            Set<String> known = new HashSet<>(owners.all());
            known.add(OwnedReport.UNOWNED);
            throw new CommandFailure(
                    "--owner: the policy's 'owners' names no '" + owner + "'; " + Suggestion.nextStep(owner, known));
        }
        return OwnedReport.of(report, owners, named);
    }

    /** Refuses a directory that cannot be written to before anything is worked out for it. */
    void check() throws CommandFailure {
        if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new CommandFailure("--split-by-owner: " + folder + ": is not a directory");
        }
    }

    /** Refuses files that would take the place of what is read, or of the whole report, before anything is worked out. */
    void check(Policy policy, ReportFormat format, InputFiles inputs, ReportOutputs outputs) throws CommandFailure {
        for (Path file : files(policy, format).keySet()) {
            Optional<String> objection = outputs.writes(file)
                    ? Optional.of("is where -o writes the whole report; name another directory")
                    : inputs.objection(file, false);
            if (objection.isPresent()) {
                throw new CommandFailure("--split-by-owner: " + file + ": " + objection.get());
            }
        }
    }

    /** Writes one file for each owner, those included for whom there is nothing: yesterday's would still be there. */
    void split(Report report, Policy policy, ReportFormat format, RenderOptions look, PrintWriter err)
            throws CommandFailure {
        if (folder == null) {
            return;
        }
        Owners owners = new Owners(policy);
        RenderOptions plain = new RenderOptions(look.width(), false, look.limit(), look.budget());
        Map<Path, Optional<String>> files = files(policy, format);
        for (Map.Entry<Path, Optional<String>> each : files.entrySet()) {
            write(each.getKey(), format.render(OwnedReport.of(report, owners, each.getValue()), plain));
        }
        err.println(Main.NAME + ": wrote " + files.size() + (files.size() == 1 ? " file" : " files") + " into " + folder
                + ", one for each owner");
    }

    /** Each file with the owner it is for; none where nothing is to be split. */
    private Map<Path, Optional<String>> files(Policy policy, ReportFormat format) {
        Map<Path, Optional<String>> files = new TreeMap<>();
        if (folder != null) {
            Set<String> taken = new HashSet<>(Set.of(OwnedReport.UNOWNED));
            files.put(folder.resolve(OwnedReport.UNOWNED + format.ending()), Optional.empty());
            for (String name : new Owners(policy).all()) {
                String free = free(fileName(name), taken);
                taken.add(free);
                files.put(folder.resolve(free + format.ending()), Optional.of(name));
            }
        }
        return files;
    }

    private static void write(Path file, String text) throws CommandFailure {
        try {
            WholeFile.writePrivately(file, text);
        } catch (FileSystemException e) {
            String reason = e.getReason() == null ? "may not be written" : e.getReason();
            throw new CommandFailure("--split-by-owner: " + e.getFile() + ": " + reason, e);
        } catch (IOException e) {
            throw new CommandFailure(file + ": cannot be written; check the disk", e);
        }
    }

    /** An owner may be called anything, a mail address or a path included. */
    private static String fileName(String owner) {
        String plain = owner.replaceAll("[^A-Za-z0-9._@-]", "_").replaceFirst("^\\.+", "_");
        return plain.substring(0, Math.min(LONGEST, plain.length()));
    }

    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; taken.contains(free); i++) {
            free = name + "-" + i;
        }
        return free;
    }
}
