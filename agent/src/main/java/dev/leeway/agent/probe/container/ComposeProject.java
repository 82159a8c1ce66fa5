package dev.leeway.agent.probe.container;

import dev.leeway.agent.format.compose.ComposeText;
import dev.leeway.agent.format.compose.Given;
import dev.leeway.agent.format.compose.PromisedVariable;
import dev.leeway.agent.format.compose.ServicePart;
import dev.leeway.agent.format.compose.Written;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.StorePath;
import dev.leeway.schema.fact.FactPath;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what the files of a project promise of one service, and says of each file whether it could be read. */
final class ComposeProject {
    static final FactPath DECLARED = FactPath.of("declared");
    private static final int MAX_BASES = 8;

    private final ComposeFiles files;
    private final ComposePlace place;
    private final SectionRecorder section;
    private final ProjectOwners owners;
    private final Map<String, Given> variables = new HashMap<>();

    ComposeProject(ComposeFiles files, ComposePlace place, SectionRecorder section) {
        this.files = files;
        this.place = place;
        this.section = section;
        this.owners = files.owners();
    }

    /**
     * What is promised.
     *
     * @param part image, ports and limits
     * @param variables of its environment and of the files it names
     * @param everyVariable whether {@code variables} are all
     */
    record Promises(ServicePart part, SortedMap<String, PromisedVariable> variables, boolean everyVariable) {
        Promises {
            variables = new TreeMap<>(variables);
        }

        /** Never the values. */
        @Override
        public String toString() {
            return "Promises[" + part + "]";
        }
    }

    /** What is promised; empty when a file could not be read, which is recorded, or when none speaks of the service. */
    Optional<Promises> promises() {
        if (place.more()) {
            // Any that is not read may say otherwise.
            section.uncovered(DECLARED.text() + "/**", Kind.TOO_LARGE);
            return Optional.empty();
        }
        projectVariables();
        Optional<ServicePart> merged = Optional.empty();
        boolean includes = false;
        for (String path : place.files()) {
            try {
                // Labels are root's word, but each file has to be open to whoever may put another in its place.
                ComposeText text = files.compose(path, files.owners());
                owners.add(path);
                read(path);
                includes |= text.includes();
                Optional<ServicePart> part = text.service(place.service(), path, place.directory(), variables);
                if (part.isPresent()) {
                    ServicePart whole = based(part.get(), text, path, place.directory(), 0);
                    merged = Optional.of(merged.map(whole::over).orElse(whole));
                }
            } catch (HostAccessException e) {
                lost(path, e.kind());
                section.uncovered(DECLARED.text() + "/**", e.kind());
                return Optional.empty();
            }
        }
        if (merged.isEmpty() && includes) {
            section.uncovered(DECLARED.text() + "/**", Kind.NOT_FOLLOWED);
        } else if (merged.isEmpty()) {
            section.fact(
                    DECLARED.child("service").child("state"),
                    Observed.text(Kept.State.UNDECLARED.text()),
                    place.files().get(0));
        }
        if (merged.isPresent() && !merged.get().clear("*")) {
            section.uncovered(DECLARED.text() + "/**", Kind.NOT_FOLLOWED);
            return Optional.empty();
        }
        return merged.map(this::whole);
    }

    private void read(String path) {
        section.fact(DECLARED.child("file", place.key(path)).child("read"), Observed.flag(true), path);
    }

    private void lost(String path, Kind kind) {
        section.uncovered(DECLARED.child("file", place.key(path)).child("read").text(), kind);
    }

    private void projectVariables() {
        variables.put("COMPOSE_PROJECT_NAME", Given.of(place.project()));
        for (String path : place.environment()) {
            try {
                Optional<Map<String, PromisedVariable>> read = files.variables(path, files.owners(), variables);
                if (read.isPresent()) {
                    read(path);
                    read.get().forEach((name, promised) -> variables.merge(name, Given.of(promised), Given::over));
                }
            } catch (HostAccessException e) {
                lost(path, e.kind());
            }
        }
    }

    /** The part laid over the service it extends, and that over its own. */
    private ServicePart based(ServicePart part, ComposeText text, String path, String directory, int depth)
            throws HostAccessException {
        if (part.base().isEmpty()) {
            return part;
        }
        ServicePart.Base base = part.base().get();
        boolean certain =
                base.service().certain() && base.file().map(Written::certain).orElse(true);
        if (!certain || depth >= MAX_BASES) {
            throw new HostAccessException(Kind.NOT_FOLLOWED, path);
        }
        String other = base.file().map(file -> absolute(file.text(), directory)).orElse(path);
        String below = other.equals(path) ? directory : other.substring(0, Math.max(1, other.lastIndexOf('/')));
        ComposeText within = other.equals(path) ? text : files.compose(other, owners);
        if (!other.equals(path)) {
            read(other);
            owners.add(other);
        }
        ServicePart lower = within.service(base.service().text(), other, below, variables)
                .orElseThrow(() -> new HostAccessException(Kind.MALFORMED, other));
        return part.over(based(lower, within, other, below, depth + 1));
    }

    private static String absolute(String path, String directory) {
        return StorePath.normal(path.startsWith("/") ? path : directory + "/" + path);
    }

    private Promises whole(ServicePart part) {
        SortedMap<String, PromisedVariable> all = new TreeMap<>();
        Optional<Kind> gap = part.clear("environment") ? Optional.empty() : Optional.of(Kind.MALFORMED);
        for (ServicePart.VariableFile file : part.files()) {
            Optional<Kind> lost = file.path().certain()
                    ? variablesOf(absolute(file.path().text(), file.directory()), file.required(), all)
                    : Optional.of(Kind.OF_A_SHELL);
            gap = gap.or(() -> lost);
        }
        all.putAll(part.variables());
        gap.ifPresent(kind -> section.uncovered(DECLARED.text() + "/env[*]/**", kind));
        if (!part.clear("ports")) {
            section.uncovered(DECLARED.text() + "/port[*]/**", Kind.MALFORMED);
        }
        if (!part.clear("limits")) {
            section.uncovered(DECLARED.text() + "/limit[*]/**", Kind.NOT_FOLLOWED);
        }
        if (!part.clear("rest")) {
            section.uncovered(DECLARED.text() + "/**", Kind.TOO_LARGE);
        }
        return new Promises(part, all, gap.isEmpty());
    }

    /** Why the variables of a file could not be had; empty when they could. */
    private Optional<Kind> variablesOf(String path, boolean required, SortedMap<String, PromisedVariable> into) {
        try {
            Optional<Map<String, PromisedVariable>> read = files.variables(path, owners, variables);
            if (read.isEmpty() && required) {
                lost(path, Kind.VANISHED);
                return Optional.of(Kind.VANISHED);
            }
            read.ifPresent(each -> {
                read(path);
                into.putAll(each);
            });
            return Optional.empty();
        } catch (HostAccessException e) {
            lost(path, e.kind());
            return Optional.of(e.kind());
        }
    }
}
