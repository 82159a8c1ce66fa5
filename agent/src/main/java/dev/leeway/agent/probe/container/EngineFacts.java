package dev.leeway.agent.probe.container;

import dev.leeway.agent.spi.EngineInfo;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.util.Collection;
import java.util.Optional;

/** What the engine itself is and how it is set up. */
final class EngineFacts {
    private static final FactPath ENGINE = FactPath.of("engine");
    private static final String FILE_SYSTEM = "Backing Filesystem";

    private final SectionRecorder index;

    EngineFacts(SectionRecorder index) {
        this.index = index;
    }

    void record(EngineInfo info, String address) {
        text("product", Optional.of(info.product()));
        version(ENGINE.child("version"), info.version());
        version(ENGINE.child("api-version"), info.apiVersion());
        info.components()
                .forEach((name, version) ->
                        version(ENGINE.child("component", name).child("version"), Optional.of(version)));
        text("architecture", info.platform().architecture());
        flag(ENGINE.child("remote"), Optional.of(!address.startsWith("/")));
        storage(info.storage());
        running(info.running());
        if (!info.network().pools().isEmpty()) {
            text("address-pools", Optional.of(String.join(", ", info.network().pools())));
        }
        flag(ENGINE.child("forwarding"), info.network().forwarding());
        FactPath registry = ENGINE.child("registry");
        set(registry.child("insecure"), info.registries().insecure());
        info.registries()
                .mirrors()
                .forEach(mirror ->
                        index.fact(registry.child("mirror"), new Observed.Guarded("registry", "mirror", mirror)));
        info.proxies()
                .forEach((name, value) ->
                        index.fact(ENGINE.child("proxy", name), new Observed.Guarded("variable", name, value)));
        info.labels()
                .forEach((name, value) ->
                        index.fact(ENGINE.child("label", name), new Observed.Guarded("label", name, value)));
    }

    private void storage(EngineInfo.Storage storage) {
        FactPath path = ENGINE.child("storage");
        storage.driver().ifPresent(driver -> index.fact(path.child("driver"), Observed.text(driver)));
        storage.status().forEach((name, value) -> {
            if (name.equals(FILE_SYSTEM)) {
                index.fact(path.child("file-system"), Observed.text(value));
            } else if (value.equals("true") || value.equals("false")) {
                // What is neither tells of the moment: space that is left, numbers of layers.
                index.fact(path.child("option", name), Observed.flag(Boolean.parseBoolean(value)));
            }
        });
    }

    private void running(EngineInfo.Running running) {
        FactPath runtime = ENGINE.child("runtime");
        running.standard().ifPresent(name -> index.fact(runtime.child("default"), Observed.text(name)));
        set(runtime.child("available"), running.runtimes());
        FactPath cgroup = ENGINE.child("cgroup");
        running.cgroupDriver().ifPresent(driver -> index.fact(cgroup.child("driver"), Observed.text(driver)));
        running.cgroupVersion().ifPresent(version -> index.fact(cgroup.child("version"), Observed.text(version)));
        text("log-driver", running.logDriver());
        set(ENGINE.child("security"), running.security());
        flag(ENGINE.child("rootless"), Optional.of(running.rootless()));
        flag(ENGINE.child("live-restore"), running.liveRestore());
        flag(ENGINE.child("experimental"), running.experimental());
        text("swarm", running.swarm());
        running.supports().forEach((limit, kept) -> flag(ENGINE.child("supports", limit), Optional.of(kept)));
    }

    private void text(String name, Optional<String> text) {
        text.ifPresent(each -> index.fact(ENGINE.child(name), Observed.text(each)));
    }

    private void flag(FactPath path, Optional<Boolean> flag) {
        flag.ifPresent(each -> index.fact(path, Observed.flag(each)));
    }

    private void set(FactPath path, Collection<String> members) {
        index.fact(path, new Observed.Plain(Value.SetOf.texts(members)));
    }

    private void version(FactPath path, Optional<String> version) {
        version.ifPresent(each -> index.fact(path, Observed.version(each, VersionScheme.GENERIC)));
    }
}
