package dev.leeway.agent.host;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.ConfigPlaces;
import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.DatabaseServers;
import dev.leeway.agent.spi.DependencySettings;
import dev.leeway.agent.spi.HostSettings;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is told of a host and cannot be seen on it.
 *
 * @param shell variables of the invoking shell, where the user asked for them
 * @param dependencies what the user said of deployed software
 * @param databases those the user told the agent to look at
 * @param engine the container engine that is asked about it
 * @param handed looks through that engine into containers that are closed otherwise
 * @param configPlaces files of settings the user named
 * @param settings what the user said of other places
 * @param now the moment from which it is looked at
 */
public record Told(
        Optional<SortedMap<String, String>> shell,
        DependencySettings dependencies,
        DatabaseServers databases,
        ContainerEngine engine,
        EngineInteriors handed,
        ConfigPlaces configPlaces,
        HostSettings settings,
        Instant now) {
    /** Nothing. */
    public static final Told NOTHING = new Told(
            Optional.empty(),
            DependencySettings.NONE,
            DatabaseServers.NONE,
            ContainerEngine.NONE,
            EngineInteriors.NONE,
            ConfigPlaces.NONE,
            HostSettings.NONE,
            Instant.EPOCH);

    public Told {
        shell = shell.map(variables -> Collections.unmodifiableSortedMap(new TreeMap<>(variables)));
        requireNonNull(dependencies, "dependencies are null");
        requireNonNull(databases, "databases are null");
        requireNonNull(engine, "engine is null");
        requireNonNull(handed, "handed is null");
        requireNonNull(configPlaces, "configPlaces are null");
        requireNonNull(settings, "settings are null");
        requireNonNull(now, "now is null");
    }
}
