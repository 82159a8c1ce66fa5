package dev.leeway.agent.probe.git;

import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.WorkingCopy;
import dev.leeway.agent.spi.WorkingCopy.Change;
import dev.leeway.agent.spi.WorkingCopy.Submodule;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Writes the facts of one working copy. */
final class CopyFacts {
    private static final String TAG_CLASS = "remote";
    private static final int MAX_CHANGED = 50;

    private final SectionRecorder section;
    private final String place;

    /** @param place where it lies; evidence and no fact */
    CopyFacts(SectionRecorder section, String place) {
        this.section = section;
        this.place = place;
    }

    void record(WorkingCopy copy) {
        head(copy.head());
        copy.remotes()
                .forEach((name, url) -> section.fact(
                        FactPath.of("remote", name).child("url"),
                        new Observed.Guarded(TAG_CLASS, "remote", url),
                        place));
        if (!copy.traits().bare()) {
            changes(copy);
        }
        copy.submodules().forEach(this::submodule);
        fact("bare", Observed.flag(copy.traits().bare()));
        fact("shallow", Observed.flag(copy.traits().shallow()));
        fact("sparse", Observed.flag(copy.traits().sparse()));
        copy.traits().operation().ifPresent(name -> fact("operation", Observed.text(name)));
        copy.gaps().forEach(section::uncovered);
    }

    private void head(WorkingCopy.Head head) {
        fact("head", Observed.text(head.state()));
        head.commit().ifPresent(commit -> fact("commit", Observed.text(commit)));
        head.committed().ifPresent(time -> fact("commit-date", Observed.text(time.toString())));
        head.branch().ifPresent(branch -> fact("branch", Observed.text(branch)));
        if (!head.tags().isEmpty()) {
            fact("tag", texts(head.tags()));
        }
        head.upstream().ifPresent(upstream -> {
            fact("upstream", Observed.text(upstream.name()));
            upstream.ahead().stream()
                    .filter(count -> count > 0)
                    .forEach(count -> fact("ahead", Observed.number(count)));
            upstream.behind().ifPresent(count -> fact("behind", Observed.number(count)));
        });
    }

    private void changes(WorkingCopy copy) {
        WorkingCopy.Changes changes = copy.changes();
        changes.paths().forEach((path, what) -> section.fact(FactPath.of("dirty", path), texts(words(what)), place));
        boolean dirty = changes.count() > 0 || !copy.untouchedSubmodules();
        if (dirty) {
            fact("changed", new Observed.Plain(Value.SetOf.texts(changed(copy))));
        }
        Kind unseen = copy.gaps().get("clean");
        if (dirty || unseen == null) {
            fact("clean", Observed.flag(!dirty));
        }
        if (unseen == null) {
            fact("dirty-count", Observed.number(changes.count()));
        } else {
            section.uncovered("dirty-count", unseen);
        }
        changes.untracked().ifPresent(count -> fact("untracked", Observed.number(count)));
    }

    /** The first paths that differ, so that all of them are one finding. */
    private static List<String> changed(WorkingCopy copy) {
        SortedSet<String> paths = new TreeSet<>(copy.changes().paths().keySet());
        copy.submodules().forEach((path, submodule) -> {
            if (!submodule.untouched()) {
                paths.add(path);
            }
        });
        return paths.stream().limit(MAX_CHANGED).toList();
    }

    private void submodule(String path, Submodule submodule) {
        FactPath below = FactPath.of("submodule", path);
        section.fact(below.child("recorded"), Observed.text(submodule.recorded()), place);
        section.fact(below.child("state"), Observed.text(submodule.state()), place);
        if (!submodule.untouched()) {
            section.fact(FactPath.of("dirty", path), Observed.text("submodule-" + submodule.state()), place);
        }
        submodule.commit().ifPresent(commit -> section.fact(below.child("commit"), Observed.text(commit), place));
    }

    private void fact(String name, Observed value) {
        section.fact(FactPath.of(name), value, place);
    }

    private static Collection<String> words(SortedSet<Change> changes) {
        return changes.stream().map(Change::text).toList();
    }

    private static Observed texts(Collection<String> texts) {
        return texts.size() == 1
                ? Observed.text(texts.iterator().next())
                : new Observed.Plain(Value.SetOf.texts(texts));
    }
}
