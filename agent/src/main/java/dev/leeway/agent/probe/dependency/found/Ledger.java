package dev.leeway.agent.probe.dependency.found;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Takes down what a service holds, and remembers which versions are installed, so that declarations can be held against them. */
public final class Ledger {
    private final SectionRecorder section;
    private final Map<FactPath, SortedSet<String>> installed = new HashMap<>();
    private final Set<String> gaps = new HashSet<>();
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

    /** Whether any package of {@code ecosystem} was recorded as installed. */
    public boolean holdsAny(Ecosystem ecosystem) {
        return installed.keySet().stream().anyMatch(path -> path.text().startsWith(ecosystem.text() + "["));
    }

    /** Whether versions of a dependency may be installed unseen. */
    public boolean isUncovered(Ecosystem ecosystem, String name) {
        String any = ecosystem.text() + "[*]/";
        return gaps.contains("**")
                || gaps.contains(any + "**")
                || gaps.contains(any + "version")
                || gaps.contains(of(ecosystem, name).text() + "/**");
    }

    /** Records a fact and where it was found. */
    public void fact(FactPath path, Observed value, String evidence) {
        silent = false;
        section.fact(path, value, evidence);
    }

    /** Says that facts below {@code pattern} may exist unseen. */
    public void uncovered(String pattern, Kind kind) {
        silent = false;
        gaps.add(pattern);
        section.uncovered(pattern, kind);
    }

    /** Whether nothing was recorded, gaps included. */
    public boolean silent() {
        return silent;
    }
}
