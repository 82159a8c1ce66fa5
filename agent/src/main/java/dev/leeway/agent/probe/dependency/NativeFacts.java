package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.format.command.StablePath;
import dev.leeway.agent.format.golang.GoBuildInfo;
import dev.leeway.agent.format.golang.GoModule;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.VersionScheme;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Programs of machine code: what Go wrote into them, or the {@code deps.json} beside a .NET program of its own. */
final class NativeFacts {
    private static final FactPath GO = FactPath.of("go");
    private static final Set<String> MAKING_MOMENT = Set.of("vcs.time");
    /** Of a few words known to everybody; all others may hold what people wrote into flags. */
    private static final Set<String> ENUMERATED = Set.of(
            "-buildmode",
            "-compiler",
            "-trimpath",
            "-race",
            "CGO_ENABLED",
            "DefaultGODEBUG",
            "GOAMD64",
            "GOARCH",
            "GOARM",
            "GOARM64",
            "GOOS",
            "vcs",
            "vcs.modified",
            "vcs.revision");

    private NativeFacts() {}

    static void record(List<Running> processes, Deployed deployed, Ledger ledger) throws InterruptedException {
        Set<String> seen = new HashSet<>();
        for (Running each : processes) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            String program = each.process().executable().orElse("");
            if (program.isEmpty() || !seen.add(program)) {
                continue;
            }
            if (each.process().executableDeleted()) {
                // What lies at the path by now is not what runs.
                ledger.uncovered("go[*]/**", Kind.VANISHED);
                continue;
            }
            deployed.survey().read(program, GoBuildInfo::read).ifPresent(info -> {
                go(info, program, ledger);
                deployed.directory(each.process().workingDirectory());
                deployed.directory(Optional.of(PathText.parent(program)));
            });
            DotnetFacts.beside(program, deployed, ledger);
        }
        deployed.gaps("go[*]/**", "nuget[*]/**");
    }

    private static void go(GoBuildInfo info, String program, Ledger ledger) {
        String evidence = PathText.name(program) + " (build information)";
        String version = info.goVersion().startsWith("go") ? info.goVersion().substring(2) : info.goVersion();
        ledger.fact(GO.child("toolchain"), Observed.version(version.split(" ", 2)[0], VersionScheme.GENERIC), evidence);
        info.main().ifPresent(main -> module(main, evidence, ledger));
        info.dependencies().forEach(module -> module(module, evidence, ledger));
        info.settings().forEach((name, value) -> {
            if (!MAKING_MOMENT.contains(name) && !value.isEmpty()) {
                Observed observed = ENUMERATED.contains(name)
                        ? Observed.text(value)
                        : new Observed.Guarded("setting", name, StablePath.of(value));
                ledger.fact(GO.child("setting", name), observed, evidence);
            }
        });
    }

    private static void module(GoModule module, String evidence, Ledger ledger) {
        String version = module.effectiveVersion();
        if (!version.isEmpty()) {
            ledger.installed(Ecosystem.GO, module.path(), version, evidence);
        }
        module.replacement()
                .ifPresent(other -> ledger.fact(
                        Ledger.of(Ecosystem.GO, module.path()).child("replacement"),
                        Observed.text(other.path()),
                        evidence));
    }
}
