package dev.leeway.agent.config;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.host.jdbc.DatabaseLogin;
import dev.leeway.agent.service.ServiceMatch;
import dev.leeway.agent.spi.ConfigPlaces;
import dev.leeway.agent.spi.HostSettings;
import dev.leeway.schema.snapshot.HostKind;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one source of configuration says; what it leaves open is empty, so that sources can be laid over each other.
 *
 * @param name what the host is called, where its own name is not wanted
 * @param environment {@code dev}, {@code staging}, {@code prod}, ...
 * @param role whose peers it has for host facts
 * @param kind what sort of host it is
 * @param labels such as {@code slot: blue}
 * @param keys files of fleet keys, the one in use first; a second one during rotation
 * @param probes which probes look, and how far
 * @param disclose names of variables and settings, or patterns of them, whose values may leave the host in clear
 * @param withhold names, or patterns of them, whose values must not
 * @param services services the user names, in the order in which they are tried
 * @param dependency where deployed software lies
 * @param configPlaces files of settings, beside those that services lead to
 * @param databases those looked at, each with the place of its login
 * @param connects whether the agent logs in at databases that services lead to, as those services do
 * @param host places of the host that probes cannot know by themselves
 */
public record AgentConfig(
        Optional<String> name,
        Optional<String> environment,
        Optional<String> role,
        Optional<HostKind> kind,
        SortedMap<String, String> labels,
        List<Path> keys,
        ProbeSettings probes,
        List<String> disclose,
        List<String> withhold,
        List<ServiceMatch> services,
        DependencyConfig dependency,
        ConfigPlaces configPlaces,
        List<DatabaseLogin> databases,
        Optional<Boolean> connects,
        HostSettings host) {
    /** Nothing said. */
    public static final AgentConfig NONE = new AgentConfig(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Collections.emptySortedMap(),
            List.of(),
            ProbeSettings.NONE,
            List.of(),
            List.of(),
            List.of(),
            DependencyConfig.NONE,
            ConfigPlaces.NONE,
            List.of(),
            Optional.empty(),
            HostSettings.NONE);

    public AgentConfig {
        requireNonNull(name, "name is null");
        requireNonNull(environment, "environment is null");
        requireNonNull(role, "role is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(probes, "probes is null");
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        keys = List.copyOf(keys);
        disclose = List.copyOf(disclose);
        withhold = List.copyOf(withhold);
        services = List.copyOf(services);
        requireNonNull(dependency, "dependency is null");
        requireNonNull(configPlaces, "configPlaces is null");
        databases = List.copyOf(databases);
        requireNonNull(connects, "connects is null");
        requireNonNull(host, "host is null");
    }

    /** What a host goes by and where it belongs, and nothing else. */
    public static AgentConfig belonging(Optional<String> name, Optional<String> environment, Optional<String> role) {
        return new AgentConfig(
                name,
                environment,
                role,
                Optional.empty(),
                NONE.labels,
                NONE.keys,
                NONE.probes,
                NONE.disclose,
                NONE.withhold,
                NONE.services,
                NONE.dependency,
                NONE.configPlaces,
                NONE.databases,
                NONE.connects,
                NONE.host);
    }

    /** This configuration where it says something, {@code base} where it does not; labels are joined one by one. */
    public AgentConfig over(AgentConfig base) {
        SortedMap<String, String> joined = new TreeMap<>(base.labels);
        joined.putAll(labels);
        return new AgentConfig(
                name.or(base::name),
                environment.or(base::environment),
                role.or(base::role),
                kind.or(base::kind),
                joined,
                keys.isEmpty() ? base.keys : keys,
                probes.over(base.probes),
                disclose.isEmpty() ? base.disclose : disclose,
                withhold.isEmpty() ? base.withhold : withhold,
                services.isEmpty() ? base.services : services,
                dependency.over(base.dependency),
                over(configPlaces, base.configPlaces),
                databases.isEmpty() ? base.databases : databases,
                connects.or(base::connects),
                host.over(base.host));
    }

    private static ConfigPlaces over(ConfigPlaces places, ConfigPlaces base) {
        return new ConfigPlaces(
                places.files().isEmpty() ? base.files() : places.files(),
                places.exclude().isEmpty() ? base.exclude() : places.exclude());
    }
}
