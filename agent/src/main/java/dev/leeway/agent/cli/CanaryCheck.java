package dev.leeway.agent.cli;

import dev.leeway.agent.deliver.SnapshotFile;
import dev.leeway.agent.redact.FleetKey;
import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.selftest.CanaryCorpus;
import dev.leeway.agent.selftest.CanaryRun;
import dev.leeway.agent.selftest.CanaryRun.Thoroughness;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/** Runs the canaries without a key and with one; apart from the command, so that help does not load what runs them. */
final class CanaryCheck {
    private final Surroundings around;
    private final PrintWriter out;

    CanaryCheck(Surroundings around, PrintWriter out) {
        this.around = around;
        this.out = out;
    }

    /** Prints what was found of the secrets that {@code seed} makes up, in a time of {@code limit} at most; the exit code. */
    int run(long seed, Thoroughness thoroughness, Duration limit) throws InterruptedException {
        RedactionRules rules = RedactionRules.published();
        FleetKey key = FleetKey.generate(new SecureRandom());
        List<CanaryRun.Result> results = CanaryRun.of(
                around.probes(),
                CatalogueReader::builtIn,
                around.clock(),
                List.of(Redactor.keyless(rules), Redactor.keyed(List.of(key), rules)),
                CanaryCorpus.of(seed),
                CanaryCheck::outputs,
                thoroughness,
                limit);
        CanaryReport report = new CanaryReport(out);
        report.planted(results.get(0));
        report.found("without a key", results.get(0));
        report.found("with a key", results.get(1));
        return code(results);
    }

    /** What came out outranks what was not read. */
    private static int code(List<CanaryRun.Result> results) {
        if (results.stream().anyMatch(result -> !result.leaks().isEmpty())) {
            return ExitCodes.INTERNAL;
        }
        return results.stream().allMatch(CanaryRun.Result::whole) ? ExitCodes.OK : ExitCodes.INCOMPLETE;
    }

    /** What is written to files, and what is shown to people. */
    private static List<CanaryRun.Output> outputs(Snapshot snapshot) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            SnapshotFile.write(snapshot, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new ShowText(out, true).print(snapshot);
        out.println(Summary.line(snapshot));
        Summary.fallen(snapshot).forEach(out::println);
        Gaps.lines(snapshot).forEach(out::println);
        out.flush();
        return List.of(
                new CanaryRun.Output("snapshot", file.toByteArray()),
                new CanaryRun.Output("messages", text.toString().getBytes(StandardCharsets.UTF_8)),
                new CanaryRun.Output("memory", inMemory(snapshot).getBytes(StandardCharsets.UTF_8)));
    }

    /** Every part of the snapshot as it is before it is written: whatever else is made of one is made of these. */
    private static String inMemory(Snapshot snapshot) {
        StringBuilder text = new StringBuilder(snapshot.toString());
        snapshot.sections()
                .values()
                .forEach(section -> section.facts()
                        .forEach((path, value) -> text.append(path)
                                .append('=')
                                .append(value.display())
                                .append('\n')));
        return text.toString();
    }
}
