package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.format.EnvironBlock;
import dev.leeway.agent.format.ProcessStat;
import dev.leeway.agent.format.endpoint.CommandSettings;
import dev.leeway.agent.format.endpoint.Setting;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The settings one replica of a service runs with: its arguments, its variables, and the files in its working directory.
 *
 * @param settings those that overrule others first
 * @param open whether the variables could be read
 */
public record ServiceSettings(List<Setting> settings, boolean open) {
    private static final int MAX_ENVIRONMENT = 4 << 20;
    private static final int MAX_STAT = 4_096;

    public ServiceSettings {
        settings = List.copyOf(settings);
    }

    /**
     * Reads them.
     *
     * @param section told of what could not be read
     * @param pattern of the facts that this leaves uncovered
     */
    public static ServiceSettings of(HostView host, Replica replica, SectionRecorder section, String pattern) {
        requireNonNull(pattern, "pattern is null");
        Kernel kernel = new Kernel(host, replica, section, pattern);
        Optional<byte[]> block = kernel.read("environ", MAX_ENVIRONMENT);
        if (block.isPresent() && !kernel.alive()) {
            section.uncovered(pattern, Kind.VANISHED);
            block = Optional.empty();
        }
        EnvironBlock environment = EnvironBlock.parse(block.orElseGet(() -> new byte[0]));
        if (block.isPresent() && !environment.complete()) {
            section.uncovered(pattern, Kind.MALFORMED);
        }
        HostProcess leader = replica.leader();
        List<Setting> settings = new ArrayList<>(CommandSettings.of(leader.arguments(), environment.variables()));
        Reading files = new Reading(ReadableFiles.of(host, leader), section);
        leader.workingDirectory()
                .ifPresent(directory -> settings.addAll(new SettingFiles(files, directory, settings, pattern).read()));
        return new ServiceSettings(settings, block.isPresent());
    }

    /** What the kernel tells of the leading process. */
    private record Kernel(HostView host, Replica replica, SectionRecorder section, String pattern) {
        boolean alive() {
            return read("stat", MAX_STAT)
                    .flatMap(stat -> ProcessStat.parse(new String(stat, StandardCharsets.UTF_8)))
                    .filter(now -> now.startTicks() == replica.leader().startTicks())
                    .isPresent();
        }

        Optional<byte[]> read(String name, int maxBytes) {
            try {
                return Optional.of(host.proc().read("/" + replica.leader().pid() + "/" + name, maxBytes));
            } catch (HostAccessException e) {
                section.uncovered(pattern, e.kind() == Kind.ABSENT ? Kind.VANISHED : e.kind());
                return Optional.empty();
            }
        }
    }
}
