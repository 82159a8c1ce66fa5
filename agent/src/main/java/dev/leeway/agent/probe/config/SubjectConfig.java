package dev.leeway.agent.probe.config;

import dev.leeway.agent.format.settings.SettingEntry;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.Service;
import dev.leeway.agent.spi.ServiceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of one subject: of each replica of a service, and those the configuration names for it. */
final class SubjectConfig {
    private final HostView host;
    private final String name;
    private final SectionRecorder section;
    private final FileFacts facts;
    private final Excluded excluded;

    SubjectConfig(HostView host, String name, SectionRecorder section) {
        this.host = host;
        this.name = name;
        this.section = section;
        this.facts = new FileFacts(section);
        this.excluded = new Excluded(host.configPlaces().exclude());
    }

    /** Records them; whether every replica could be looked into. */
    boolean record(Optional<Service> service) {
        boolean open = true;
        List<SettingEntry> named = configured();
        for (Replica replica : service.map(Service::replicas).orElse(List.of())) {
            open &= record(replica, named);
        }
        return open;
    }

    private List<SettingEntry> configured() {
        List<SettingEntry> settings = new ArrayList<>();
        FileGlobs globs = new FileGlobs(new Reading(host.files(), section), "file[*]/**");
        for (String pattern : host.configPlaces().files().getOrDefault(name, List.of())) {
            for (String path : globs.matching(pattern)) {
                if (!excluded.covers(path)) {
                    settings.addAll(
                            facts.record(new ConfigFile(host.files(), path, FileKey.of(path, Optional.empty()))));
                }
            }
        }
        return settings;
    }

    private boolean record(Replica replica, List<SettingEntry> named) {
        ServiceSettings own = ServiceSettings.of(host, replica, section, "required[*]/**");
        if (!own.open() || replica.leader().workingDirectory().isEmpty()) {
            section.uncovered("**", Kind.DENIED);
        }
        ServiceFiles files = new ServiceFiles(host, replica, section);
        List<SettingEntry> settings = new ArrayList<>(named);
        for (ConfigFile file : files.find(own.settings())) {
            if (!excluded.covers(file.path())) {
                settings.addAll(facts.record(file));
            }
        }
        return own.open();
    }
}
