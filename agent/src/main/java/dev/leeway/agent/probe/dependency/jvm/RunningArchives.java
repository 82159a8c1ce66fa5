package dev.leeway.agent.probe.dependency.jvm;

import dev.leeway.agent.format.archive.Archive;
import dev.leeway.agent.format.archive.ArchiveName;
import dev.leeway.agent.format.archive.Coordinates;
import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.format.command.Program.MainKind;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.OpenFiles;
import dev.leeway.agent.spi.OpenFiles.Held;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.VersionScheme;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a machine still runs of archives that the disk no longer holds as it opened them.
 *
 * <p>Only such differences are told: which archives happen to be open says nothing, for they are opened when first needed.
 */
public final class RunningArchives {
    private static final int MOST_READ = 500;
    /** Where everybody's files come and go side by side. */
    private static final Set<String> SHARED = Set.of("/tmp", "/var/tmp", "/run", "/dev/shm");

    private final JvmFacts facts;
    private final HostFiles proc;
    private final Set<String> unknown = new HashSet<>();
    private int read;

    /**
     * @param facts of the same service, with every machine taken
     * @param proc the kernel's files, which lead to open ones that have no path any more
     */
    public RunningArchives(JvmFacts facts, HostFiles proc) {
        this.facts = facts;
        this.proc = proc;
    }

    /**
     * Takes one virtual machine.
     *
     * @param began when it was started; empty where that cannot be told, and so nothing of when files were changed either
     */
    public void machine(OpenFiles open, Program program, Optional<String> workingDirectory, Optional<Instant> began) {
        List<Held> all = open.heldAnywhere(ArchiveName::isArchive);
        MovedRelease moved = MovedRelease.of(facts.store(), all);
        List<Held> held = all.stream()
                .filter(file ->
                        !OpenFiles.isPassing(file.path()) || isDeployed(file.path()) || moved.holds(file.path()))
                .toList();
        Map<String, Held> replaced = new LinkedHashMap<>();
        Map<String, String> installed = new HashMap<>();
        held.stream()
                .filter(file -> moved.holds(file.path()) || open.replaced(file))
                .forEach(file -> replaced.putIfAbsent(file.path(), file));
        replaced.keySet().forEach(path -> moved.counterpart(path).ifPresent(now -> installed.put(path, now)));
        if (program.kind() == MainKind.JAR) {
            mainFile(program, workingDirectory)
                    .ifPresent(main -> open.movedAway(main, held).ifPresent(file -> {
                        replaced.putIfAbsent(file.path(), file);
                        facts.store().survey().resolve(main).ifPresent(now -> installed.putIfAbsent(file.path(), now));
                    }));
        }
        boolean switched = false;
        for (Held file : replaced.values()) {
            boolean differs = replaced(file, installed.getOrDefault(file.path(), file.path()));
            switched |= differs && moved.holds(file.path());
        }
        if (switched) {
            // Of archives read and closed, or not opened yet, nobody knows of which release they are.
            facts.ledger().uncovered("maven[*]/running", Kind.CHANGED);
        }
        held.stream()
                .filter(file -> !replaced.containsKey(file.path()) && !unknown.contains(file.path()))
                .filter(file -> began.isEmpty() || open.mayBeRewritten(file, began.get()))
                .filter(file -> unknown.add(file.path()))
                .forEach(file -> unknown(file.path(), began.isEmpty() ? Kind.UNREADABLE : Kind.CHANGED));
    }

    /** Whether {@code path} is one of the service's, or lies beside them where nobody else keeps files. */
    private boolean isDeployed(String path) {
        String directory = PathText.parent(path);
        return facts.places().contains(path)
                || (!SHARED.contains(directory)
                        && facts.places().stream()
                                .anyMatch(place -> PathText.parent(place).equals(directory)));
    }

    /** What runs of the archive at {@code path} was in it when it was opened, and nobody knows that any more. */
    private void unknown(String path, Kind kind) {
        Optional<Archive> archive = facts.store().known(path).map(ReadJar::archive);
        Coordinates coordinates =
                archive.map(each -> facts.identity(each).coordinates()).orElseGet(() -> named(path));
        String key = known(coordinates);
        boolean versioned = coordinates.version().isPresent();
        facts.ledger().uncovered(path(key, versioned).child("replaced").text(), kind);
        if (archive.filter(each -> !each.nested().isEmpty()).isPresent()) {
            facts.ledger().uncovered("maven[*]/running", kind);
        } else if (versioned) {
            facts.ledger().uncovered(path(key, true).child("running").text(), kind);
        }
    }

    private static Coordinates named(String path) {
        ArchiveName name = ArchiveName.of(path);
        return new Coordinates(Optional.empty(), name.artifact(), name.classifier(), name.version());
    }

    private static Optional<String> mainFile(Program program, Optional<String> workingDirectory) {
        return program.main().startsWith("/")
                ? Optional.of(program.main())
                : workingDirectory.map(directory -> PathText.resolved(directory, program.main()));
    }

    /**
     * Tells of {@code file} unless the same was put there again; whether it is another.
     *
     * @param installed where the archive lies that is there instead
     */
    private boolean replaced(Held file, String installed) {
        String place = facts.relative(PathText.parent(file.path())) + PathText.name(file.path());
        boolean elsewhere =
                !file.path().equals(installed) || !facts.store().places().contains(file.path());
        String evidence = place
                + (file.deleted()
                        ? ", deleted while open"
                        : elsewhere ? ", open and no longer of the service" : ", another file by now");
        boolean spent = read++ >= MOST_READ;
        Optional<ReadJar> running = spent ? Optional.empty() : facts.store().held(proc, file.descriptor(), file.path());
        if (running.isPresent() && running.get().archive().content().isPresent()) {
            Archive archive = running.get().archive();
            Coordinates coordinates = archive.identity().coordinates();
            Optional<Archive> other = facts.store().whole(installed).map(ReadJar::archive);
            Optional<Coordinates> now = other.map(each -> each.identity().coordinates());
            if (other.flatMap(Archive::content).equals(archive.content()) && now.equals(Optional.of(coordinates))) {
                return false;
            }
            boolean sameVersion = coordinates.version().isPresent()
                    && now.flatMap(Coordinates::version).equals(coordinates.version());
            mark(
                    known(coordinates),
                    coordinates.version().isPresent(),
                    evidence + (sameVersion ? ", other content of the same version" : ""));
            version(archive, evidence + ", read as it is open");
            return true;
        }
        Coordinates named = named(file.path());
        String key = known(named);
        boolean other = named.version().isPresent()
                && !facts.ledger()
                        .versions(Ecosystem.MAVEN, key)
                        .equals(Set.of(named.version().get()));
        if (spent && !other) {
            facts.ledger()
                    .uncovered(
                            path(key, named.version().isPresent())
                                    .child("replaced")
                                    .text(),
                            Kind.TOO_LARGE);
            return false;
        }
        mark(key, named.version().isPresent(), evidence);
        named.version()
                .filter(version -> other)
                .ifPresent(version -> running(key, version, evidence + ", version of its name"));
        return true;
    }

    private void mark(String key, boolean versioned, String evidence) {
        facts.ledger().fact(path(key, versioned).child("replaced"), Observed.flag(true), evidence);
    }

    /** The version of the archive, and those of what is in it where the disk holds others. */
    private void version(Archive archive, String evidence) {
        String own = known(archive.identity().coordinates());
        SortedMap<String, SortedSet<String>> within = new TreeMap<>();
        archive.nested().forEach(nested -> gather(nested, within));
        archive.identity()
                .coordinates()
                .version()
                .ifPresent(version ->
                        within.computeIfAbsent(own, each -> new TreeSet<>()).add(version));
        within.forEach((key, versions) -> {
            if (!facts.ledger().versions(Ecosystem.MAVEN, key).equals(versions)) {
                versions.forEach(version -> running(key, version, evidence));
            }
        });
    }

    private void gather(Archive archive, SortedMap<String, SortedSet<String>> to) {
        String key = known(archive.identity().coordinates());
        archive.identity()
                .coordinates()
                .version()
                .ifPresent(version ->
                        to.computeIfAbsent(key, each -> new TreeSet<>()).add(version));
        archive.nested().forEach(nested -> gather(nested, to));
    }

    private void running(String key, String version, String evidence) {
        facts.ledger().fact(path(key, true).child("running"), Observed.version(version, VersionScheme.MAVEN), evidence);
    }

    private FactPath path(String key, boolean versioned) {
        boolean known =
                versioned || !facts.ledger().versions(Ecosystem.MAVEN, key).isEmpty();
        return known ? Ledger.of(Ecosystem.MAVEN, key) : FactPath.of("archive", key);
    }

    /** The name under which the service's archives have it, where only the artifact's name is known. */
    private String known(Coordinates coordinates) {
        if (coordinates.group().isPresent()) {
            return coordinates.key();
        }
        Set<String> keys = facts.store().all().stream()
                .map(jar -> jar.archive().identity().coordinates())
                .filter(each -> each.artifact().equals(coordinates.artifact())
                        && each.classifier().equals(coordinates.classifier()))
                .map(Coordinates::key)
                .collect(Collectors.toSet());
        return keys.size() == 1 ? keys.iterator().next() : coordinates.key();
    }
}
