package dev.leeway.agent.probe.git;

import dev.leeway.agent.spi.ClosedProcesses;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Portions;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Recorder;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.WorkingCopy;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Git's working copies that services run from, that the configuration names, or that lie where software is deployed. */
public final class GitProbe implements Probe {
    private static final ProbeSpec SPEC = new ProbeSpec("git", 1, false);

    /** Of its time all working copies together may take so many hundredths. */
    private static final int SHARE = 80;

    @Override
    public ProbeSpec spec() {
        return SPEC;
    }

    @Override
    public void observe(HostView host, Recorder recorder) throws InterruptedException {
        SectionRecorder index = recorder.section();
        Places places = new Places(host, index);
        try {
            if (host.live() && ClosedProcesses.hideServices(host)) {
                index.uncovered("copy[*]/**", Kind.DENIED);
            }
            host.services().forEach(places::addService);
        } catch (HostAccessException e) {
            index.uncovered("copy[*]/**", e.kind());
        }
        host.settings().git().places().forEach(places::addConfigured);
        places.addUsual();
        look(host, places.found(), recorder);
    }

    private static void look(HostView host, List<CopyPlace> places, Recorder recorder) throws InterruptedException {
        SectionRecorder index = recorder.section();
        long millis = recorder.time().toMillis() * SHARE / 100;
        Portions portions = new Portions("git", millis);
        for (CopyPlace place : places) {
            portions.start(place.name(), section -> record(host, place, Duration.ofMillis(millis), section));
        }
        List<Boolean> done = portions.finish();
        List<String> told = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            String name = places.get(i).name();
            FactPath observed = FactPath.of("copy", name).child("observed");
            SectionRecorder section = recorder.section(name);
            Optional<String> failure = portions.get(i).failure();
            if (!done.get(i)) {
                // What another copy of the service told stays.
                section.uncovered("**", Kind.TIMED_OUT);
                index.uncovered(observed.text(), Kind.TIMED_OUT);
            } else if (failure.isPresent()) {
                if (told.contains(name)) {
                    section.uncovered("**", Kind.UNREADABLE);
                } else {
                    section.end(Outcome.FAILED, failure.get());
                }
                index.uncovered(observed.text(), Kind.UNREADABLE);
            } else {
                portions.get(i).handTo(section);
                told.add(name);
                index.fact(observed, Observed.flag(true), places.get(i).directory());
            }
        }
    }

    private static void record(HostView host, CopyPlace place, Duration time, SectionRecorder section)
            throws InterruptedException {
        try {
            Optional<WorkingCopy> copy =
                    host.workingCopies().at(place.files(), place.directory(), place.repository(), time);
            if (copy.isPresent()) {
                new CopyFacts(section, place.directory()).record(copy.get());
            } else {
                section.uncovered("**", Kind.VANISHED);
            }
        } catch (HostAccessException e) {
            section.uncovered("**", e.kind() == Kind.ABSENT ? Kind.UNREADABLE : e.kind());
        }
    }
}
