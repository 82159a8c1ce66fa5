package dev.leeway.agent.cli;

import dev.leeway.agent.config.AgentConfig;
import dev.leeway.agent.deliver.SequenceFile;
import dev.leeway.agent.redact.FleetKey;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.schema.fact.Access;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Examines the agent on this host: configuration, keys, state, and by a real look at the host every probe. */
final class Surgery {
    private final Surroundings around;
    private final ConfigOptions configured;
    private final HostOptions observed;
    private final List<Diagnosis> found = new ArrayList<>();

    Surgery(Surroundings around, ConfigOptions configured, HostOptions observed) {
        this.around = around;
        this.configured = configured;
        this.observed = observed;
    }

    /**
     * Everything found, the probes first.
     *
     * @throws FormatException when the options themselves are wrong
     */
    List<Diagnosis> examine() throws FormatException, InterruptedException {
        AgentConfig config = configuration();
        KeyRing keys = keys(config);
        Redactor redactor = keys.redactor(config);
        Observation observation = new Observation(around, config, observed, redactor);
        Snapshot snapshot = observation.take(() -> 0);
        List<String> closed = observation.closed().stream()
                .map(process -> redactor.message(process.name()) + " (" + process.pid() + ")")
                .toList();
        List<Diagnosis> all = new ArrayList<>();
        Catalogue catalogue = CatalogueReader.builtIn();
        for (String probe : around.probeNames()) {
            List<Section> sections = snapshot.sections().values().stream()
                    .filter(section -> section.key().probe().equals(probe))
                    .toList();
            // The same processes are closed to every probe; told once is enough.
            boolean told = all.stream().anyMatch(each -> each.evidence().contains(ProbeDiagnosis.CLOSED));
            ProbeDiagnosis.Sight sight = new ProbeDiagnosis.Sight(CurrentUser.uid() == 0, told ? List.of() : closed);
            Access access = catalogue.probe(probe).map(ProbeEntry::access).orElse(Access.UNSAID);
            all.add(new ProbeDiagnosis(probe, sections, sight, access).diagnosis());
        }
        all.addAll(found);
        all.add(count());
        all.addAll(DeliveryDiagnosis.of(around));
        return all;
    }

    private AgentConfig configuration() {
        Optional<Path> file = configured.file(around);
        try {
            AgentConfig config = configured.read(around);
            found.add(
                    file.isEmpty()
                            ? new Diagnosis("configuration", Diagnosis.State.OFF, "no file, defaults in use", "", "")
                            : Diagnosis.healthy("configuration", file.get().toString()));
            return config;
        } catch (FormatException e) {
            found.add(new Diagnosis(
                    "configuration",
                    Diagnosis.State.BROKEN,
                    e.faults().stream()
                            .map(fault -> String.valueOf(fault.getMessage()))
                            .collect(Collectors.joining(" · ")),
                    "every snapshot",
                    e.faults().size() == 1 ? "correct the place named" : "correct the places named"));
            return AgentConfig.NONE;
        }
    }

    private KeyRing keys(AgentConfig config) {
        try {
            KeyRing keys = KeyRing.read(config);
            found.add(
                    keys.present()
                            ? Diagnosis.healthy(
                                    "key",
                                    keys.keys().stream().map(FleetKey::id).collect(Collectors.joining(" and ")))
                            : new Diagnosis(
                                    "key",
                                    Diagnosis.State.OFF,
                                    "none; of secrets only the presence is told",
                                    "",
                                    "on shared environments: leeway-agent key create, and 'keys' in agent.yaml"));
            return keys;
        } catch (FormatException e) {
            found.add(new Diagnosis(
                    "key",
                    Diagnosis.State.BROKEN,
                    String.valueOf(e.getMessage()),
                    "every snapshot",
                    "correct the file named"));
            return new KeyRing(List.of());
        }
    }

    private Diagnosis count() {
        Optional<Path> place =
                SequenceFile.usual(around.variables(), CurrentUser.uid() == 0).place();
        Path nearest = place.orElse(Path.of("/"));
        while (!Files.exists(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        return place.isPresent() && Files.isWritable(nearest)
                ? Diagnosis.healthy("state", place.get().toString())
                : new Diagnosis(
                        "state",
                        Diagnosis.State.OFF,
                        "snapshots are not counted, their order follows the clock",
                        "",
                        "let this user write to /var/lib/leeway, or set XDG_STATE_HOME");
    }
}
