package dev.leeway.agent.probe.container;

import dev.leeway.agent.spi.ConfigFacts;
import dev.leeway.agent.spi.ContainerSettings;
import dev.leeway.agent.spi.ContainerSettings.Security;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.EngineContainer.Mount;
import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.ImageConfig;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** How one container is run, and what it was given beyond its image. */
final class ContainerFacts {
    private static final String PROFILE = "seccomp=";

    private final SectionRecorder section;
    private final Optional<EngineImage> image;
    private final Injected injected;
    private final Kind unread;

    /**
     * @param image it was made from; empty where that could not be read
     * @param injected what the engine gave it by itself
     * @param unread why an image could not be read
     */
    ContainerFacts(SectionRecorder section, Optional<EngineImage> image, Injected injected, Kind unread) {
        this.section = section;
        this.image = image;
        this.injected = injected;
        this.unread = unread;
    }

    void record(EngineContainer container) {
        ContainerSettings settings = container.settings();
        ConfigFacts config = new ConfigFacts(section);
        config.user(container.config());
        if (image.isPresent() || container.imageId().isEmpty()) {
            ImageConfig beneath = image.map(EngineImage::config).orElse(ImageConfig.EMPTY);
            config.beyond(container.config(), injected.over(beneath, container));
        } else {
            config.unknown(unread);
        }
        restart(settings);
        new LimitFacts(section).record(settings.limits(), injected);
        security(settings.security());
        namespaces(settings.namespaces());
        container.mounts().forEach(this::mount);
        networks(container);
        new PortFacts(section).record(settings, container.config().ports());
        log(settings.log());
        dns(settings);
        flag("init", settings.init().orElse(false));
        settings.runtime().ifPresent(runtime -> text(FactPath.of("runtime"), runtime));
        flag("auto-remove", settings.autoRemove());
        flag("terminal", settings.terminal());
        injected.stopTimeout(settings)
                .ifPresent(seconds -> section.fact(FactPath.of("stop-timeout"), Observed.number(seconds)));
    }

    private void restart(ContainerSettings settings) {
        FactPath restart = FactPath.of("restart");
        text(restart.child("policy"), settings.restart().policy());
        if (settings.restart().retries() > 0) {
            section.fact(
                    restart.child("retries"), Observed.number(settings.restart().retries()));
        }
    }

    private void security(Security security) {
        flag("privileged", security.privileged());
        flag("read-only", security.readOnly());
        FactPath capability = FactPath.of("capability");
        set(capability.child("added"), security.added());
        set(capability.child("dropped"), security.dropped());
        SortedSet<String> options = new TreeSet<>();
        for (String option : security.options()) {
            if (option.startsWith(PROFILE) && option.indexOf('{') >= 0) {
                options.add(PROFILE + "profile");
                section.fact(
                        FactPath.of("security").child("seccomp-profile"),
                        new Observed.Content("profile", "seccomp", option.getBytes(StandardCharsets.UTF_8)));
            } else {
                options.add(option);
            }
        }
        set(FactPath.of("security").child("options"), options);
        set(FactPath.of("groups"), security.groups());
        set(FactPath.of("devices"), security.devices());
        set(FactPath.of("device-requests"), security.deviceRequests());
        guarded("sysctl", "sysctl", security.sysctls());
        security.tmpfs()
                .forEach((path, how) ->
                        section.fact(FactPath.of("tmpfs", path), new Observed.Guarded("mount-option", "options", how)));
    }

    private void namespaces(ContainerSettings.Namespaces namespaces) {
        FactPath namespace = FactPath.of("namespace");
        String network = namespaces.network();
        boolean known = network.equals("host") || network.equals("none") || network.equals("container");
        text(namespace.child("network"), known ? network : "private");
        shared(namespace.child("pid"), namespaces.pid());
        shared(namespace.child("ipc"), namespaces.ipc());
        shared(namespace.child("uts"), namespaces.uts());
        shared(namespace.child("user"), namespaces.user());
        shared(namespace.child("cgroup"), namespaces.cgroup());
    }

    private void shared(FactPath path, String mode) {
        if (!mode.isEmpty()) {
            text(path, mode);
        }
    }

    private void mount(Mount mount) {
        FactPath path = FactPath.of("mount", mount.destination());
        text(path.child("kind"), mount.kind());
        section.fact(path.child("read-only"), Observed.flag(!mount.writable()));
        if (mount.kind().equals("bind")) {
            mount.source()
                    .ifPresent(source ->
                            section.fact(path.child("source"), new Observed.Guarded("path", "source", source)));
        }
        mount.name().ifPresent(name -> text(path.child("volume"), name));
        mount.driver()
                .filter(driver -> !driver.equals("local"))
                .ifPresent(driver -> text(path.child("driver"), driver));
        mount.propagation()
                .filter(each -> !each.equals("rprivate"))
                .ifPresent(each -> text(path.child("propagation"), each));
    }

    private void networks(EngineContainer container) {
        container
                .networks()
                .forEach((network, aliases) ->
                        set(FactPath.of("network", network).child("aliases"), aliases));
    }

    private void log(ContainerSettings.Log log) {
        FactPath path = FactPath.of("log");
        if (!log.driver().isEmpty()) {
            text(path.child("driver"), log.driver());
        }
        log.options()
                .forEach((name, value) ->
                        section.fact(path.child("option", name), new Observed.Guarded("log-option", name, value)));
    }

    private void dns(ContainerSettings settings) {
        for (String host : settings.hosts()) {
            int colon = host.indexOf(':');
            if (colon > 0) {
                section.fact(
                        FactPath.of("extra-host", host.substring(0, colon)),
                        new Observed.Guarded("address", "extra-host", host.substring(colon + 1)));
            }
        }
        FactPath dns = FactPath.of("dns");
        listed(dns.child("servers"), settings.dns().servers());
        listed(dns.child("search"), settings.dns().search());
        listed(dns.child("options"), settings.dns().options());
    }

    /** In order, since the first that answers counts. */
    private void listed(FactPath path, Collection<String> words) {
        if (!words.isEmpty()) {
            text(path, String.join(" ", words));
        }
    }

    private void guarded(String name, String tagClass, Map<String, String> values) {
        values.forEach(
                (key, value) -> section.fact(FactPath.of(name, key), new Observed.Guarded(tagClass, key, value)));
    }

    private void text(FactPath path, String text) {
        section.fact(path, Observed.text(text));
    }

    private void flag(String name, boolean set) {
        section.fact(FactPath.of(name), Observed.flag(set));
    }

    private void set(FactPath path, Collection<String> members) {
        section.fact(path, new Observed.Plain(Value.SetOf.texts(members)));
    }
}
