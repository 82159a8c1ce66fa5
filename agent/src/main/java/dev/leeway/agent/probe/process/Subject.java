package dev.leeway.agent.probe.process;

import dev.leeway.agent.format.ProcessStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The leading process of one replica, with everything needed to read about it and to record what is read.
 *
 * @param host where it runs
 * @param process the process
 * @param section of its service
 * @param sets of its service
 */
record Subject(HostView host, HostProcess process, SectionRecorder section, UnitedSets sets) {
    static final int SMALL = 65_536;

    /** Path of a file about the process within {@code /proc}. */
    String at(String name) {
        return "/" + process.pid() + "/" + name;
    }

    Reader proc() {
        return new Reader(host.proc(), section);
    }

    Reader sys() {
        return new Reader(host.sys(), section);
    }

    /** Files as the process sees them. */
    Reader files() {
        return new Reader(host.files(process), section);
    }

    /** A path of the process made absolute by its working directory, where that is known. */
    Optional<String> absolute(String path) {
        return path.startsWith("/")
                ? Optional.of(path)
                : process.workingDirectory().map(directory -> directory + "/" + path);
    }

    void text(FactPath path, String text, String evidence) {
        section.fact(path, Observed.text(text), evidence);
    }

    /** Whether the process is still the one that was found: ids are given again, and a service may restart meanwhile. */
    boolean alive() {
        try {
            String stat = new String(host.proc().read(at("stat"), SMALL), StandardCharsets.UTF_8);
            return ProcessStat.parse(stat)
                    .filter(now -> now.startTicks() == process.startTicks())
                    .isPresent();
        } catch (HostAccessException e) {
            return false;
        }
    }
}
