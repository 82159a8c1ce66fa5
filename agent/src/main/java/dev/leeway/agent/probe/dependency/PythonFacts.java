package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.format.MapsText.Mapped;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.python.CondaPackage;
import dev.leeway.agent.probe.dependency.python.Distribution;
import dev.leeway.agent.probe.dependency.python.Origin;
import dev.leeway.agent.probe.dependency.python.PythonEnvironment;
import dev.leeway.agent.probe.dependency.python.PythonEnvironments;
import dev.leeway.agent.probe.dependency.python.PythonProcess;
import dev.leeway.agent.probe.dependency.python.SitePackages;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Python processes of one replica: interpreter, environment, distributions, and native code exchanged under them. */
final class PythonFacts {
    private static final FactPath PYTHON = FactPath.of("python");
    private static final Pattern NATIVE_CODE = Pattern.compile(".*\\.so(?:\\.[^/]*)?");
    private static final Pattern PACKAGE = Pattern.compile(".*/(?:site|dist)-packages/([^/.]+)(?:[/.].*)?");

    private final Deployed deployed;
    private final Survey survey;
    private final Ledger ledger;
    private final Set<String> told = new LinkedHashSet<>();

    private PythonFacts(Deployed deployed, Ledger ledger) {
        this.deployed = deployed;
        this.survey = deployed.survey();
        this.ledger = ledger;
    }

    static void record(HostView host, List<Running> processes, Deployed deployed, Ledger ledger)
            throws InterruptedException {
        PythonFacts facts = new PythonFacts(deployed, ledger);
        Set<String> replaced = new TreeSet<>();
        for (Running each : processes) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Collection<Mapped> mapped = each.open().mapped();
            if (each.first()) {
                facts.environment(each, mapped);
            }
            mapped.stream()
                    .filter(file -> NATIVE_CODE.matcher(file.path()).matches())
                    .filter(each.open()::replaced)
                    .forEach(file -> packageOf(file.path()).ifPresent(replaced::add));
        }
        ledger.fact(PYTHON.child("replaced"), new Observed.Plain(Value.SetOf.texts(replaced)), "libraries in use");
        deployed.gaps("pypi[*]/**", "python/**", "conda[*]/**");
    }

    /** The package a file in site-packages belongs to, as it is imported. */
    private static Optional<String> packageOf(String path) {
        Matcher matcher = PACKAGE.matcher(path);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private void environment(Running running, Collection<Mapped> mapped) {
        List<String> files = mapped.stream().map(Mapped::path).sorted().toList();
        Optional<PythonEnvironment> found = PythonEnvironments.of(
                survey,
                new PythonProcess(
                        running.process().executable(),
                        running.process().arguments(),
                        running.process().workingDirectory(),
                        running.variables(),
                        files));
        deployed.directory(running.process().workingDirectory());
        if (found.isEmpty()) {
            ledger.uncovered("pypi[*]/**", Kind.ABSENT);
            return;
        }
        PythonEnvironment environment = found.get();
        if (environment.kind() == PythonEnvironment.Kind.VENV) {
            deployed.directory(Optional.of(PathText.parent(environment.prefix())));
        }
        ledger.fact(
                PYTHON.child("environment").child("kind"),
                Observed.text(environment.kind().text()),
                environment.evidence());
        environment
                .version()
                .ifPresentOrElse(
                        version -> ledger.fact(
                                PYTHON.child("interpreter").child("version"),
                                Observed.version(version, VersionScheme.PEP440),
                                "its own file"),
                        () -> ledger.uncovered("python/interpreter/version", Kind.UNREADABLE));
        if (told.add(environment.prefix() + " " + environment.siteDirectories())) {
            SitePackages.read(survey, environment.siteDirectories())
                    .forEach(each -> distribution(each, environment.prefix()));
            CondaPackage.read(survey, environment.prefix()).forEach(this::conda);
        }
    }

    private void distribution(Distribution found, String prefix) {
        FactPath path = Ledger.of(Ecosystem.PYPI, found.name());
        String evidence = below(prefix, found.path()) + " (" + found.form().text()
                + found.installer().map(installer -> ", " + installer).orElse("")
                + (found.recorded() ? ")" : ", without a list of files)");
        ledger.installed(Ecosystem.PYPI, found.name(), found.version(), evidence);
        if (found.editable()) {
            ledger.fact(path.child("editable"), Observed.flag(true), evidence);
        }
        if (found.origin().kind() != Origin.Kind.INDEX) {
            ledger.fact(
                    path.child("source"), Observed.text(found.origin().kind().text()), evidence);
            found.origin()
                    .location()
                    .filter(location -> !location.startsWith("/"))
                    .ifPresent(location -> ledger.fact(
                            path.child("location"), new Observed.Guarded("location", "url", location), evidence));
            found.origin()
                    .revision()
                    .ifPresent(revision -> ledger.fact(path.child("revision"), Observed.text(revision), evidence));
        }
    }

    private void conda(CondaPackage found) {
        FactPath path = FactPath.of("conda", found.name());
        String evidence = PathText.name(found.path());
        ledger.fact(path.child("version"), Observed.version(found.version(), VersionScheme.GENERIC), evidence);
        if (!found.build().isEmpty()) {
            ledger.fact(path.child("build"), Observed.text(found.build()), evidence);
        }
    }

    private static String below(String prefix, String path) {
        return path.startsWith(prefix + "/") ? path.substring(prefix.length() + 1) : path;
    }
}
