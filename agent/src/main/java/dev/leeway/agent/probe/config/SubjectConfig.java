package dev.leeway.agent.probe.config;

import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.ReadableFiles;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.Service;
import dev.leeway.agent.spi.ServiceSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files of one subject: of each replica of a service, and those the configuration names for it. */
final class SubjectConfig {
    private final HostView host;
    private final String name;
    private final SectionRecorder section;
    private final FileFacts facts;
    private final Excluded excluded;

    /** @param time that its files may take to be taken apart, less than the whole look may take */
    SubjectConfig(HostView host, String name, SectionRecorder section, Duration time) {
        this.host = host;
        this.name = name;
        this.section = section;
        this.facts = new FileFacts(section, time);
        this.excluded = new Excluded(host.configPlaces().exclude());
    }

    /** Records them; whether every replica could be looked into. */
    boolean record(Optional<Service> service) {
        boolean open = true;
        if (service.isEmpty()) {
            configured(new Declarations());
        }
        for (Replica replica : service.map(Service::replicas).orElse(List.of())) {
            open &= record(replica);
        }
        return open;
    }

    private void configured(Declarations declarations) {
        FileGlobs globs = new FileGlobs(new Reading(host.files(), section), "file[*]/**");
        for (String pattern : host.configPlaces().files().getOrDefault(name, List.of())) {
            for (String path : globs.matching(pattern)) {
                if (ClassPathFiles.isArchive(path)) {
                    new ClassPathFiles(host.files(), section, excluded)
                            .in(path)
                            .forEach(packed -> declarations.read(packed.file(), facts.record(packed), true));
                } else if (!excluded.covers(path)) {
                    ConfigFile file = new ConfigFile(host.files(), path, FileKey.of(path, Optional.empty()));
                    declarations.read(file, facts.record(file), true);
                }
            }
        }
    }

    private boolean record(Replica replica) {
        ServiceSettings own = ServiceSettings.of(host, replica, section, "required[*]/**");
        if (!own.open() || replica.leader().workingDirectory().isEmpty()) {
            section.uncovered("**", Kind.DENIED);
        }
        ServiceFiles files = new ServiceFiles(host, replica, section);
        Declarations declarations = new Declarations();
        declarations.have(own.settings());
        ActiveProfiles profiles = new ActiveProfiles(own.settings());
        configured(declarations);
        Set<String> told = new HashSet<>();
        for (ConfigFile file : files.find(own.settings())) {
            told.add(file.path());
            if (!excluded.covers(file.path())) {
                declarations.read(file, facts.record(file), profiles.covers(file.name()));
            }
        }
        new ClassPathFiles(ReadableFiles.of(host, replica.leader()), section, excluded)
                .of(replica.leader(), told)
                .forEach(packed -> declarations.read(
                        packed.file(),
                        facts.record(packed),
                        profiles.covers(packed.file().name())));
        files.examples().stream()
                .filter(file -> !excluded.covers(file.path()))
                .forEach(file -> facts.names(file)
                        .forEach(entry ->
                                declarations.ask(entry.key(), file.key(), file.path() + ":" + entry.line(), false)));
        files.scripts().stream()
                .filter(file -> !excluded.covers(file.path()))
                .forEach(file -> new ScriptText(file, section).ask(declarations));
        declarations.record(section);
        return own.open();
    }
}
