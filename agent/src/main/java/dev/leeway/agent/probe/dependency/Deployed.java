package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.probe.dependency.declared.Declaration;
import dev.leeway.agent.probe.dependency.declared.DeclaredFiles;
import dev.leeway.agent.probe.dependency.found.HeldPlaces;
import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.SharedDirectories;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.found.SurveyLimits;
import dev.leeway.agent.probe.dependency.manifest.ArtefactFiles;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The files of one replica's deployment: searched within one budget, with every gap told, and the files that declare. */
final class Deployed {
    private final Survey survey;
    private final Ledger ledger;
    private final Set<String> directories = new TreeSet<>();
    private final Set<String> interpreters = new TreeSet<>();
    private final Consumer<Set<String>> held;
    private final SortedMap<String, List<ArtefactFiles>> artefacts = new TreeMap<>();
    private final Set<String> configured = new TreeSet<>();
    private int told;

    /** @param held told of what is read of the host's own files */
    Deployed(HostView host, HostProcess leader, Ledger ledger, HeldPlaces held) {
        this.held = leader.mountNamespaceShared() ? held::add : inAContainer -> {};
        this.survey = new Survey(host.files(leader), SurveyLimits.DEPLOYMENT);
        this.ledger = ledger;
    }

    Survey survey() {
        return survey;
    }

    /** Says that files and directories at these real paths are told of. */
    void holds(Set<String> places) {
        held.accept(places);
    }

    /** Takes what an artefact of the service's own holds beside classes and libraries. */
    void artefact(String name, List<ArtefactFiles> files) {
        artefacts.put(name, files);
    }

    SortedMap<String, List<ArtefactFiles>> artefacts() {
        return artefacts;
    }

    /** Names a directory that the user says belongs to the deployment. */
    void configured(String directory) {
        configured.add(directory);
        directories.add(directory);
    }

    Set<String> configured() {
        return configured;
    }

    /** The directories named so far. */
    Set<String> directories() {
        return directories;
    }

    /** Names a directory in which files may declare what the service needs; one that many things share is passed over. */
    void directory(Optional<String> directory) {
        directory.filter(path -> !SharedDirectories.contain(path)).ifPresent(directories::add);
    }

    /** Names the version of a Python interpreter that sees what is declared. */
    void interpreter(String version) {
        interpreters.add(version);
    }

    /** What environment markers are held against; versions only where all processes have the same interpreter. */
    private Map<String, String> markers() {
        Map<String, String> markers = new TreeMap<>(
                Map.of("sys_platform", "linux", "platform_system", "Linux", "os_name", "posix", "extra", ""));
        if (interpreters.size() == 1) {
            String version = interpreters.iterator().next();
            String[] parts = version.split("\\.", 3);
            markers.put("python_full_version", version);
            if (parts.length > 1) {
                markers.put("python_version", parts[0] + "." + parts[1]);
            }
        }
        return markers;
    }

    /** Tells of everything passed over since the last time. */
    void gaps(String... patterns) {
        for (var skipped : survey.skipped().subList(told, survey.skipped().size())) {
            for (String pattern : Gaps.of(skipped, patterns)) {
                ledger.uncovered(pattern, skipped.kind());
            }
        }
        told = survey.skipped().size();
        survey.takeLost().ifPresent(kind -> lost(kind, patterns));
    }

    /** What was lost by its path could be anything that was looked for. */
    private void lost(Kind kind, String... patterns) {
        for (String pattern : patterns) {
            ledger.uncovered(pattern, kind);
            if (pattern.endsWith("[*]/declared")) {
                String library = pattern.substring(0, pattern.lastIndexOf('/') + 1);
                ledger.uncovered(library + "requirement", kind);
                ledger.uncovered(library + "unmet", kind);
            }
        }
    }

    /** Records what the files in the directories named declare. */
    void declared() {
        DeclaredFacts facts = new DeclaredFacts(ledger, markers());
        for (String directory : directories) {
            if (survey.names(directory).stream().anyMatch(DeclaredFiles::isKnown)) {
                for (Declaration declaration : DeclaredFiles.read(survey, directory)) {
                    facts.take(declaration, PathText.parent(directory));
                }
            }
        }
        facts.record();
        gaps("maven[*]/declared", "pypi[*]/declared", "npm[*]/declared", "go[*]/declared", "nuget[*]/declared");
    }
}
