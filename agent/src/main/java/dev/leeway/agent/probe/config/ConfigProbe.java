package dev.leeway.agent.probe.config;

import dev.leeway.agent.spi.ClosedProcesses;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Portion;
import dev.leeway.agent.spi.Portions;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Recorder;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.Service;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files of settings by the service that reads them, or by the name the configuration gives them. One whose files give no answer costs
 * its own section.
 */
public final class ConfigProbe implements Probe {
    private static final ProbeSpec SPEC = new ProbeSpec("config", 1, false);

    /** Of its time all subjects together may take so many hundredths. */
    private static final int SHARE = 80;

    /** Of that, what files of one subject may take to be taken apart is this part, so that what was read is told. */
    private static final int FILES = 3;

    @Override
    public ProbeSpec spec() {
        return SPEC;
    }

    @Override
    public void observe(HostView host, Recorder recorder) throws HostAccessException, InterruptedException {
        SectionRecorder index = recorder.section();
        if (!host.live()) {
            index.uncovered("service[*]/**", Kind.NOT_LIVE);
        } else if (ClosedProcesses.hideServices(host)) {
            index.uncovered("service[*]/**", Kind.DENIED);
        }
        SortedMap<String, Optional<Service>> subjects = new TreeMap<>();
        host.configPlaces().files().keySet().forEach(name -> subjects.put(name, Optional.empty()));
        host.services().forEach(service -> subjects.put(service.name(), Optional.of(service)));
        Set<String> closed = ConcurrentHashMap.newKeySet();
        long millis = recorder.time().toMillis() * SHARE / 100;
        Portions portions = new Portions("config", millis);
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, Optional<Service>> subject : subjects.entrySet()) {
            recorder.section(subject.getKey());
            names.add(subject.getKey());
            portions.start(subject.getKey(), section -> {
                Duration time = Duration.ofMillis(millis / FILES);
                if (!new SubjectConfig(host, subject.getKey(), section, time).record(subject.getValue())) {
                    closed.add(subject.getKey());
                }
            });
        }
        List<Boolean> done = portions.finish();
        for (int i = 0; i < names.size(); i++) {
            told(names.get(i), done.get(i), portions.get(i), closed.contains(names.get(i)), recorder, millis);
        }
    }

    private static void told(
            String name, boolean done, Portion portion, boolean closed, Recorder recorder, long millis) {
        FactPath observed = FactPath.of("service", name).child("observed");
        SectionRecorder section = recorder.section(name);
        SectionRecorder index = recorder.section();
        Optional<String> failure = done ? portion.failure() : Optional.empty();
        if (!done) {
            section.end(Outcome.TIMED_OUT, "its files gave no answer within " + millis + " ms");
            index.uncovered(observed.text(), Kind.TIMED_OUT);
        } else if (failure.isPresent()) {
            section.end(Outcome.FAILED, failure.get());
            index.uncovered(observed.text(), Kind.UNREADABLE);
        } else {
            portion.handTo(section);
            if (closed) {
                index.uncovered(observed.text(), Kind.DENIED);
            } else {
                index.fact(observed, Observed.flag(true));
            }
        }
    }
}
