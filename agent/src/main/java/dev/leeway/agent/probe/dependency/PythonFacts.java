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
import dev.leeway.agent.spi.OpenFiles;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The Python processes of one replica: interpreter, environment, distributions, and native code exchanged under them. */
final class PythonFacts {
    private static final FactPath PYTHON = FactPath.of("python");

    /** What installs others and runs in no service. */
    static final Set<String> INSTALLERS = Set.of("pip", "wheel");

    private final Deployed deployed;
    private final Survey survey;
    private final Ledger ledger;
    private final Renewal renewal;
    /** Found installed, each with the directory of its environment. */
    private final Map<Distribution, String> distributions = new LinkedHashMap<>();

    private final Set<String> told = new LinkedHashSet<>();
    private final Set<String> sites = new LinkedHashSet<>();

    private PythonFacts(Deployed deployed, Ledger ledger, Renewal renewal) {
        this.deployed = deployed;
        this.renewal = renewal;
        this.survey = deployed.survey();
        this.ledger = ledger;
    }

    static void record(HostView host, List<Running> processes, Deployed deployed, Ledger ledger)
            throws InterruptedException {
        PythonFacts facts = new PythonFacts(deployed, ledger, Renewal.under(host, processes, deployed.survey()));
        ExchangedCode exchanged = new ExchangedCode();
        for (Running each : processes) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Collection<Mapped> mapped = each.open().mapped();
            if (each.first()) {
                facts.environment(each, mapped);
            }
            exchanged.look(mapped, file -> facts.isExchanged(file, each.open()));
        }
        facts.replaced(exchanged);
        deployed.gaps("pypi[*]/**", "python/**", "conda[*]/**");
    }

    /** What lies where files come and go counts where the environment itself lies there. */
    private boolean isExchanged(Mapped file, OpenFiles open) {
        boolean own = sites.stream().anyMatch(site -> file.path().startsWith(site + "/"));
        return own ? open.replacedAnywhere(file) : open.replaced(file);
    }

    /** What was exchanged under the service: by its native code in use, and else by when it was installed. */
    private void replaced(ExchangedCode exchanged) {
        ExchangedCode.Owners owners = exchanged.among(survey, List.copyOf(distributions.keySet()));
        owners.certain()
                .forEach((name, file) -> ledger.fact(
                        Ledger.of(Ecosystem.PYPI, name).child("replaced"),
                        Observed.flag(true),
                        PathText.name(file) + ", another file by now than the one in use"));
        Set<String> perhaps = new TreeSet<>(owners.perhaps());
        distributions.forEach((each, prefix) -> {
            boolean known = owners.certain().containsKey(each.name());
            if (!known && !INSTALLERS.contains(each.name()) && renewed(each, prefix)) {
                perhaps.remove(each.name());
            }
        });
        perhaps.forEach(name -> ledger.uncovered(
                Ledger.of(Ecosystem.PYPI, name).child("replaced").text(), Kind.CHANGED));
        if (!owners.unclaimed().isEmpty()) {
            ledger.fact(
                    PYTHON.child("replaced"),
                    new Observed.Plain(Value.SetOf.texts(owners.unclaimed())),
                    "libraries in use");
        }
    }

    private boolean renewed(Distribution found, String prefix) {
        return renewal.tell(
                ledger,
                Ledger.of(Ecosystem.PYPI, found.name()),
                below(prefix, found.path()),
                found.path(),
                PathText.below(found.path(), "METADATA"),
                PathText.below(found.path(), "PKG-INFO"));
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
                        this::interpreter, () -> ledger.uncovered("python/interpreter/version", Kind.UNREADABLE));
        if (told.add(environment.prefix() + " " + environment.siteDirectories())) {
            environment
                    .siteDirectories()
                    .forEach(site -> survey.resolve(site).ifPresent(real -> {
                        sites.add(real);
                        deployed.holds(Set.of(real));
                    }));
            SitePackages.read(survey, environment.siteDirectories())
                    .forEach(each -> distribution(each, environment.prefix()));
            CondaPackage.read(survey, environment.prefix()).forEach(this::conda);
            SwitchedEnvironment.tell(survey, ledger, renewal, environment, running, mapped);
        }
    }

    private void interpreter(String version) {
        deployed.interpreter(version);
        ledger.fact(
                PYTHON.child("interpreter").child("version"),
                Observed.version(version, VersionScheme.PEP440),
                "its own file");
    }

    private void distribution(Distribution found, String prefix) {
        distributions.put(found, prefix);
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
