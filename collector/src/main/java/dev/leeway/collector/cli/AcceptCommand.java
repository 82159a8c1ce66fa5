package dev.leeway.collector.cli;

import dev.leeway.collector.judge.Owners;
import dev.leeway.collector.report.Acceptable;
import dev.leeway.collector.report.UnknownIdException;
import dev.leeway.collector.source.WaiverText;
import dev.leeway.collector.source.WaiverText.Entry;
import dev.leeway.collector.store.ReportFiles;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.WholeFile;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Origin;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Waiver;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Report;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway accept}: writes waivers for what a report shows into the policy. */
@Command(
        name = "accept",
        description = "Accepts a cause or drift for a time: writes its waivers into the policy.",
        customSynopsis = "leeway accept ID [REPORT] --because TEXT --until DATE [OPTIONS]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway accept 91aa --because \"debug logging in dev\" --until 2027-01-31",
            "  leeway accept 91aa drift.json --because migration --until 2027-01-31 --owner platform",
            "",
            "What is written is one waiver for each open drift of the cause, which holds for",
            "that fact between these environments while it is no graver than now. From the",
            "day after --until on it is open again.",
            "",
            "Exit codes: 0 written, 2 usage, no such id or nothing written, 4 internal error."
        })
final class AcceptCommand extends LeewayCommand {
    /** More of them are better told by a rule. */
    private static final int MOST_WAIVERS = 50;

    @Parameters(index = "0", paramLabel = "ID", description = "The id of a cause or drift, or its first digits.")
    private String id = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "REPORT",
            description = "A report as JSON; the last comparisons if not given.")
    private @Nullable Path report;

    @Option(names = "--because", required = true, paramLabel = "TEXT", description = "Why it may differ.")
    private String because = "";

    @Option(
            names = "--until",
            required = true,
            converter = DayConverter.class,
            paramLabel = "DATE",
            description = "The last day it may, in UTC, as in 2027-01-31.")
    private @Nullable LocalDate until;

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            description = "Who answers for it. Default: the owner that the policy names.")
    private @Nullable String owner;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            defaultValue = "leeway.yaml",
            description = "The policy to write into. Default: leeway.yaml.")
    private Path policy = Path.of("leeway.yaml");

    @Option(
            names = "--even-critical",
            description = "Accept as well what is critical, or shared by environments that must not share it.")
    private boolean evenCritical;

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        LocalDate last = given(until);
        PolicyFile file = PolicyFile.toChange(policy);
        Report found = found();
        check(found);
        List<Drift> drifts = drifts(found);
        drifts = fresh(drifts, file, last);
        write(drifts, file, last);
        out().println("wrote " + drifts.size() + (drifts.size() == 1 ? " waiver" : " waivers") + " into "
                + VisibleText.of(policy.toString()) + ", until " + last);
        return ExitCodes.OK;
    }

    /** Only what was compared last, and here: an id of another place must not end up in this one's policy. */
    private Report found() throws CommandFailure, FormatException {
        if (report != null) {
            return ReportFiles.read(report);
        }
        KeptReports kept = KeptReports.of(surroundings())
                .orElseThrow(() -> new CommandFailure("the last comparison was not kept, for neither HOME nor"
                        + " XDG_STATE_HOME is set; name a report: leeway accept ID REPORT.json"));
        KeptSearch.Found found = KeptSearch.find(kept, id);
        if (!found.last()) {
            throw new CommandFailure(
                    "'" + id + "' is of an earlier comparison, not of the last; compare again, or name its"
                            + " report: leeway accept ID REPORT.json");
        }
        Optional<String> elsewhere = found.from().again(found.report()).directory();
        if (elsewhere.isPresent() && !policy.isAbsolute()) {
            throw new CommandFailure("the last comparison was made in " + VisibleText.of(elsewhere.get())
                    + "; go there, or name the policy by its whole path");
        }
        return found.report();
    }

    /** A report judged by another policy may be silent for a reason that this one does not have. */
    private void check(Report found) throws CommandFailure {
        String by = found.policyName();
        boolean other = !by.equals(Origin.DEFAULT_POLICY)
                && !by.substring(by.lastIndexOf('/') + 1).equals(String.valueOf(policy.getFileName()));
        if (other) {
            throw new CommandFailure("the report was judged by " + VisibleText.of(by) + ", not by " + policy
                    + "; name that policy with --policy");
        }
    }

    private List<Drift> drifts(Report from) throws CommandFailure {
        try {
            List<Drift> drifts = Acceptable.drifts(from, id);
            if (drifts.size() > MOST_WAIVERS) {
                throw new CommandFailure(
                        "'" + id + "' has " + drifts.size() + " open drifts; write a rule for them instead"
                                + " of a waiver for each, or accept single ones by their ids");
            }
            if (!evenCritical
                    && drifts.stream()
                            .anyMatch(drift ->
                                    drift.state() == DriftState.SHARED || drift.severity() == Severity.CRITICAL)) {
                throw new CommandFailure(
                        "'" + id + "' is critical, or shared by environments that must not share it: a test"
                                + " in one of them can break it for the others; mend it, or add --even-critical");
            }
            return drifts;
        } catch (UnknownIdException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** Those that the policy does not waive already, as grave as they are and for as long. */
    private static List<Drift> fresh(List<Drift> drifts, PolicyFile file, LocalDate last) throws CommandFailure {
        List<Drift> fresh = new ArrayList<>();
        Optional<Waiver> known = Optional.empty();
        for (Drift drift : drifts) {
            Optional<Waiver> own = file.policy().waivers().stream()
                    .filter(waiver ->
                            waiver.drift().filter(drift.id()::startsWith).isPresent()
                                    && waiver.reach().reaches(drift.severity())
                                    && !waiver.until().isBefore(last))
                    .findFirst();
            if (own.isEmpty()) {
                fresh.add(drift);
            }
            known = known.or(() -> own);
        }
        if (fresh.isEmpty() && known.isPresent()) {
            throw new CommandFailure("it is accepted until " + known.get().until() + " already, at "
                    + VisibleText.of(known.get().origin().text()) + "; nothing was written");
        }
        return fresh;
    }

    private void write(List<Drift> drifts, PolicyFile file, LocalDate last) throws CommandFailure, FormatException {
        LocalDate today =
                surroundings().clock().instant().atZone(ZoneOffset.UTC).toLocalDate();
        if (last.isBefore(today)) {
            throw new CommandFailure("--until: " + last + " is over; name a day from " + today + " on");
        }
        if (because.isBlank()) {
            throw new CommandFailure("--because: say why it may differ");
        }
        List<Entry> entries = new ArrayList<>();
        for (Drift drift : drifts) {
            entries.add(new Entry(
                    drift.address().text(), drift.id(), because, owner(drift, file.policy()), last, drift.severity()));
        }
        PolicyFile.Written written =
                file.written().orElseThrow(() -> new IllegalStateException("a policy that was read has a text"));
        String text = WaiverText.with(entries, written.yaml(), written.name(), written.files())
                .orElseThrow(() -> new CommandFailure(policy
                        + ": its waivers are not a list with a line for each, to which"
                        + " something could be added; write them so, or copy what `leeway explain " + id + "` shows"));
        try {
            WholeFile.write(policy, text);
        } catch (FileSystemException e) {
            throw new CommandFailure(policy + ": " + (e.getReason() == null ? "may not be written" : e.getReason()), e);
        } catch (IOException e) {
            throw new CommandFailure(policy + ": cannot be written; check the disk", e);
        }
    }

    private String owner(Drift drift, Policy of) throws CommandFailure {
        String named = owner == null ? new Owners(of).of(drift).orElse(null) : owner;
        if (named == null || named.isBlank()) {
            throw new CommandFailure("--owner: say who answers for it, or name an owner of "
                    + VisibleText.of(drift.scope().name()) + " in " + policy);
        }
        return named;
    }
}
