package dev.leeway.agent.probe.connection;

import dev.leeway.agent.format.EnvironBlock;
import dev.leeway.agent.format.ProcessStat;
import dev.leeway.agent.format.endpoint.CommandSettings;
import dev.leeway.agent.format.endpoint.EndpointSettings;
import dev.leeway.agent.format.endpoint.HostsFile;
import dev.leeway.agent.format.endpoint.Setting;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** The endpoints of one replica: what its settings say first, then what its connections show besides. */
final class ReplicaConnections {
    private static final int MAX_ENVIRONMENT = 4 << 20;
    private static final int MAX_STAT = 4_096;
    private static final int MAX_HOSTS = 4 << 20;
    private static final String ALL = "endpoint[*]/**";

    private final HostView host;
    private final Replica replica;
    private final SectionRecorder section;

    ReplicaConnections(HostView host, Replica replica, SectionRecorder section) {
        this.host = host;
        this.replica = replica;
        this.section = section;
    }

    /** Records them; whether the variables of the process could be read. */
    boolean record() {
        Optional<byte[]> block = kernel("environ", MAX_ENVIRONMENT);
        if (block.isPresent() && !alive()) {
            section.uncovered(ALL, Kind.VANISHED);
            block = Optional.empty();
        }
        EnvironBlock environment = EnvironBlock.parse(block.orElseGet(() -> new byte[0]));
        if (block.isPresent() && !environment.complete()) {
            section.uncovered(ALL, Kind.MALFORMED);
        }
        Reading files = new Reading(host.files(replica.leader()), section);
        HostsFile hosts = HostsFile.read(
                files.text("/etc/hosts", MAX_HOSTS, "endpoint[*]/address").orElse(""));
        EndpointSettings.Result found = EndpointSettings.read(settings(environment.variables(), files));
        OpenConnections open = OpenConnections.of(host, replica, section);
        EndpointFacts facts =
                new EndpointFacts(section, hosts, open, replica.leader().workingDirectory());
        found.endpoints().forEach(facts::record);
        found.doubtful()
                .forEach(key -> section.uncovered(FactPath.of("endpoint", key).text() + "/**", Kind.MALFORMED));
        Set<String> named = facts.storesNamed();
        new StoreFiles(host, replica, section).record(named);
        facts.recordUnnamed();
        return block.isPresent();
    }

    private List<Setting> settings(SortedMap<String, String> variables, Reading files) {
        List<Setting> settings =
                new ArrayList<>(CommandSettings.of(replica.leader().arguments(), variables));
        replica.leader()
                .workingDirectory()
                .ifPresent(directory -> settings.addAll(new SettingFiles(files, directory, settings).read()));
        return settings;
    }

    private boolean alive() {
        return kernel("stat", MAX_STAT)
                .flatMap(stat -> ProcessStat.parse(new String(stat, StandardCharsets.UTF_8)))
                .filter(now -> now.startTicks() == replica.leader().startTicks())
                .isPresent();
    }

    private Optional<byte[]> kernel(String name, int maxBytes) {
        try {
            return Optional.of(host.proc().read("/" + replica.leader().pid() + "/" + name, maxBytes));
        } catch (HostAccessException e) {
            section.uncovered(ALL, e.kind() == Kind.ABSENT ? Kind.VANISHED : e.kind());
            return Optional.empty();
        }
    }
}
