package dev.leeway.collector.cli;

import dev.leeway.collector.sbom.BillOptions;
import dev.leeway.collector.service.ComparisonOptions;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Report;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that decide what a comparison says. */
final class ComparisonFlags {
    /** A comma, but for one of a key, as names of certificates have them. */
    private static final String BETWEEN_PATTERNS = ",(?![^\\[]*])";

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "What is allowed to differ (leeway.yaml), a file or git:URL#REF:PATH; the policy that ships with"
                            + " Leeway if not given.")
    private @Nullable String policy;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "medium",
            converter = SeverityConverter.class,
            completionCandidates = SeverityConverter.Names.class,
            description = "Exit with 1 on drift of this severity or graver: critical, high, medium, low or info."
                    + " Default: ${DEFAULT-VALUE}.")
    private Severity failOn = Severity.MEDIUM;

    @Option(
            names = "--only",
            paramLabel = "PATTERN",
            split = BETWEEN_PATTERNS,
            hideParamSyntax = true,
            description = "Compare nothing but these facts: 'env', 'env[shop-web]', 'package/deb[*]/version'."
                    + " May be repeated.")
    private List<String> only = List.of();

    @Option(
            names = "--ignore",
            paramLabel = "PATTERN",
            split = BETWEEN_PATTERNS,
            hideParamSyntax = true,
            description = "Do not compare these facts. May be repeated.")
    private List<String> ignore = List.of();

    @Option(
            names = "--allow-unknown",
            paramLabel = "PATTERN",
            split = BETWEEN_PATTERNS,
            hideParamSyntax = true,
            description = "Accept for this run that these could not be compared, though they are required;"
                    + " 'snapshot' stands for files that could not be read. May be repeated.")
    private List<String> allowUnknown = List.of();

    @Option(
            names = "--host",
            description = "Compare the facts of unlike hosts, such as a laptop and a server, one by one"
                    + " instead of in one line.")
    private boolean host;

    @Option(
            names = "--as-service",
            paramLabel = "NAME",
            description = "The service whose libraries the bills of materials among the inputs list, where they name it"
                    + " otherwise or not at all.")
    private @Nullable String service;

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            converter = MomentConverter.class,
            description = "The moment that ages and waivers are told from, as in 2026-11-20T02:00:00Z. Default: now.")
    private @Nullable Instant asOf;

    @Option(
            names = "--before",
            paramLabel = "DIR",
            description = "Earlier snapshots of the same environments, a directory or a file, to tell which side moved"
                    + " since; NAME=DIR where they name no environment; of a store, what selects them. May be"
                    + " repeated.")
    private List<String> before = List.of();

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = "The store that names such as prod, prod/web-01~3 or baseline:release are looked up in: a"
                    + " SQLite file, jdbc:postgresql://HOST/DATABASE, or a directory. Default: LEEWAY_STORE.")
    private @Nullable String store;

    /** What arguments name, with the store that is given. */
    Sources sources(Surroundings surroundings) {
        return Sources.of(Optional.ofNullable(store), surroundings);
    }

    /** Where earlier snapshots lie. */
    List<FleetFlags.Folder> before() throws CommandFailure {
        List<FleetFlags.Folder> folders = new ArrayList<>();
        for (String each : before) {
            SideArgument argument = SideArgument.of(each);
            try {
                folders.add(new FleetFlags.Folder(
                        argument.environment(), Path.of(argument.source()).toString()));
            } catch (InvalidPathException e) {
                throw new CommandFailure("--before: not a path: " + e.getReason(), e);
            }
        }
        return folders;
    }

    Optional<String> policy() {
        return Optional.ofNullable(policy);
    }

    /** Those of these options, as they are typed, that decide what is held against what; not which facts are shown of it. */
    List<String> repeated() {
        List<String> words = new ArrayList<>();
        if (policy != null) {
            words.addAll(List.of("--policy", policy));
        }
        if (host) {
            words.add("--host");
        }
        if (service != null) {
            words.addAll(List.of("--as-service", service));
        }
        before.forEach(each -> words.addAll(List.of("--before", each)));
        if (store != null) {
            words.addAll(List.of("--store", new StoreLocation(store).shown()));
        }
        if (asOf != null) {
            words.addAll(List.of("--as-of", asOf.toString()));
        }
        return words;
    }

    /** What these options make a command read. */
    InputFiles inputs() {
        InputFiles inputs = policy == null ? new InputFiles() : new InputFiles().and(policy);
        if (store != null) {
            new StoreLocation(store).path().ifPresent(inputs::and);
        }
        for (String each : before) {
            inputs.and(each.substring(each.indexOf('=') + 1));
        }
        return inputs;
    }

    /** What is known of bills of materials besides what they say. */
    BillOptions bills(Instant moment) throws CommandFailure {
        if (service != null && service.isBlank()) {
            throw new CommandFailure("--as-service: a service has a name");
        }
        return new BillOptions(Optional.ofNullable(service), moment);
    }

    /** Whether facts of unlike hosts are compared one by one. */
    boolean hosts() {
        return host;
    }

    /** The moment the comparison speaks of. */
    Instant asOf(Surroundings surroundings) {
        return asOf == null ? surroundings.clock().instant() : asOf;
    }

    /** Whether the moment was given, and is not now for want of one. */
    boolean dated() {
        return asOf != null;
    }

    /**
     * What the comparison is asked for.
     *
     * @param moment it speaks of
     * @param probes every probe a pattern may name
     * @param within facts beyond which a side says nothing
     * @throws CommandFailure naming the pattern that cannot be meant
     */
    ComparisonOptions options(
            Instant moment, Set<String> probes, Optional<Report> previous, List<AddressPattern> within)
            throws CommandFailure {
        return new ComparisonOptions(
                moment,
                failOn,
                Patterns.read("--only", only, probes),
                Patterns.read("--ignore", ignore, probes),
                Patterns.read("--allow-unknown", allowUnknown, Patterns.ofGaps(probes)),
                host,
                previous,
                within,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Map.of());
    }
}
