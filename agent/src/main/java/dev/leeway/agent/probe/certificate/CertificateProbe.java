package dev.leeway.agent.probe.certificate;

import dev.leeway.agent.spi.CertificateSettings;
import dev.leeway.agent.spi.ClosedProcesses;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Portions;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.Recorder;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.Service;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The certificates that services use, as their settings, arguments and configuration files say, and those that the user named. */
public final class CertificateProbe implements Probe {
    private static final ProbeSpec SPEC = new ProbeSpec("certificate", 1, false);

    /** Of its time all services together may take so many hundredths. */
    private static final int SHARE = 80;

    private static final String ALL = "store[*]/**";

    @Override
    public ProbeSpec spec() {
        return SPEC;
    }

    @Override
    public void observe(HostView host, Recorder recorder) throws InterruptedException {
        SectionRecorder index = recorder.section();
        SortedMap<String, Subject> subjects = new TreeMap<>();
        try {
            if (host.live() && ClosedProcesses.hideServices(host)) {
                index.uncovered("service[*]/**", Kind.DENIED);
            }
            for (Service service : host.services()) {
                subjects.computeIfAbsent(service.name(), Subject::new).service = Optional.of(service);
            }
        } catch (HostAccessException e) {
            index.uncovered("service[*]/**", e.kind());
        }
        for (CertificateSettings.Place file : host.settings().certificates().files()) {
            String name = file.name().orElseGet(() -> stem(file.file()));
            subjects.computeIfAbsent(name, Subject::new).files.add(file.file());
        }
        look(host, List.copyOf(subjects.values()), recorder);
    }

    /** What is looked at for one subject. */
    private static final class Subject {
        final String name;
        final List<String> files = new ArrayList<>();
        Optional<Service> service = Optional.empty();

        Subject(String name) {
            this.name = name;
        }
    }

    private static void look(HostView host, List<Subject> subjects, Recorder recorder) throws InterruptedException {
        SectionRecorder index = recorder.section();
        long millis = recorder.time().toMillis() * SHARE / 100;
        Portions portions = new Portions("certificate", millis);
        for (Subject subject : subjects) {
            portions.start(subject.name, section -> record(host, subject, section));
        }
        List<Boolean> done = portions.finish();
        for (int i = 0; i < subjects.size(); i++) {
            String name = subjects.get(i).name;
            FactPath observed = FactPath.of("service", name).child("observed");
            Optional<String> failure = portions.get(i).failure();
            if (!done.get(i)) {
                recorder.section(name).end(Outcome.TIMED_OUT, "its files gave no answer within " + millis + " ms");
                index.uncovered(observed.text(), Kind.TIMED_OUT);
            } else if (failure.isPresent()) {
                recorder.section(name).end(Outcome.FAILED, failure.get());
                index.uncovered(observed.text(), Kind.UNREADABLE);
            } else {
                portions.get(i).handTo(recorder.section(name));
                index.fact(observed, Observed.flag(true));
            }
        }
    }

    private static void record(HostView host, Subject subject, SectionRecorder section) {
        if (subject.service.isPresent()) {
            for (Replica replica : subject.service.get().replicas()) {
                Reading files = new Reading(host.files(replica.leader()), section);
                StoreFacts facts =
                        new StoreFacts(files, host.now(), replica.leader().workingDirectory());
                new ReplicaPlaces(host, replica, section, ALL).found().forEach(facts::record);
            }
        }
        if (!subject.files.isEmpty()) {
            StoreFacts facts = new StoreFacts(new Reading(host.files(), section), host.now(), Optional.empty());
            subject.files.forEach(file -> facts.recordNamed(file, "certificate.files"));
        }
    }

    private static String stem(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
