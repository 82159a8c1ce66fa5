package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.probe.dependency.found.HeldPlaces;
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
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What software on the host is made of: libraries of each service, installed, running and declared, in a section of its own;
 * and in the index those that lie on the host and belong to no service.
 *
 * <p>A service whose files give no answer, or one that nobody could foresee, costs its own section, and directories that do
 * only what lies there.
 */
public final class DependencyProbe implements Probe {
    private static final ProbeSpec SPEC = new ProbeSpec("dependency", 1, false, true);
    /** Of its time the services together may take so many hundredths, and the host's libraries what is then left of these. */
    private static final int SERVICES = 55;

    private static final int LIBRARIES = 30;

    @Override
    public ProbeSpec spec() {
        return SPEC;
    }

    @Override
    public void observe(HostView host, Recorder recorder) throws HostAccessException, InterruptedException {
        SectionRecorder index = recorder.section();
        if (!host.hasSystem()) {
            index.uncovered("**", Kind.NOT_LIVE);
        } else if (!host.live()) {
            index.uncovered("service[*]/**", Kind.NOT_LIVE);
        } else if (ClosedProcesses.hideServices(host)) {
            index.uncovered("service[*]/**", Kind.DENIED);
        }
        long time = recorder.time().toMillis();
        HeldPlaces held = new HeldPlaces();
        Optional<Kind> unseen = services(host, recorder, time * SERVICES / 100, held);
        if (!host.hasSystem()) {
            return;
        }
        if (unseen.isEmpty()) {
            libraries(host, index, time * LIBRARIES / 100, held);
        } else {
            // What of it is a service's nobody knows without having looked at all of them.
            HostLibraries.unknown(index, unseen.get());
        }
    }

    /** Records the services; why one of them told nothing, where one did not. */
    private static Optional<Kind> services(HostView host, Recorder recorder, long millis, HeldPlaces held)
            throws HostAccessException, InterruptedException {
        SectionRecorder index = recorder.section();
        List<Deployment> services = Deployment.all(host);
        Set<String> unseen = ConcurrentHashMap.newKeySet();
        Portions portions = new Portions("dependency", millis);
        for (Deployment service : services) {
            recorder.section(service.name());
            portions.start(service.name(), section -> {
                if (!service.record(section, held)) {
                    unseen.add(service.name());
                }
            });
        }
        Optional<Kind> silent = Optional.empty();
        List<Boolean> done = portions.finish();
        for (int i = 0; i < services.size(); i++) {
            String name = services.get(i).name();
            FactPath observed = FactPath.of("service", name).child("observed");
            SectionRecorder section = recorder.section(name);
            if (!done.get(i)) {
                section.end(Outcome.TIMED_OUT, "not read whole within " + millis + " ms");
                index.uncovered(observed.text(), Kind.TIMED_OUT);
                silent = Optional.of(Kind.TIMED_OUT);
            } else if (portions.get(i).failure().isPresent()) {
                section.end(Outcome.FAILED, portions.get(i).failure().get());
                index.uncovered(observed.text(), Kind.UNREADABLE);
                silent = silent.or(() -> Optional.of(Kind.UNREADABLE));
            } else {
                portions.get(i).handTo(section);
                if (unseen.contains(name)) {
                    index.uncovered(observed.text(), Kind.DENIED);
                } else {
                    index.fact(observed, Observed.flag(true));
                }
            }
        }
        return silent;
    }

    private static void libraries(HostView host, SectionRecorder index, long millis, HeldPlaces held)
            throws HostAccessException, InterruptedException {
        Set<String> closed = UnseenServices.directories(host);
        Portions portions = new Portions("dependency", millis);
        List<String> directories = HostDirectories.wanted(host);
        for (String directory : directories) {
            portions.start(
                    directory,
                    section -> new HostLibraries(host, section, held, closed).record(directory, directories));
        }
        List<Boolean> done = portions.finish();
        for (int i = 0; i < directories.size(); i++) {
            if (!done.get(i)) {
                HostLibraries.unknown(index, Kind.TIMED_OUT);
            } else if (portions.get(i).failure().isPresent()) {
                HostLibraries.unknown(index, Kind.UNREADABLE);
            } else {
                portions.get(i).handTo(index);
            }
        }
    }
}
