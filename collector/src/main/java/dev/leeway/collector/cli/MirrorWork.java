package dev.leeway.collector.cli;

import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.UnreadFile;
import dev.leeway.collector.store.WholeFile;
import dev.leeway.collector.store.git.Exported;
import dev.leeway.collector.store.git.GitMirror;
import dev.leeway.collector.store.git.MirrorException;
import dev.leeway.collector.store.git.MirrorRun;
import dev.leeway.collector.store.git.MirrorSource;
import dev.leeway.collector.store.git.Written;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the commands about a mirror do; apart from them, so that Git is loaded when one of them runs and not before. */
final class MirrorWork {
    private final String repository;
    private final PrintWriter out;
    private final PrintWriter err;

    MirrorWork(String repository, PrintWriter out, PrintWriter err) {
        this.repository = repository;
        this.out = out;
        this.err = err;
    }

    int write(MirrorSource source, Instant asOf, boolean byDay) throws CommandFailure, StoreException {
        MirrorRun run;
        try (GitMirror mirror = GitMirror.openOrCreate(path(repository))) {
            run = byDay ? MirrorRun.days(source, asOf, mirror) : MirrorRun.newest(source, asOf, mirror);
        } catch (MirrorException e) {
            throw told(e);
        }
        run.open().forEach(day -> say("the day " + LocalDate.ofEpochDay(day) + " is not over and was left for later"));
        run.unread().forEach(file -> say(file.message()));
        run.notes().forEach(this::say);
        run.written().leftOut().forEach(this::say);
        tell(run.written());
        return run.unread().isEmpty() && run.written().leftOut().isEmpty() ? ExitCodes.OK : ExitCodes.INCOMPLETE;
    }

    private void tell(Written written) {
        for (Written.Commit commit : written.commits()) {
            out.println(commit.branch() + " " + commit.id().substring(0, 12) + ": " + commit.hosts()
                    + (commit.hosts() == 1 ? " host" : " hosts") + " changed");
        }
        if (written.commits().isEmpty()) {
            out.println("nothing changed");
        }
        out.flush();
    }

    int export(Optional<String> environment, Optional<String> commit, String output) throws CommandFailure {
        Path target = path(output);
        checkEmpty(target);
        try (GitMirror mirror = GitMirror.open(path(repository))) {
            List<String> branches = branches(mirror, environment, commit);
            List<UnreadFile> unread = new ArrayList<>();
            int written = 0;
            for (String branch : branches) {
                Exported exported = mirror.snapshots(branch, commit);
                for (Snapshot snapshot : exported.snapshots()) {
                    write(snapshot, target.resolve(branch).resolve(GitMirror.fileName(snapshot) + ".json"));
                    written++;
                }
                unread.addAll(exported.unread());
            }
            unread.forEach(file -> say(file.message()));
            out.println(written + (written == 1 ? " snapshot" : " snapshots") + " in " + VisibleText.of(output));
            out.flush();
            return unread.isEmpty() ? ExitCodes.OK : ExitCodes.INCOMPLETE;
        } catch (MirrorException e) {
            throw told(e);
        }
    }

    private List<String> branches(GitMirror mirror, Optional<String> environment, Optional<String> commit)
            throws MirrorException, CommandFailure {
        if (environment.isPresent()) {
            return List.of(GitMirror.branch(environment));
        }
        List<String> all = mirror.branches();
        if (all.isEmpty()) {
            throw new CommandFailure(repository + ": has no branches yet; write snapshots into it first");
        }
        if (all.size() > 1 && commit.isPresent()) {
            throw new CommandFailure(
                    "--commit: name the environment it is a commit of with --environment: " + String.join(", ", all));
        }
        return all;
    }

    private static void checkEmpty(Path target) throws CommandFailure {
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(target)) {
                if (entries.iterator().hasNext()) {
                    throw new CommandFailure(
                            target + ": is not empty; name a directory that is, or none that is there");
                }
            } catch (IOException e) {
                throw new CommandFailure(target + ": cannot be listed; check who may read it", e);
            }
        } else if (Files.exists(target)) {
            throw new CommandFailure(target + ": is no directory; name one");
        }
    }

    private static void write(Snapshot snapshot, Path file) throws CommandFailure {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try {
            SnapshotJson.write(snapshot, json);
            WholeFile.writePrivately(file, json.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CommandFailure(file + ": cannot be written; check its disk and who may write there", e);
        }
    }

    int verify() throws CommandFailure {
        try (GitMirror mirror = GitMirror.open(path(repository))) {
            List<UnreadFile> damaged = mirror.verify();
            damaged.forEach(file -> say(file.message()));
            out.println(damaged.isEmpty() ? "all is sound" : damaged.size() + " damaged");
            out.flush();
            return damaged.isEmpty() ? ExitCodes.OK : ExitCodes.DRIFT;
        } catch (MirrorException e) {
            throw told(e);
        }
    }

    int retire(Optional<String> environment, String host, Instant moment) throws CommandFailure {
        Path folder = path(repository);
        List<String> branches;
        try (GitMirror mirror = GitMirror.open(folder)) {
            branches = mirror.branches();
        } catch (MirrorException e) {
            throw told(e);
        }
        if (environment.isEmpty() && branches.size() != 1) {
            throw new CommandFailure("--environment: name the environment of the host: " + String.join(", ", branches));
        }
        try (GitMirror mirror = GitMirror.openOrCreate(folder)) {
            tell(mirror.retire(
                    environment.map(name -> GitMirror.branch(Optional.of(name))).orElseGet(() -> branches.get(0)),
                    host,
                    moment));
            return ExitCodes.OK;
        } catch (MirrorException e) {
            throw told(e);
        }
    }

    private static CommandFailure told(MirrorException failure) {
        return new CommandFailure(String.valueOf(failure.getMessage()), failure);
    }

    private static Path path(String argument) throws CommandFailure {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw new CommandFailure(VisibleText.of(argument) + ": not a path; check the argument", e);
        }
    }

    private void say(String message) {
        err.println(Main.NAME + ": " + VisibleText.of(message));
    }
}
