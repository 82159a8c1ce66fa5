package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.format.MapsText;
import dev.leeway.agent.format.MapsText.Mapped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The files one process has mapped or holds open, and whether the disk still holds the same at their paths.
 *
 * <p>A file merely touched is the same file. Inodes are compared only on file systems where the kernel tells the same number
 * on both ways; on overlays and their like only what was deleted is told. What cannot be read is recorded as uncovered.
 */
public final class OpenFiles {
    /** A start tells its second only, and what is deployed with it may be written or touched while it begins. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    /** So far apart, at most, are the time that a program sets and the moment at which it does. */
    private static final Duration TOUCH = Duration.ofSeconds(2);

    private static final String DELETED = " (deleted)";
    private static final int MAX_MAPS = 16 << 20;
    private static final int MAX_DESCRIPTORS = 20_000;
    private static final int MAX_INFORMATION = 65_536;
    private static final int MAX_MOUNTS = 16 << 20;
    /** What libraries unpack for a moment and delete at once. */
    private static final Pattern PASSING =
            Pattern.compile("/(?:tmp|var/tmp|dev|run|proc|sys)/.*|/memfd:.*|/SYSV.*|/\\[.*|/anon_hugepage.*");

    private final Reading proc;
    private final Reading files;
    private final String directory;
    private final String pattern;
    private final Map<String, Boolean> numbersOnce = new HashMap<>();
    private Optional<String> mounts = Optional.empty();

    /**
     * The open files of {@code process}.
     *
     * @param pattern of the facts that could not be told without them
     */
    public OpenFiles(HostView host, HostProcess process, SectionRecorder section, String pattern) {
        this.proc = new Reading(host.proc(), section);
        this.files = new Reading(host.files(process), section);
        this.directory = "/" + process.pid() + "/";
        this.pattern = requireNonNull(pattern, "pattern is null");
    }

    /**
     * A file held open.
     *
     * @param path without the mark of a deleted file
     * @param deleted whether no path leads to it any more
     * @param descriptor where the kernel's tree leads to the file itself: {@code /7/fd/3}
     */
    public record Held(String path, boolean deleted, String descriptor) {}

    /** The files mapped; none when they cannot be told. */
    public Collection<Mapped> mapped() {
        return proc.text(directory + "maps", MAX_MAPS, pattern)
                .map(MapsText::parse)
                .orElse(List.of());
    }

    /** Whether {@code path} lies where files come and go; those of a service that itself lies there do not. */
    public static boolean isPassing(String path) {
        return PASSING.matcher(path).matches();
    }

    /** The files held open whose path is {@code wanted} and not of those that come and go, in the order of descriptors. */
    public List<Held> held(Predicate<String> wanted) {
        return heldAnywhere(path -> wanted.test(path) && !isPassing(path));
    }

    /** The files held open whose path is {@code wanted}, in the order of descriptors. */
    public List<Held> heldAnywhere(Predicate<String> wanted) {
        List<Held> held = new ArrayList<>();
        boolean gone = false;
        for (String descriptor : proc.names(directory + "fd", MAX_DESCRIPTORS, pattern)) {
            String link = directory + "fd/" + descriptor;
            Optional<String> found = target(link);
            gone |= found.isEmpty();
            String target = found.orElse("");
            boolean deleted = target.endsWith(DELETED);
            String path = deleted ? target.substring(0, target.length() - DELETED.length()) : target;
            if (wanted.test(path)) {
                held.add(new Held(path, deleted, link));
            }
        }
        if (gone
                && proc.stat(directory.substring(0, directory.length() - 1), pattern)
                        .isEmpty()) {
            proc.section().uncovered(pattern, HostAccessException.Kind.VANISHED);
        }
        return held;
    }

    /** Where a descriptor leads; empty for one that was closed meanwhile, which holds nothing open and hides nothing. */
    private Optional<String> target(String link) {
        try {
            return proc.files().readLink(link);
        } catch (HostAccessException e) {
            boolean closed =
                    e.kind() == HostAccessException.Kind.VANISHED || e.kind() == HostAccessException.Kind.ABSENT;
            if (!closed) {
                proc.section().uncovered(pattern, e.kind());
            }
            return Optional.empty();
        }
    }

    /** The paths of files held open for writing that are {@code wanted}. */
    public Set<String> written(Predicate<String> wanted) {
        Set<String> written = new HashSet<>();
        for (Held file : held(wanted)) {
            boolean writes = information(file)
                    .filter(text -> text.lines()
                            .filter(line -> line.startsWith("flags:"))
                            .anyMatch(line -> !line.endsWith("0")))
                    .isPresent();
            if (writes) {
                written.add(file.path());
            }
        }
        return written;
    }

    private Optional<String> information(Held file) {
        return proc.text(file.descriptor().replace("/fd/", "/fdinfo/"), MAX_INFORMATION, pattern);
    }

    /** Whether the path of {@code file}, none that comes and goes, leads to nothing or to another file by now. */
    public boolean replaced(Mapped file) {
        return !isPassing(file.path()) && replacedAnywhere(file);
    }

    /** Whether the path of {@code file} leads to nothing or to another file by now, wherever it lies. */
    public boolean replacedAnywhere(Mapped file) {
        if (file.deleted()) {
            return true;
        }
        Optional<FileStat> now = files.stat(file.path());
        return now.isPresent()
                && now.get().inode() != file.inode()
                && file.device().equals(device(now.get().device()))
                && numbersInodesOnce(file.device());
    }

    /** Whether the path of {@code file} leads to nothing or to another file by now; the latter told by kernels from 5.14 on. */
    public boolean replaced(Held file) {
        if (file.deleted()) {
            return true;
        }
        Optional<Long> opened = information(file).flatMap(OpenFiles::inode);
        Optional<FileStat> now = files.stat(file.path());
        return opened.isPresent()
                && now.isPresent()
                && now.get().inode() != opened.get()
                && numbersInodesOnce(device(now.get().device()));
    }

    /**
     * Whether {@code file} may have been written in place after the process had opened it, as {@code cp new old} does: its
     * number stays, and what the process read of it is gone. Another owner looks alike; a process that opened
     * the file only when it had been written, too. One made after the start and left alone from then on was not, nor one whose
     * time was last set to the present.
     *
     * @param started when the program was
     */
    public boolean mayBeRewritten(Held file, Instant started) {
        Optional<Instant> changed = files.changed(file.path(), pattern)
                .or(() -> files.stat(file.path(), pattern).map(FileStat::modified));
        return changed.filter(started.plus(SETTLING)::isBefore)
                .filter(time -> !isLeftAlone(file, started, time) && !isTouched(file, time))
                .isPresent();
    }

    /**
     * Whether the last that happened to it was that somebody set its time to the present: a write leaves both times equal to
     * the last digit, a copy that keeps times one that is older.
     */
    private boolean isTouched(Held file, Instant changed) {
        return files.stat(file.path(), pattern)
                .map(stat -> Duration.between(stat.modified(), changed).abs())
                .filter(apart -> !apart.isZero() && apart.compareTo(TOUCH) < 0)
                .isPresent();
    }

    private boolean isLeftAlone(Held file, Instant started, Instant changed) {
        Optional<Long> opened = information(file).flatMap(OpenFiles::inode);
        Optional<FileStat> now = files.stat(file.path());
        boolean same =
                opened.isPresent() && now.isPresent() && now.get().inode() == opened.get() && numbersOnce(now.get());
        return same
                && files.born(file.path())
                        .filter(born -> born.isAfter(started) && !changed.isAfter(born.plus(SETTLING)))
                        .isPresent();
    }

    /**
     * Where {@code path} leads by now, when that is another file than the open one of the same name: a release directory
     * behind a link such as {@code current} was exchanged.
     */
    public Optional<Held> movedAway(String path, List<Held> open) {
        Optional<String> now = files.resolve(path);
        boolean isOpen =
                now.isEmpty() || open.stream().anyMatch(each -> each.path().equals(now.get()));
        return isOpen
                ? Optional.empty()
                : open.stream()
                        .filter(each -> name(each.path()).equals(name(now.get())))
                        .findFirst();
    }

    /** Whether the file system of {@code file} gives a file one number however it is asked, as overlays do not. */
    public boolean numbersOnce(FileStat file) {
        return numbersInodesOnce(device(file.device()));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The number of a device as {@code maps} writes it. */
    private static String device(long device) {
        long major = (device >>> 8 & 0xfff) | (device >>> 32 & ~0xfffL);
        long minor = (device & 0xff) | (device >>> 12 & ~0xffL);
        return String.format(Locale.ROOT, "%02x:%02x", major, minor);
    }

    /** Whether the file system on {@code device}, hexadecimal, gives a file the same number however it is asked. */
    private boolean numbersInodesOnce(String device) {
        return numbersOnce.computeIfAbsent(device, this::fileSystemNumbersOnce);
    }

    private boolean fileSystemNumbersOnce(String device) {
        String[] numbers = device.split(":");
        String decimal;
        try {
            decimal = Integer.parseInt(numbers[0], 16) + ":" + Integer.parseInt(numbers[1], 16);
        } catch (NumberFormatException e) {
            return false;
        }
        if (mounts.isEmpty()) {
            mounts = proc.text(directory + "mountinfo", MAX_MOUNTS, pattern);
        }
        return mounts.flatMap(text -> text.lines()
                        .map(line -> line.split(" "))
                        .filter(fields -> fields.length > 6 && fields[2].equals(decimal))
                        .map(OpenFiles::fileSystem)
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
}
