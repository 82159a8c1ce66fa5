package dev.leeway.agent.cli;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leeway-agent doctor}: what this user cannot see here, which facts that costs, and what would help. */
@Command(
        name = "doctor",
        description =
                "Looks at the host as a snapshot would and says what could not be seen, what that costs, and the fix.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is lost", "2:wrong usage", "3:something is lost", "4:internal error"})
final class DoctorCommand extends HostCommand {
    @Mixin
    private ConfigOptions configured = new ConfigOptions();

    @Mixin
    private HostOptions observed = new HostOptions();

    @Option(names = "--json", description = "Print JSON for programs.")
    private boolean json;

    DoctorCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(Console console) throws FormatException, InterruptedException {
        ConfigOptions.remarks(around).forEach(line -> console.err().println(Main.NAME + ": " + line));
        List<Diagnosis> found = new Surgery(around, configured, observed).examine();
        if (json) {
            console.out().println(DiagnosisJson.of(found));
        } else {
            print(found, console.out());
        }
        return found.stream().anyMatch(each -> each.state().loses()) ? ExitCodes.INCOMPLETE : ExitCodes.OK;
    }

    private static void print(List<Diagnosis> found, PrintWriter out) {
        String healthy = found.stream()
                .filter(each -> each.state() == Diagnosis.State.OK)
                .map(each -> each.name() + " (" + each.evidence() + ")")
                .collect(Collectors.joining(", "));
        if (!healthy.isEmpty()) {
            out.println(Diagnosis.State.OK.sign() + " " + VisibleText.of(healthy));
        }
        for (Diagnosis each : found) {
            if (each.state() != Diagnosis.State.OK) {
                out.println(each.state().sign() + " " + VisibleText.of(line(each)));
            }
        }
    }

    private static String line(Diagnosis each) {
        return each.name() + ": " + each.evidence()
                + (each.lost().isEmpty() ? "" : "; lost: " + each.lost())
                + (each.fix().isEmpty() ? "" : "; fix: " + each.fix());
    }
}
