package dev.leeway.agent.probe.container;

import dev.leeway.agent.format.compose.ComposeText;
import dev.leeway.agent.format.compose.Given;
import dev.leeway.agent.format.compose.Include;
import dev.leeway.agent.format.compose.PromisedVariable;
import dev.leeway.agent.format.compose.ServicePart;
import dev.leeway.agent.format.compose.Written;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.StorePath;
import dev.leeway.schema.fact.FactPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what the files of a project promise of one service, and says of each file whether it could be read. */
final class ComposeProject {
    static final FactPath DECLARED = FactPath.of("declared");
    private static final int MAX_BASES = 8;
    private static final int MAX_INCLUDED = 100;

    private final ComposeFiles files;
    private final ComposePlace place;
    private final SectionRecorder section;
    private final ProjectOwners owners;
    private final Map<String, Given> variables = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private int taken;
    private boolean whole = true;

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
     * @param whole whether nothing is missing that may say otherwise; else nothing can be promised by it
     */
    record Promises(
            ServicePart part, SortedMap<String, PromisedVariable> variables, boolean everyVariable, boolean whole) {
        Promises {
            variables = new TreeMap<>(variables);
        }

        /** Never the values. */
        @Override
        public String toString() {
            return "Promises[" + part + "]";
        }
    }

    /** What is promised, which is recorded where a file could not be read; empty when none that was read speaks of the service. */
    Optional<Promises> promises() {
        if (place.more()) {
            // Any that is not read may say otherwise.
            missing(Kind.TOO_LARGE);
        }
        projectVariables();
        Optional<ServicePart> merged = Optional.empty();
        for (String path : place.files()) {
            try {
                // Labels are root's word, but each file has to be open to whoever may put another in its place.
                ComposeText text = files.compose(path, files.owners());
                owners.add(path);
                read(path);
                merged = laid(said(text, path, new Scope(place.directory(), variables), 0), merged);
            } catch (HostAccessException e) {
                // Of one that was read, what it leads to is missing, and is named where it is a file.
                lost(path, e.kind());
                missing(e.kind());
            }
        }
        if (merged.isEmpty() && whole) {
            section.fact(
                    DECLARED.child("service").child("state"),
                    Observed.text(Kept.State.UNDECLARED.text()),
                    place.files().get(0));
        }
        if (merged.isPresent() && !merged.get().clear("*")) {
            missing(Kind.NOT_FOLLOWED);
        }
        return merged.map(this::promised);
    }

    /** Something that may say otherwise: nothing is promised then, and what was read still tells what is a secret. */
    private void missing(Kind kind) {
        whole = false;
        section.uncovered(DECLARED.text() + "/**", kind);
    }

    private void read(String path) {
        seen.add(path);
        section.fact(DECLARED.child("file", place.key(path)).child("read"), Observed.flag(true), path);
    }

    private void lost(String path, Kind kind) {
        if (!seen.contains(path)) {
            section.uncovered(
                    DECLARED.child("file", place.key(path)).child("read").text(), kind);
        }
    }

    private void projectVariables() {
        variables.put("COMPOSE_PROJECT_NAME", Given.of(place.project()));
        place.environment().forEach(path -> variablesOf(path, files.owners(), variables));
    }

    private void variablesOf(String path, ProjectOwners by, Map<String, Given> into) {
        try {
            Optional<Map<String, PromisedVariable>> read = files.variables(path, by, into);
            if (read.isPresent()) {
                read(path);
                read.get().forEach((name, promised) -> into.merge(name, Given.of(promised), Given::over));
            }
        } catch (HostAccessException e) {
            lost(path, e.kind());
        }
    }

    /**
     * Where paths in a file begin and what its variables are.
     *
     * @param directory absolute
     */
    private record Scope(String directory, Map<String, Given> variables) {}

    private static Optional<ServicePart> laid(Optional<ServicePart> upper, Optional<ServicePart> lower) {
        return upper.isPresent() && lower.isPresent()
                ? Optional.of(upper.get().over(lower.get()))
                : upper.or(() -> lower);
    }

    /** What a file says of the service, or those that it takes in: Compose lets only one of them have it. */
    private Optional<ServicePart> said(ComposeText text, String path, Scope scope, int depth)
            throws HostAccessException {
        Optional<ServicePart> part = text.service(place.service(), path, scope.directory(), scope.variables());
        if (part.isPresent()) {
            return Optional.of(based(part.get(), text, path, scope, 0));
        }
        for (Include include : text.includes(path, scope.variables())) {
            if (depth >= MAX_BASES || taken++ >= MAX_INCLUDED) {
                throw new HostAccessException(Kind.TOO_LARGE, path);
            }
            Optional<ServicePart> included = said(include, path, scope, depth);
            if (included.isPresent()) {
                return included;
            }
        }
        return Optional.empty();
    }

    private Optional<ServicePart> said(Include include, String by, Scope scope, int depth) throws HostAccessException {
        List<String> paths = new ArrayList<>();
        for (Written written : include.paths()) {
            paths.add(certain(written, scope, by));
        }
        if (paths.isEmpty()) {
            throw new HostAccessException(Kind.MALFORMED, by);
        }
        String beside = paths.get(0).substring(0, Math.max(1, paths.get(0).lastIndexOf('/')));
        String directory =
                include.directory().isPresent() ? certain(include.directory().get(), scope, by) : beside;
        Map<String, Given> own = new HashMap<>();
        List<String> environment = new ArrayList<>();
        for (Written written : include.environment().orElse(List.of())) {
            environment.add(certain(written, scope, by));
        }
        if (include.environment().isEmpty()) {
            environment.add(StorePath.normal(directory + "/.env"));
        }
        environment.forEach(file -> variablesOf(file, owners, own));
        // What the project itself says of a variable counts.
        own.putAll(scope.variables());
        Optional<ServicePart> merged = Optional.empty();
        for (String path : paths) {
            ComposeText text = led(path);
            merged = laid(said(text, path, new Scope(directory, own), depth + 1), merged);
        }
        return merged;
    }

    /** A path that the files alone decide. */
    private static String certain(Written written, Scope scope, String by) throws HostAccessException {
        if (!written.certain()) {
            throw new HostAccessException(Kind.NOT_FOLLOWED, by);
        }
        return absolute(written.text(), scope.directory());
    }

    /** The part laid over the service it extends, and that over its own; alone where that cannot be had. */
    private ServicePart based(ServicePart part, ComposeText text, String path, Scope scope, int depth) {
        if (part.base().isEmpty()) {
            return part;
        }
        try {
            return part.over(lower(part.base().get(), text, path, scope, depth));
        } catch (HostAccessException e) {
            missing(e.kind());
            return part;
        }
    }

    private ServicePart lower(ServicePart.Base base, ComposeText text, String path, Scope scope, int depth)
            throws HostAccessException {
        boolean certain =
                base.service().certain() && base.file().map(Written::certain).orElse(true);
        if (!certain || depth >= MAX_BASES) {
            throw new HostAccessException(Kind.NOT_FOLLOWED, path);
        }
        String other = base.file()
                .map(file -> absolute(file.text(), scope.directory()))
                .orElse(path);
        String below = other.equals(path) ? scope.directory() : other.substring(0, Math.max(1, other.lastIndexOf('/')));
        ComposeText within = other.equals(path) ? text : led(other);
        ServicePart lower = within.service(base.service().text(), other, below, scope.variables())
                .orElseThrow(() -> new HostAccessException(Kind.MALFORMED, other));
        return based(lower, within, other, new Scope(below, scope.variables()), depth + 1);
    }

    /** The file at {@code path}, which another one leads to. */
    private ComposeText led(String path) throws HostAccessException {
        try {
            ComposeText text = files.compose(path, owners);
            read(path);
            owners.add(path);
            return text;
        } catch (HostAccessException e) {
            lost(path, e.kind());
            throw e;
        }
    }

    private static String absolute(String path, String directory) {
        return StorePath.normal(path.startsWith("/") ? path : directory + "/" + path);
    }

    private Promises promised(ServicePart part) {
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
        return new Promises(part, all, gap.isEmpty(), whole);
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
