package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.probe.dependency.dotnet.DepsJson;
import dev.leeway.agent.probe.dependency.dotnet.DotnetLibrary;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import java.util.List;
import java.util.Optional;

/** The .NET processes of one replica: the packages that the {@code deps.json} beside their program names. */
final class DotnetFacts {
    private static final int MAX_FILE = 16 << 20;

    private DotnetFacts() {}

    static void record(List<Running> processes, Deployed deployed, Ledger ledger) {
        for (Running each : processes) {
            if (each.first()) {
                each.absolute(each.program().main())
                        .filter(main -> main.endsWith(".dll"))
                        .ifPresent(
                                main -> beside(main.substring(0, main.length() - ".dll".length()), deployed, ledger));
            }
        }
        deployed.gaps("nuget[*]/**");
    }

    /** Reads {@code PROGRAM.deps.json} where there is one. */
    static void beside(String program, Deployed deployed, Ledger ledger) {
        String path = program + ".deps.json";
        Optional<String> text = deployed.survey().text(path, MAX_FILE);
        if (text.isEmpty()) {
            return;
        }
        try {
            DepsJson read = DepsJson.read(text.get());
            read.target()
                    .ifPresent(target -> ledger.fact(
                            FactPath.of("dotnet").child("target"), Observed.text(target), PathText.name(path)));
            for (DotnetLibrary library : read.libraries()) {
                if (!library.type().equals("project")) {
                    ledger.installed(Ecosystem.NUGET, library.name(), library.version(), PathText.name(path));
                }
            }
        } catch (MalformedException e) {
            deployed.survey().skip(path, Kind.MALFORMED, String.valueOf(e.getMessage()));
        }
    }
}
