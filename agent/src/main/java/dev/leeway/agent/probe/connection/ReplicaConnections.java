package dev.leeway.agent.probe.connection;

import dev.leeway.agent.format.endpoint.EndpointSettings;
import dev.leeway.agent.format.endpoint.HostsFile;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.ServiceSettings;
import dev.leeway.agent.spi.StoreFiles;
import dev.leeway.schema.fact.FactPath;

/** The endpoints of one replica: what its settings say first, then what its connections show besides. */
final class ReplicaConnections {
    private static final int MAX_HOSTS = 4 << 20;
    private static final String ALL = "endpoint[*]/**";
    private static final String STORES = "endpoint[sqlite:*]/**";

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
        ServiceSettings settings = ServiceSettings.of(host, replica, section, ALL);
        Reading files = new Reading(host.files(replica.leader()), section);
        HostsFile hosts = HostsFile.read(
                files.text("/etc/hosts", MAX_HOSTS, "endpoint[*]/address").orElse(""));
        EndpointSettings.Result found = EndpointSettings.read(settings.settings());
        OpenConnections open = OpenConnections.of(host, replica, section);
        EndpointFacts facts =
                new EndpointFacts(section, hosts, open, replica.leader().workingDirectory());
        found.endpoints().forEach(facts::record);
        found.doubtful()
                .keySet()
                .forEach(key -> section.uncovered(FactPath.of("endpoint", key).text() + "/**", Kind.MALFORMED));
        facts.recordStores(new StoreFiles(host, replica, section, STORES).found());
        facts.recordUnnamed();
        return settings.open();
    }
}
