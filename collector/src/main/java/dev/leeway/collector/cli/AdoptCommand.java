package dev.leeway.collector.cli;

import dev.leeway.collector.policy.Adoption;
import dev.leeway.collector.source.IncludeText;
import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.source.WaiverText;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.WholeFile;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Waiver;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway adopt}: accepts today's lesser drifts until a day, so that the nightly report begins quiet. */
@Command(
        name = "adopt",
        description = "Accepts today's lesser drifts until a day: what comes after is told, what was there waits.",
        customSynopsis = "leeway adopt DIR --until DATE [OPTIONS]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway adopt snapshots --until 2027-03-31",
            "  leeway adopt snapshots --until 2027-03-31 --up-to medium --owner platform",
            "",
            "Never accepted: what is critical, and what environments share though they must not.",
            "From the day after --until on everything else is open again.",
            "",
            "Exit codes: 0 written, or nothing to write, 2 usage or nothing written, 3 the same as 0,",
            "but a file of snapshots could not be read, 4 internal error."
        })
final class AdoptCommand extends LeewayCommand {
    /** More of them nobody looks through, and a policy has its limits. */
    private static final int MOST = 5000;

    private static final String ADOPTED = "leeway-adopted.yaml";
    private static final String HEAD =
            "# Written by leeway adopt: what was adrift when the policy began, until its day.\n";

    @Parameters(paramLabel = "DIR", description = "A directory with the snapshots of many hosts.")
    private @Nullable Path folder;

    @Option(
            names = "--until",
            required = true,
            converter = DayConverter.class,
            paramLabel = "DATE",
            description = "The last day they may stand, in UTC, as in 2027-03-31.")
    private @Nullable LocalDate until;

    @Option(
            names = "--up-to",
            paramLabel = "SEVERITY",
            defaultValue = "high",
            converter = SeverityConverter.class,
            completionCandidates = SeverityConverter.Names.class,
            description = "The gravest that is accepted: high, medium, low or info. Default: ${DEFAULT-VALUE}.")
    private Severity gravest = Severity.HIGH;

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            description = "Who answers for all of it. Default: who the policy names; what has nobody stays open.")
    private @Nullable String owner;

    @Option(
            names = "--because",
            paramLabel = "TEXT",
            description = "Why it may stand. Default: that it was found so, and each cause in its own words.")
    private @Nullable String because;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            defaultValue = "leeway.yaml",
            description = "The policy to judge by, which from then on includes what is adopted. Default: leeway.yaml.")
    private Path policy = Path.of("leeway.yaml");

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        Path directory = given(folder);
        LocalDate last = given(until);
        if (gravest == Severity.CRITICAL) {
            throw misused("--up-to: what is critical is never adopted; mend it, or see leeway accept");
        }
        Instant now = surroundings().clock().instant();
        check(last, now);
        PolicyFile file = PolicyFile.toChange(policy);
        Report report = FleetReport.of(directory, file, CatalogueReader.builtIn(), now);
        Adoption adoption = Adoption.of(
                report, file.policy(), gravest, last, Optional.ofNullable(owner), Optional.ofNullable(because));
        if (adoption.waivers().size() > MOST) {
            throw new CommandFailure(adoption.waivers().size()
                    + " drifts are more than anybody looks through; write rules for them first (leeway policy learn)");
        }
        int there = adoption.waivers().isEmpty() ? 0 : write(adoption.waivers(), file);
        out().write(told(adoption, there, last));
        return FleetReport.unobserved(report, err());
    }

    private void check(LocalDate last, Instant now) throws CommandFailure {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (last.isBefore(today)) {
            throw new CommandFailure("--until: " + last + " is over; name a day from " + today + " on");
        }
        if ((because != null && because.isBlank()) || (owner != null && owner.isBlank())) {
            throw new CommandFailure((owner != null && owner.isBlank() ? "--owner" : "--because") + ": is blank");
        }
    }

    /**
     * Into a file of its own, which the policy includes: what was adopted is looked at, and removed, as one.
     *
     * @return how many of {@code waivers} it had before
     */
    private int write(List<WaiverText.Entry> waivers, PolicyFile file) throws CommandFailure, FormatException {
        PolicyFile.Written written =
                file.written().orElseThrow(() -> new IllegalStateException("a policy that was read has a text"));
        Path beside = policy.resolveSibling(ADOPTED);
        String before = Files.exists(beside) ? PolicyFile.text(beside) : HEAD;
        int there = waivers.size() - fresh(waivers, before, beside).size();
        // What became graver is let be in the words that let it be so far: of two waivers one would have nothing to
        // say.
        String raised = WaiverText.raised(waivers, before);
        String adopted = WaiverText.with(
                        fresh(waivers, raised, beside), raised, beside.toString(), new PolicyIncludes(beside))
                .orElseThrow(() -> new CommandFailure(beside + ": its waivers are not a list with a line for each, to"
                        + " which something could be added; write them so"));
        String including = IncludeText.with(written.yaml(), written.name(), ADOPTED)
                .orElseThrow(() -> new CommandFailure(policy + ": add 'include: [" + ADOPTED + "]' to it yourself, for"
                        + " what it includes is written in a form that nothing can be added to"));
        try {
            WholeFile.check(policy);
        } catch (FileSystemException e) {
            throw new CommandFailure(policy + ": " + (e.getReason() == null ? "may not be written" : e.getReason()), e);
        }
        write(beside, adopted);
        if (!including.equals(written.yaml())) {
            write(policy, including);
        }
        return there;
    }

    /** What the file has for as long is not written twice, though this policy did not include it yet. */
    private static List<WaiverText.Entry> fresh(List<WaiverText.Entry> waivers, String before, Path beside)
            throws FormatException {
        Set<String> known = new HashSet<>();
        for (Waiver waiver : PolicyReader.read(before, beside.toString(), new PolicyIncludes(beside))
                .waivers()) {
            for (Severity severity : Severity.values()) {
                if (waiver.reach().reaches(severity)) {
                    waiver.drift().ifPresent(id -> known.add(key(id, waiver.until(), severity)));
                }
            }
        }
        return waivers.stream()
                .filter(each -> !known.contains(key(each.drift(), each.until(), each.upTo())))
                .toList();
    }

    /** What makes two waivers one: what they let be, until when, and how grave it may be. */
    private static String key(String drift, LocalDate until, Severity severity) {
        return drift + " " + until + " " + severity.text();
    }

    private static void write(Path file, String text) throws CommandFailure {
        try {
            WholeFile.write(file, text);
        } catch (FileSystemException e) {
            throw new CommandFailure(file + ": " + (e.getReason() == null ? "may not be written" : e.getReason()), e);
        } catch (IOException e) {
            throw new CommandFailure(file + ": cannot be written; check the disk", e);
        }
    }

    private String told(Adoption adoption, int there, LocalDate last) {
        List<String> open = new ArrayList<>();
        add(open, adoption.shared(), "shared by environments that must not");
        add(open, adoption.grave(), gravest == Severity.HIGH ? "critical" : "graver than " + gravest.text());
        add(open, adoption.unowned(), "nobody answers for (name one with --owner, or in the policy's 'owners')");
        String done = adoption.causes() == 0
                ? "nothing was adopted"
                : "adopted " + count(adoption.causes(), "cause") + " with "
                        + count(adoption.waivers().size(), "waiver") + " in "
                        + VisibleText.of(policy.resolveSibling(ADOPTED).toString())
                        + ", until " + last
                        + (there == 0 ? "" : "; " + there + (there == 1 ? " was" : " were") + " there already");
        String rest =
                open.isEmpty() ? "nothing else is open of what was compared" : "still open: " + String.join("; ", open);
        return done + "\n" + rest + "\n";
    }

    private static void add(List<String> open, int count, String why) {
        if (count > 0) {
            open.add(count + " " + why);
        }
    }

    private static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
