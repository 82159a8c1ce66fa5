package dev.leeway.agent.probe.os;

import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The file systems under the directories programs rely on, and the options that change what programs may do there. */
final class Mounts implements Aspect {
    private static final String ALL = "mount[*]/**";
    private static final String PATH = "/1/mountinfo";
    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final List<String> DIRECTORIES =
            List.of("/", "/dev/shm", "/home", "/opt", "/tmp", "/usr", "/var", "/var/log", "/var/tmp");
    private static final Set<String> OPTIONS = Set.of(
            "ro",
            "rw",
            "noexec",
            "nosuid",
            "nodev",
            "nosymfollow",
            "noatime",
            "relatime",
            "strictatime",
            "lazytime",
            "sync",
            "dirsync",
            "nobarrier",
            "data=journal",
            "data=writeback",
            "nolock",
            "soft");

    @Override
    public List<String> liveOnly() {
        return List.of(ALL);
    }

    @Override
    public void observe(HostView host, SectionRecorder section) {
        new Reading(host.proc(), section)
                .text(PATH, MAX_BYTES, ALL)
                .map(MountTable::parse)
                .ifPresent(table -> DIRECTORIES.forEach(
                        directory -> table.of(directory).ifPresent(mount -> record(directory, mount, section))));
    }

    private static void record(String directory, MountTable.Mount mount, SectionRecorder section) {
        FactPath path = FactPath.of("mount", directory);
        boolean separate = mount.point().equals(directory);
        section.fact(path.child("separate"), Observed.flag(separate), "/proc" + PATH);
        if (separate) {
            // Of a directory that is no mount of its own, the one above it tells.
            Set<String> options = new TreeSet<>(mount.options());
            options.retainAll(OPTIONS);
            section.fact(path.child("filesystem"), Observed.text(mount.filesystem()), "/proc" + PATH);
            section.fact(path.child("options"), new Observed.Plain(Value.SetOf.texts(options)), "/proc" + PATH);
        }
    }
}
