package dev.leeway.agent.selftest;

import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.DependencySettings;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Interior;
import dev.leeway.agent.spi.Service;
import dev.leeway.agent.spi.SqliteFiles;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** An image in a file of which it is noted what probes asked for: what it says of itself, or its files. */
record HeardImage(HostView image, HandedOut handed, String config, String layer) implements HostView {
    @Override
    public ContainerEngine engine() {
        handed.out(config);
        return image.engine();
    }

    @Override
    public List<Interior> interiors() throws HostAccessException, InterruptedException {
        handed.out(layer);
        return image.interiors();
    }

    @Override
    public HostFiles files(HostProcess process) {
        handed.out(layer);
        return image.files(process);
    }

    @Override
    public List<Service> services() throws HostAccessException, InterruptedException {
        handed.out(config);
        return image.services();
    }

    @Override
    public List<HostProcess> processes() throws HostAccessException, InterruptedException {
        return image.processes();
    }

    @Override
    public boolean live() {
        return image.live();
    }

    @Override
    public boolean hasSystem() {
        return image.hasSystem();
    }

    @Override
    public HostFiles files() {
        return image.files();
    }

    @Override
    public HostFiles proc() {
        return image.proc();
    }

    @Override
    public HostFiles sys() {
        return image.sys();
    }

    @Override
    public SqliteFiles sqlite() {
        return image.sqlite();
    }

    @Override
    public DependencySettings dependencies() {
        return image.dependencies();
    }

    @Override
    public Optional<SortedMap<String, String>> shell() {
        return image.shell();
    }
}
