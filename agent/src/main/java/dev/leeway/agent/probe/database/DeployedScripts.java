package dev.leeway.agent.probe.database;

import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.format.command.Program.MainKind;
import dev.leeway.agent.probe.database.script.ScriptTool;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Finds the scripts of a database's migrations: where the user says, and where services that use the database run. */
final class DeployedScripts {
    /** Directories that belong to nobody's deployment. */
    private static final Set<String> SHARED = Set.of(
            "/", "/root", "/home", "/tmp", "/var", "/var/tmp", "/var/lib", "/usr", "/etc", "/opt", "/srv", "/run");

    private static final int MOST_ARCHIVES = 400;

    private final HostView host;

    DeployedScripts(HostView host) {
        this.host = host;
    }

    /** What there is for {@code target}; nothing is thrown for what cannot be read. */
    FoundScripts of(DatabaseTarget target) throws InterruptedException {
        FoundScripts found = new FoundScripts(!target.scripts().places().isEmpty());
        for (String place : target.scripts().places()) {
            named(place, found);
        }
        if (target.scripts().endpoint().isPresent()) {
            ServiceDatabases databases =
                    new ServiceDatabases(host, target.scripts().endpoint().get());
            for (Replica replica : users(databases)) {
                deployment(replica.leader(), found);
            }
        }
        return found;
    }

    private List<Replica> users(ServiceDatabases databases) throws InterruptedException {
        List<Replica> users = new ArrayList<>();
        try {
            for (Service service : host.services()) {
                service.replicas().stream().filter(databases::usedBy).forEach(users::add);
            }
        } catch (HostAccessException e) {
            // Without processes nobody can tell who uses the database, and nothing of that was promised.
            users.clear();
        }
        return users;
    }

    private void named(String place, FoundScripts found) throws InterruptedException {
        HostFiles files = host.files();
        try {
            Optional<FileStat> stat = files.stat(place);
            if (stat.isEmpty()) {
                found.lose(place, Kind.ABSENT);
            } else if (stat.get().type() == FileStat.Type.DIRECTORY) {
                new ScriptWalk(files, found, true).directory(place, place.substring(1), path -> true);
            } else if (ScriptArchive.isOne(place)) {
                new ScriptArchive(files, found, true).read(place);
            } else {
                new ScriptWalk(files, found, true).file(place, place.substring(1));
            }
        } catch (HostAccessException e) {
            found.lose(place, e.kind());
        }
    }

    private void deployment(HostProcess process, FoundScripts found) throws InterruptedException {
        HostFiles files = host.files(process);
        Predicate<String> usual = path -> {
            for (ScriptTool tool : ScriptTool.values()) {
                if (tool.mayLieBelow(path)) {
                    return true;
                }
            }
            return false;
        };
        Optional<String> directory = process.workingDirectory();
        // Replicas of one service run from one directory; each container has one of its own.
        String root = process.mountNamespaceShared() ? "" : Integer.toString(process.pid());
        if (directory.isPresent() && !SHARED.contains(directory.get()) && found.meets(root + directory.get())) {
            new ScriptWalk(files, found, false).directory(directory.get(), "", usual);
        }
        ScriptArchive archives = new ScriptArchive(files, found, false);
        int read = 0;
        for (String place : classPath(files, process)) {
            if (!found.meets(root + place)) {
                continue;
            }
            if (ScriptArchive.isOne(place)) {
                if (++read > MOST_ARCHIVES) {
                    found.lose(place, Kind.TOO_LARGE);
                    return;
                }
                archives.read(place);
            } else if (!SHARED.contains(place)) {
                new ScriptWalk(files, found, false).directory(place, "", usual);
            }
        }
    }

    /** Where a Java program finds its classes: its own archive, or the class path it was given. */
    private static Set<String> classPath(HostFiles files, HostProcess process) {
        Program program = Program.of(process.executable(), process.arguments());
        Set<String> places = new TreeSet<>();
        if (program.kind() == MainKind.JAR) {
            absolute(program.main(), process).ifPresent(places::add);
        } else if (program.kind() == MainKind.CLASS) {
            List<String> options = program.runtimeOptions();
            for (int i = 0; i + 1 < options.size(); i++) {
                if (Set.of("-cp", "-classpath", "--class-path").contains(options.get(i))) {
                    for (String entry : options.get(i + 1).split(":")) {
                        absolute(entry, process).ifPresent(place -> places.addAll(expanded(files, place)));
                    }
                }
            }
        }
        return places;
    }

    private static List<String> expanded(HostFiles files, String place) {
        if (!place.endsWith("/*")) {
            return List.of(place);
        }
        String directory = place.substring(0, place.length() - 2);
        try {
            return files.listIfPresent(directory, 5_000).stream()
                    .filter(ScriptArchive::isOne)
                    .map(name -> directory + "/" + name)
                    .toList();
        } catch (HostAccessException e) {
            return List.of();
        }
    }

    private static Optional<String> absolute(String path, HostProcess process) {
        return path.startsWith("/")
                ? Optional.of(path)
                : process.workingDirectory()
                        .filter(directory -> !path.isEmpty())
                        .map(directory -> (directory.equals("/") ? "" : directory) + "/" + path);
    }
}
