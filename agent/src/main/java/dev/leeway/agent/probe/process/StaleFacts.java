package dev.leeway.agent.probe.process;

import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.format.command.Program.MainKind;
import dev.leeway.agent.probe.process.MapsText.Mapped;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a process still runs although the disk holds something else by now: its program, libraries and archives replaced or
 * deleted since it started. A file merely touched is the same file.
 *
 * <p>Inodes are compared only on file systems where the kernel tells the same number on both ways; on overlays and their
 * like only what was deleted is told.
 */
final class StaleFacts {
    private static final FactPath STALE = FactPath.of("stale");
    private static final String DELETED = " (deleted)";
    private static final int MAX_OPEN_FILES = 20_000;
    private static final int MAX_MOUNTS = 16 << 20;
    /** What libraries unpack for a moment and delete at once. */
    private static final Pattern PASSING =
            Pattern.compile("/(?:tmp|var/tmp|dev|run|proc|sys)/.*|/memfd:.*|/SYSV.*|/\\[.*|/anon_hugepage.*");

    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(?:jar|war|ear)");
    private static final Pattern CODE = Pattern.compile(".*\\.(?:jar|war|ear|so(?:\\.[^/]*)?)");

    private final Subject subject;
    private final SortedSet<String> stale = new TreeSet<>();

    private StaleFacts(Subject subject) {
        this.subject = subject;
    }

    static void record(Subject subject, Program program, Collection<Mapped> mapped) {
        StaleFacts facts = new StaleFacts(subject);
        Optional<String> executable = subject.process().executable();
        boolean replaced = subject.process().executableDeleted()
                || mapped.stream()
                        .filter(file -> executable.filter(file.path()::equals).isPresent())
                        .anyMatch(facts::replaced);
        subject.section().fact(STALE.child("executable"), Observed.flag(replaced));
        mapped.stream()
                .filter(file -> file.code() || CODE.matcher(file.path()).matches())
                .filter(file -> executable.filter(file.path()::equals).isEmpty() && facts.replaced(file))
                .forEach(file -> facts.stale.add(fileName(file.path())));
        facts.openArchives(program);
        subject.sets().add(STALE.child("files"), facts.stale);
        subject.proc()
                .link(subject.at("cwd"), STALE.child("workingDirectory").text())
                .ifPresent(link ->
                        subject.section().fact(STALE.child("workingDirectory"), Observed.flag(link.endsWith(DELETED))));
    }

    private boolean replaced(Mapped file) {
        if (PASSING.matcher(file.path()).matches()) {
            return false;
        }
        if (file.deleted()) {
            return true;
        }
        Optional<FileStat> now = subject.files().stat(file.path());
        return now.isPresent()
                && now.get().inode() != file.inode()
                && file.device().equals(device(now.get().device()))
                && numbersInodesOnce(file.device());
    }

    /** The number of a device as {@code maps} writes it. */
    private static String device(long device) {
        long major = (device >>> 8 & 0xfff) | (device >>> 32 & ~0xfffL);
        long minor = (device & 0xff) | (device >>> 12 & ~0xffL);
        return String.format(Locale.ROOT, "%02x:%02x", major, minor);
    }

    /** Whether the file system on {@code device}, hexadecimal, gives a file the same number however it is asked. */
    private boolean numbersInodesOnce(String device) {
        String[] numbers = device.split(":");
        String decimal;
        try {
            decimal = Integer.parseInt(numbers[0], 16) + ":" + Integer.parseInt(numbers[1], 16);
        } catch (NumberFormatException e) {
            return false;
        }
        return subject.proc()
                .text(subject.at("mountinfo"), MAX_MOUNTS, "stale/files")
                .flatMap(text -> text.lines()
                        .map(line -> line.split(" "))
                        .filter(fields -> fields.length > 6 && fields[2].equals(decimal))
                        .map(StaleFacts::fileSystem)
                        .findFirst())
                .filter(type -> !type.contains("overlay") && !type.startsWith("fuse") && !type.startsWith("aufs"))
                .isPresent();
    }

    /** The type stands after the dash that ends the optional fields. */
    private static String fileSystem(String[] fields) {
        for (int i = 6; i < fields.length - 1; i++) {
            if (fields[i].equals("-")) {
                return fields[i + 1];
            }
        }
        return "fuse";
    }

    /** Archives are read through open files and not mapped. */
    private void openArchives(Program program) {
        SortedMap<String, String> open = new TreeMap<>();
        for (String descriptor : subject.proc().names(subject.at("fd"), MAX_OPEN_FILES, "stale/files")) {
            Optional<String> target = subject.proc().link(subject.at("fd/" + descriptor), "stale/files");
            String path = target.orElse("");
            boolean deleted = path.endsWith(DELETED);
            String plain = deleted ? path.substring(0, path.length() - DELETED.length()) : path;
            if (ARCHIVE.matcher(plain).matches() && !PASSING.matcher(plain).matches()) {
                open.put(plain, descriptor);
                if (deleted || numberChanged(plain, descriptor)) {
                    stale.add(fileName(plain));
                }
            }
        }
        if (program.kind() == MainKind.JAR) {
            movedAway(program.main(), open);
        }
    }

    /** Whether another file than the open one lies at {@code path}; told by kernels from 5.14 on. */
    private boolean numberChanged(String path, String descriptor) {
        Optional<Long> opened = subject.proc()
                .text(subject.at("fdinfo/" + descriptor), Subject.SMALL, "stale/files")
                .flatMap(StaleFacts::inode);
        Optional<FileStat> now = subject.files().stat(path);
        return opened.isPresent()
                && now.isPresent()
                && now.get().inode() != opened.get()
                && numbersInodesOnce(device(now.get().device()));
    }

    private static Optional<Long> inode(String information) {
        try {
            return information
                    .lines()
                    .filter(line -> line.startsWith("ino:"))
                    .map(line -> Long.valueOf(line.substring(4).strip()))
                    .findFirst();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A release directory behind a link such as {@code current} was exchanged: the same words lead to another file. */
    private void movedAway(String jar, SortedMap<String, String> open) {
        Optional<String> now =
                subject.absolute(jar).flatMap(path -> subject.files().resolve(path));
        boolean another = now.filter(path -> !open.containsKey(path)
                        && open.keySet().stream()
                                .anyMatch(each -> fileName(each).equals(fileName(path))))
                .isPresent();
        if (another) {
            stale.add(fileName(jar));
        }
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
