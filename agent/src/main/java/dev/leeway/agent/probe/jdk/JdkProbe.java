package dev.leeway.agent.probe.jdk;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Interiors;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.Recorder;
import dev.leeway.agent.spi.SectionRecorder;
import java.util.SortedMap;

/** Tells of the Java installations of a host, on or off the path, running or not. */
public final class JdkProbe implements Probe {
    private static final ProbeSpec SPEC = new ProbeSpec("jdk", 2, false, true);

    @Override
    public ProbeSpec spec() {
        return SPEC;
    }

    @Override
    public void observe(HostView host, Recorder recorder) throws HostAccessException, InterruptedException {
        Interiors.look("jdk", host, recorder, JdkProbe::look);
    }

    private static void look(HostView host, SectionRecorder section) throws InterruptedException {
        Reading reading = new Reading(host.files(), section);
        SortedMap<String, JavaHome> homes = JavaHomes.find(host, section);
        for (JavaHome home : new DefaultJava(reading).record()) {
            homes.put(home.directory(), home);
        }
        InstallationFacts facts = new InstallationFacts(reading);
        for (JavaHome home : homes.values()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("told to stop");
            }
            facts.record(home);
        }
        facts.finish();
    }
}
