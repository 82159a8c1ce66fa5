package dev.leeway.collector.store.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** One directory as Git keeps it. Names are kept byte for byte, each byte a character, for others than ours may be among them. */
final class Folder {
    private static final Folder EMPTY = new Folder(Collections.emptySortedMap());

    private final SortedMap<String, Entry> entries;

    /** What a name stands for. */
    record Entry(FileMode mode, ObjectId id) {
        static Entry file(ObjectId id) {
            return new Entry(FileMode.REGULAR_FILE, id);
        }

        static Entry folder(ObjectId id) {
            return new Entry(FileMode.TREE, id);
        }

        boolean isFolder() {
            return mode.equals(FileMode.TREE);
        }
    }

    private Folder(SortedMap<String, Entry> entries) {
        this.entries = entries;
    }

    static Folder empty() {
        return EMPTY;
    }

    static Folder of(Map<String, Entry> entries) {
        return new Folder(Collections.unmodifiableSortedMap(new TreeMap<>(entries)));
    }

    /**
     * Reads a directory.
     *
     * @throws IOException when it is missing, or not as Git makes them
     */
    static Folder read(ObjectReader reader, ObjectId tree) throws IOException {
        SortedMap<String, Entry> entries = new TreeMap<>();
        byte[] bytes = Content.of(tree, Constants.OBJ_TREE, reader);
        // The parser takes what it is given for sound.
        new ObjectChecker().checkTree(bytes);
        CanonicalTreeParser parser = new CanonicalTreeParser();
        for (parser.reset(bytes); !parser.eof(); parser.next()) {
            byte[] name = new byte[parser.getNameLength()];
            parser.getName(name, 0);
            entries.put(
                    new String(name, StandardCharsets.ISO_8859_1),
                    new Entry(parser.getEntryFileMode(), parser.getEntryObjectId()));
        }
        return of(entries);
    }

    /** By name, in no order of Git's. */
    SortedMap<String, Entry> entries() {
        return entries;
    }

    /** The id it has, without being written. */
    ObjectId id(ObjectInserter.Formatter formatter) {
        return formatted().computeId(formatter);
    }

    ObjectId write(ObjectInserter inserter) throws IOException {
        return inserter.insert(formatted());
    }

    private TreeFormatter formatted() {
        List<Map.Entry<String, Entry>> ordered = new ArrayList<>(entries.entrySet());
        ordered.sort((one, other) -> ordered(one).compareTo(ordered(other)));
        TreeFormatter formatter = new TreeFormatter();
        for (Map.Entry<String, Entry> each : ordered) {
            byte[] name = each.getKey().getBytes(StandardCharsets.ISO_8859_1);
            formatter.append(name, each.getValue().mode(), each.getValue().id());
        }
        return formatter;
    }

    /** Git orders a directory as if its name ended in a slash. */
    private static String ordered(Map.Entry<String, Entry> entry) {
        return entry.getValue().isFolder() ? entry.getKey() + "/" : entry.getKey();
    }
}
