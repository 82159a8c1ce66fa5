package dev.leeway.agent.host.image;

import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Parts that are members of a tar archive; a part saved twice is a link to the first. */
final class TarStore implements ImageStore {
    private static final int MAX_LINKS = 8;

    private final ByteSource source;
    private final Map<String, Extent> members = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();

    private TarStore(ByteSource source) {
        this.source = source;
    }

    /** The archive that {@code whole} is. */
    static TarStore read(Extent whole, ImageLimits limits) throws IOException {
        TarStore store = new TarStore(whole.source());
        UnpackedStream in = new UnpackedStream(whole.stream(), Optional.empty(), Optional.empty(), unlimited -> {});
        TarEntries.read(in, limits.members(), (entry, path, offset) -> store.take(entry, path, offset, whole));
        return store;
    }

    private void take(TarArchiveEntry entry, List<String> path, long offset, Extent whole) throws IOException {
        String name = String.join("/", path);
        switch (entry.getLinkFlag()) {
            case TarConstants.LF_SYMLINK -> links.put(name, beside(path, entry.getLinkName()));
            case TarConstants.LF_LINK -> links.put(name, String.join("/", TarEntries.path(entry.getLinkName())));
            case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM -> {
                if (entry.getSize() > whole.size() - offset) {
                    throw new IOException("the archive ends early");
                }
                members.put(name, whole.part(offset, entry.getSize()));
            }
            default -> {
                // Directories, and what no saved image has.
            }
        }
    }

    private static String beside(List<String> path, String target) throws IOException {
        String directory = String.join("/", path.subList(0, path.size() - 1));
        return String.join("/", TarEntries.path(target.startsWith("/") ? target : directory + "/" + target));
    }

    @Override
    public Optional<Extent> find(String name) throws FormatException {
        String wanted = name;
        for (int i = 0; i < MAX_LINKS && !members.containsKey(wanted) && links.containsKey(wanted); i++) {
            wanted = links.get(wanted);
        }
        return Optional.ofNullable(members.get(wanted));
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
