package dev.leeway.agent.host.image;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parts that are files below a directory; links that lead out of it lead nowhere. */
final class DirectoryStore implements ImageStore {
    private final HostFiles files;
    private final String source;
    private final List<JailedSource> open = new ArrayList<>();

    /** @param source what messages call it */
    DirectoryStore(HostFiles files, String source) {
        this.files = files;
        this.source = source;
    }

    @Override
    public Optional<Extent> find(String name) throws FormatException {
        try {
            Optional<FileStat> stat = files.stat("/" + name);
            if (stat.isEmpty()) {
                return Optional.empty();
            }
            JailedSource file = new JailedSource(files, "/" + name);
            open.add(file);
            return Optional.of(new Extent(file, 0, file.size()));
        } catch (HostAccessException e) {
            throw new FormatException(
                    source, name, "cannot be read (" + e.kind().text() + ")", "let this user read it", e);
        } catch (IOException e) {
            throw new FormatException(source, name, "cannot be read", "check the disk", e);
        }
    }

    @Override
    public void close() throws IOException {
        for (JailedSource each : open) {
            each.close();
        }
    }
}
