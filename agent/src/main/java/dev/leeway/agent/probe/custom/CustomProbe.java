package dev.leeway.agent.probe.custom;

import dev.leeway.agent.spi.CustomSettings;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Recorder;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Facts in files of a directory, each file a subject called after it. */
public final class CustomProbe implements Probe {
    private static final ProbeSpec SPEC = new ProbeSpec("custom", 1, false);
    private static final int MAX_FILES = 200;
    private static final int MAX_NAMES = 2_000;
    private static final String ALL = "file[*]/**";

    @Override
    public ProbeSpec spec() {
        return SPEC;
    }

    @Override
    public void observe(HostView host, Recorder recorder) throws InterruptedException {
        SectionRecorder index = recorder.section();
        CustomSettings settings = host.settings().custom();
        HostFiles files = host.files();
        Trust trust = new Trust(settings.owner());
        try {
            Optional<FileStat> directory = files.stat(settings.directory());
            if (directory.isEmpty()) {
                return;
            }
            Optional<String> fault = trust.fault(directory.get(), "directory");
            if (fault.isPresent()) {
                index.end(Outcome.REFUSED, settings.directory() + " " + fault.get());
                return;
            }
            read(files, settings.directory(), trust, recorder);
        } catch (HostAccessException e) {
            index.uncovered(ALL, e.kind());
        }
    }

    private static void read(HostFiles files, String directory, Trust trust, Recorder recorder)
            throws HostAccessException, InterruptedException {
        SectionRecorder index = recorder.section();
        SortedMap<String, List<FactFile>> byStem = files.list(directory, MAX_NAMES).stream()
                .flatMap(name -> FactFile.of(directory, name).stream())
                .collect(Collectors.groupingBy(FactFile::stem, TreeMap::new, Collectors.toList()));
        int left = MAX_FILES;
        for (var entry : byStem.entrySet()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("told to stop");
            }
            FactPath observed = FactPath.of("file", entry.getKey()).child("observed");
            left -= entry.getValue().size();
            if (left < 0) {
                index.uncovered(ALL, Kind.TOO_LARGE);
                return;
            }
            SectionRecorder section = recorder.section(entry.getKey());
            for (FactFile file : entry.getValue()) {
                try {
                    file.record(files, trust, section);
                    index.fact(observed, Observed.flag(true), file.path());
                } catch (FactFile.RefusedException e) {
                    // Half of what two files of one name say would be told as all of it.
                    section.end(e.outcome(), e.reason());
                    index.uncovered(observed.text(), e.kind());
                    break;
                }
            }
        }
    }
}
