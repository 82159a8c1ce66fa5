package dev.leeway.samples.study;

import dev.leeway.collector.service.Comparison;
import dev.leeway.collector.service.ComparisonOptions;
import dev.leeway.collector.service.Side;
import dev.leeway.collector.source.PolicyReader;
import dev.leeway.samples.program.Acceptance;
import dev.leeway.samples.program.Compared;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.ReportJson;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the packaged command says of two directories of snapshots, by the policy that ships and no other. */
final class Reports {
    private static final Set<Outcome> UNSEEN = EnumSet.of(Outcome.FAILED, Outcome.REFUSED, Outcome.TIMED_OUT);
    private static final Pattern OURS = Pattern.compile("shop|noise-");
    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();

    private Reports() {}

    /** Of {@code place/EARLIER} and {@code place/prod}; of a difference that waits, with a report of when it was new. */
    static Report of(Path place, Pair pair) throws IOException, InterruptedException {
        seen(place.resolve(pair.earlier()));
        seen(place.resolve("prod"));
        if (pair.waits() == 0) {
            return Acceptance.rounds(1, 0) == 1
                    ? compared(place, pair)
                    : Compared.of(place, place.resolve(pair.earlier()), place.resolve("prod"))
                            .report();
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Path before = place.resolveSibling(place.getFileName() + "-before.json");
        report(place, "--as-of", now.minus(Duration.ofDays(pair.waits())).toString(), "-o", before.toString());
        Ran ran = report(place, "--as-of", now.toString(), "--previous", before.toString(), "--format", "json");
        try {
            return ReportJson.read(
                    new ByteArrayInputStream(ran.out().getBytes(StandardCharsets.UTF_8)), "leeway report");
        } catch (FormatException unreadable) {
            throw new IOException(unreadable);
        }
    }

    /** What nobody looked at differs in nothing: holds that all that was asked for was seen. */
    private static void seen(Path side) throws IOException {
        for (Snapshot snapshot : snapshots(side)) {
            for (Section section : snapshot.sections().values()) {
                boolean late = section.uncovered().stream()
                        .anyMatch(gap -> gap.reason().equals("time"));
                // On the machine of containers others run, and end while they are looked at.
                boolean ours = section.key()
                        .subject()
                        .filter(name -> !OURS.matcher(name).find())
                        .isEmpty();
                if (ours && (late || UNSEEN.contains(section.outcome()))) {
                    throw new IOException(section.key().text() + " was not seen: " + section.outcome() + " "
                            + section.reason().orElse("") + section.uncovered());
                }
            }
        }
    }

    private static List<Snapshot> snapshots(Path side) throws IOException {
        List<Snapshot> snapshots = new ArrayList<>();
        try (Stream<Path> files = Files.list(side)) {
            for (Path file : files.sorted().toList()) {
                snapshots.add(Taken.of(file).snapshot());
            }
        }
        return snapshots;
    }

    /** What the command does, without a process for each of hundreds of pairs. */
    private static Report compared(Path place, Pair pair) throws IOException {
        List<Side> sides = new ArrayList<>();
        for (String environment : List.of(pair.earlier(), "prod")) {
            sides.add(new Side(environment, snapshots(place.resolve(environment))));
        }
        return Comparison.compare(
                sides,
                PolicyReader.shipped(),
                CATALOGUE,
                new ComparisonOptions(
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        Severity.MEDIUM,
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        Optional.empty()));
    }

    private static Ran report(Path place, String... options) throws IOException, InterruptedException {
        String[] all = new String[options.length + 2];
        all[0] = "report";
        all[1] = place.toString();
        System.arraycopy(options, 0, all, 2, options.length);
        Ran ran = Program.leeway().run(place, all);
        if (ran.exit() != 0 && ran.exit() != 1) {
            throw new IOException("leeway ended with " + ran.exit() + ": " + ran.err());
        }
        return ran;
    }
}
