package dev.leeway.collector.store.git;

import dev.leeway.collector.store.git.Folder.Entry;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * The directory of one host: {@code host.json} and {@code probe/subject.json}.
 *
 * @param files ids of content by path; whatever else somebody put there is not among them
 */
record HostFolder(SortedMap<String, ObjectId> files) {
    HostFolder {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    static HostFolder read(ObjectReader reader, ObjectId tree) throws IOException {
        SortedMap<String, ObjectId> files = new TreeMap<>();
        for (Map.Entry<String, Entry> each : Folder.read(reader, tree).entries().entrySet()) {
            Entry entry = each.getValue();
            if (!entry.isFolder() && each.getKey().equals(HostFile.NAME)) {
                files.put(HostFile.NAME, entry.id());
            } else if (entry.isFolder()) {
                Folder.read(reader, entry.id()).entries().forEach((name, file) -> {
                    if (!file.isFolder() && name.endsWith(SectionFile.ENDING)) {
                        files.put(each.getKey() + "/" + name, file.id());
                    }
                });
            }
        }
        return new HostFolder(files);
    }

    /** The id its directory has, without being written. */
    ObjectId id(ObjectInserter.Formatter formatter) {
        SortedMap<String, Entry> entries = new TreeMap<>();
        folders().forEach((name, folder) -> entries.put(name, Entry.folder(folder.id(formatter))));
        return withHost(entries).id(formatter);
    }

    ObjectId write(ObjectInserter inserter) throws IOException {
        SortedMap<String, Entry> entries = new TreeMap<>();
        for (Map.Entry<String, Folder> each : folders().entrySet()) {
            entries.put(each.getKey(), Entry.folder(each.getValue().write(inserter)));
        }
        return withHost(entries).write(inserter);
    }

    private Folder withHost(SortedMap<String, Entry> entries) {
        ObjectId host = files.get(HostFile.NAME);
        if (host != null) {
            entries.put(HostFile.NAME, Entry.file(host));
        }
        return Folder.of(entries);
    }

    private SortedMap<String, Folder> folders() {
        SortedMap<String, SortedMap<String, Entry>> probes = new TreeMap<>();
        files.forEach((path, id) -> {
            int slash = path.indexOf('/');
            if (slash > 0) {
                probes.computeIfAbsent(path.substring(0, slash), unused -> new TreeMap<>())
                        .put(path.substring(slash + 1), Entry.file(id));
            }
        });
        SortedMap<String, Folder> folders = new TreeMap<>();
        probes.forEach((probe, entries) -> folders.put(probe, Folder.of(entries)));
        return folders;
    }
}
