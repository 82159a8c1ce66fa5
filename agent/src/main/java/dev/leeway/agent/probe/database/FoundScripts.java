package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.script.ScriptFile;
import dev.leeway.agent.probe.database.script.ScriptTool;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files that may be scripts of migrations, and what of them could not be read; as much of it as one database is worth. */
final class FoundScripts {
    static final int MAX_FILE = 1 << 20;
    private static final int MAX_FILES = 20_000;
    private static final long MAX_BYTES = 24L << 20;
    private static final int MAX_NAMES = 100_000;
    private static final Duration TIME = Duration.ofSeconds(10);

    private final boolean expected;
    private final long end = System.nanoTime() + TIME.toNanos();
    private final List<ScriptFile> files = new ArrayList<>();
    private final SortedMap<String, Kind> lost = new TreeMap<>();
    private final Set<String> met = new HashSet<>();
    private Optional<Kind> spent = Optional.empty();
    private long bytes;
    private int names;

    /** @param expected whether the user said that there are some */
    FoundScripts(boolean expected) {
        this.expected = expected;
    }

    /** None, because nobody could look. */
    static FoundScripts unseen(boolean expected, Kind kind) {
        FoundScripts none = new FoundScripts(expected);
        none.spent = Optional.of(kind);
        return none;
    }

    boolean expected() {
        return expected;
    }

    List<ScriptFile> files() {
        return files;
    }

    /** Whether a place is met for the first time. */
    boolean meets(String place) {
        return met.add(place);
    }

    /** Counts names that were looked at; false once no more are worth it. */
    boolean look(int more) {
        names += more;
        if (names > MAX_NAMES || files.size() >= MAX_FILES) {
            spent = Optional.of(Kind.TOO_LARGE);
        } else if (System.nanoTime() - end > 0) {
            spent = Optional.of(Kind.TIMED_OUT);
        }
        return spent.isEmpty();
    }

    /** Whether {@code size} more bytes may be read. */
    boolean takes(long size) {
        if (size > MAX_FILE || bytes + size > MAX_BYTES) {
            return false;
        }
        bytes += size;
        return true;
    }

    void add(ScriptFile file) {
        files.add(file);
    }

    /** Says that a file or a directory could not be read. */
    void lose(String path, Kind kind) {
        lost.putIfAbsent(path, kind);
    }

    /** Why not every script of {@code tool} was seen, if so. */
    Optional<Kind> gap(ScriptTool tool) {
        return spent.or(() -> lost.entrySet().stream()
                .filter(each -> !each.getKey()
                                .substring(each.getKey().lastIndexOf('/') + 1)
                                .contains(".")
                        || ScriptArchive.isOne(each.getKey())
                        || tool.mayBe(each.getKey(), true))
                .map(Map.Entry::getValue)
                .findFirst());
    }
}
