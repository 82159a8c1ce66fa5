package dev.leeway.agent.probe.dependency.found;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Takes down what a service holds, and remembers which versions are installed, so that declarations can be held against them. */
public final class Ledger {
    private final SectionRecorder section;
    private final Map<FactPath, SortedSet<String>> installed = new HashMap<>();
    private boolean silent = true;

    /** A ledger that writes into {@code section}. */
    public Ledger(SectionRecorder section) {
        this.section = requireNonNull(section, "section is null");
    }

    /** Where the facts of one dependency lie: {@code pypi[requests]}. */
    public static FactPath of(Ecosystem ecosystem, String name) {
        return FactPath.of(ecosystem.text(), name);
    }

    /** Records one installed version of a dependency, among any others. */
    public void installed(Ecosystem ecosystem, String name, String version, String evidence) {
        FactPath path = of(ecosystem, name);
        installed.computeIfAbsent(path, each -> new TreeSet<>()).add(version);
        fact(path.child("version"), Observed.version(version, ecosystem.scheme()), evidence);
    }

    /** The versions recorded as installed so far. */
    public SortedSet<String> versions(Ecosystem ecosystem, String name) {
        return installed.getOrDefault(of(ecosystem, name), Collections.emptySortedSet());
    }

    /** Records a fact and where it was found. */
    public void fact(FactPath path, Observed value, String evidence) {
        silent = false;
        section.fact(path, value, evidence);
    }

    /** Says that facts below {@code pattern} may exist unseen. */
    public void uncovered(String pattern, Kind kind) {
        silent = false;
        section.uncovered(pattern, kind);
    }

    /** Whether nothing was recorded, gaps included. */
    public boolean silent() {
        return silent;
    }
}
