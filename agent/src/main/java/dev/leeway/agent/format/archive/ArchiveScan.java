package dev.leeway.agent.format.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One pass over one archive's directory: counts, sums, and remembers the few entries worth opening. */
final class ArchiveScan {
    private static final byte[] META = ascii("META-INF/");
    private static final byte[] BOOT = ascii("BOOT-INF/");
    private static final byte[] WEB = ascii("WEB-INF/");
    private static final String LEADS_OUT = "a name that leads out of the archive";
    private static final int LONGEST_NAME = 4096;
    /** So that neither their places nor the time to open them grow with what an archive declares. */
    private static final int MOST_WANTED = 4_000;

    private final String path;
    private final ArchiveBudget budget;
    private final SkipLog skips;
    private final ClassMarks marks;
    private final SortedMap<String, EntryRef> metadata = new TreeMap<>();
    private final List<EntryRef> nested = new ArrayList<>();
    private final SortedSet<Integer> releases = new TreeSet<>();
    private final List<EntryRef> wanted = new ArrayList<>();
    private final ContentSum code = new ContentSum();
    private final ContentSum sum = new ContentSum();
    private boolean whole = true;
    private boolean sound = true;
    private boolean boot;
    private boolean web;
    private int entries;
    private int classes;

    ArchiveScan(String path, ArchiveBudget budget, SkipLog skips, ClassMarks marks) {
        this.path = path;
        this.budget = budget;
        this.skips = skips;
        this.marks = marks;
    }

    /** Walks {@code directory} to its end or to the first limit; what fails is told, and what was seen stays. */
    void walk(CentralDirectory directory, EntryPlaces places, EntryVisitor visitor, long archiveSize) {
        places.clear();
        int seen = 0;
        long inflated = 0;
        try {
            directory.locate(budget.limits());
            for (ArchiveEntry entry = directory.next(); entry != null; entry = directory.next()) {
                if (!budget.takes(seen)) {
                    throw new SkippedException(SkipReason.LIMIT, "holds more entries than are read");
                }
                seen++;
                places.add(entry);
                inflated = entry.size() > Long.MAX_VALUE - inflated ? Long.MAX_VALUE : inflated + entry.size();
                if (!entry.isDirectory()) {
                    take(entry, directory.base(), visitor);
                }
            }
            if (!directory.declares(seen)) {
                tell(SkipReason.MALFORMED, "declares another number of entries than it holds");
            }
        } catch (SkippedException e) {
            whole = false;
            skips.add(path, e, "");
        }
        judge(directory, places, EntryRef.isImpossible(archiveSize, inflated));
    }

    private void judge(CentralDirectory directory, EntryPlaces places, boolean impossible) {
        int repeated = places.repeated();
        if (repeated > 0) {
            tell(SkipReason.MALFORMED, "holds several entries of one name, of which readers choose differently");
        }
        if (impossible) {
            sound = false;
            tell(SkipReason.MALFORMED, "declares more than its bytes can inflate to, so nothing in it is opened");
        }
        if (whole && places.overlap(directory.start() - directory.base())) {
            sound = false;
            tell(SkipReason.MALFORMED, "its entries overlap, so nothing in it is opened");
        }
    }

    private void take(ArchiveEntry entry, long base, EntryVisitor visitor) throws SkippedException {
        entries++;
        visitor.visit(path, entry);
        if (entry.isClass()) {
            classes++;
            marks.take(entry);
            int release = entry.release();
            if (release > 0) {
                releases.add(release);
            }
            code.add(entry.hash(), entry.size(), entry.crc());
            return;
        }
        if (visitor.opens(path, entry)) {
            EntryRef ref = entry.toRef();
            if (wanted.size() < MOST_WANTED) {
                wanted.add(ref.at(ref.headerOffset() + base));
            } else {
                visitor.opened(path, ref.name(), Optional.empty());
            }
        }
        boolean isMeta = entry.startsWith(META);
        boot = boot || entry.startsWith(BOOT);
        web = web || entry.startsWith(WEB);
        if (entry.nameLength() < 5 || !(isMeta || isTelling(entry))) {
            sum.add(entry.hash(), entry.size(), entry.crc());
            return;
        }
        takeNamed(entry, base, isMeta);
    }

    /** Whether the name ends as those of archives, {@code .properties}, {@code .idx} and the like do; cheap, not final. */
    private static boolean isTelling(ArchiveEntry entry) {
        int length = entry.nameLength();
        return entry.nameByte(length - 4) == '.'
                || entry.nameByte(length - 5) == '.'
                || (entry.nameByte(length - 1) == 's' && entry.nameByte(length - 2) == 'e');
    }

    private void takeNamed(ArchiveEntry entry, long base, boolean isMeta) throws SkippedException {
        EntryRef declared = entry.toRef();
        String name = declared.name();
        if (isMeta && BuildNoise.isSignature(name)) {
            return;
        }
        boolean isNested = ArchiveName.isArchive(name);
        if (!isNested && !Metadata.isWanted(name)) {
            sum.add(entry.hash(), entry.size(), entry.crc());
            return;
        }
        EntryRef ref = declared.at(declared.headerOffset() + base);
        boolean unsafe = isUnsafe(name);
        if (isNested && (unsafe || nested.size() >= budget.limits().archives())) {
            SkipReason reason = unsafe ? SkipReason.MALFORMED : SkipReason.LIMIT;
            skips.hide(path, reason, unsafe ? LEADS_OUT : "more nested archives than are opened in one file", name);
            // Code all the same, so that another archive there is another content.
            code.add(entry.hash(), entry.size(), entry.crc());
        } else if (unsafe) {
            skips.add(path, SkipReason.MALFORMED, LEADS_OUT, name);
            sum.add(entry.hash(), entry.size(), entry.crc());
        } else if (isNested) {
            nested.add(ref);
        } else if (metadata.size() >= budget.limits().metadataEntries() && !metadata.containsKey(name)) {
            skips.add(path, SkipReason.LIMIT, "more metadata than is read", name);
            sum.add(entry.hash(), entry.size(), entry.crc());
        } else {
            // Of two with one name the later counts, as it does in a running JVM; both stay in the sum.
            EntryRef earlier = metadata.put(name, ref);
            if (earlier != null) {
                sum.add(NameHash.of(name.getBytes(StandardCharsets.UTF_8)), earlier.size(), earlier.crc());
            }
        }
    }

    /** Whether following the name would leave the archive, or it is too long or holds a NUL. */
    private static boolean isUnsafe(String name) {
        return name.length() > LONGEST_NAME
                || name.startsWith("/")
                || name.startsWith("../")
                || name.contains("/../")
                || name.indexOf('\\') >= 0
                || name.indexOf('\0') >= 0
                || (name.length() > 1 && name.charAt(1) == ':');
    }

    private void tell(SkipReason reason, String what) {
        skips.add(path, reason, what, "");
    }

    SortedMap<String, EntryRef> metadata() {
        return metadata;
    }

    /** Files whose beginning the visitor asked for. */
    List<EntryRef> wanted() {
        return wanted;
    }

    List<EntryRef> nested() {
        return nested;
    }

    SortedSet<Integer> releases() {
        return releases;
    }

    /** The sum of classes; of nested archives as well, once they were read. */
    ContentSum code() {
        return code;
    }

    /** The sum of everything else. */
    ContentSum sum() {
        return sum;
    }

    Layout.Directories directories() {
        return new Layout.Directories(
                boot, web, nested.stream().anyMatch(ref -> Layout.NESTED_LIBRARIES.isLibrary(ref.name())));
    }

    /** Whether the directory was read to its end. */
    boolean isWhole() {
        return whole;
    }

    /** Whether entries may be opened. */
    boolean isSound() {
        return sound;
    }

    int entries() {
        return entries;
    }

    int classes() {
        return classes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
