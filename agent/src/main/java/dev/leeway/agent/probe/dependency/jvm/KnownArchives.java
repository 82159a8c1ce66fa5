package dev.leeway.agent.probe.dependency.jvm;

import dev.leeway.agent.format.archive.Archive;
import dev.leeway.agent.format.archive.Coordinates;
import dev.leeway.agent.format.archive.Identity;
import dev.leeway.agent.format.archive.Identity.Confidence;
import dev.leeway.agent.format.archive.Identity.Evidence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what archives are that do not tell it themselves in full: by the directories of a repository they lie in, or by
 * their SHA-1 among those the user names.
 */
public final class KnownArchives {
    private static final long MOST_BYTES = 1L << 30;
    private static final int CHUNK = 1 << 16;

    private final Map<String, Coordinates> known;
    private long read;

    /** @param known what archives are, by SHA-1 in lower-case hexadecimal digits */
    public KnownArchives(Map<String, Coordinates> known) {
        this.known = Map.copyOf(known);
    }

    /** Whether an archive says itself which group, artifact and version it is. */
    static boolean tellsItself(Identity identity) {
        return identity.coordinates().group().isPresent()
                && identity.coordinates().version().isPresent();
    }

    /** {@code archive}, read from {@code path} through {@code channel}, as what it is known to be. */
    Archive identified(Archive archive, String path, SeekableByteChannel channel) {
        if (tellsItself(archive.identity())) {
            return archive;
        }
        return byContent(channel)
                .or(() -> RepositoryPath.identity(path))
                .map(archive::identified)
                .orElse(archive);
    }

    private Optional<Identity> byContent(SeekableByteChannel channel) {
        try {
            if (known.isEmpty() || channel.size() > MOST_BYTES - read) {
                return Optional.empty();
            }
            read += channel.size();
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
            channel.position(0);
            while (channel.read(chunk) >= 0) {
                digest.update(chunk.flip());
                chunk.clear();
            }
            return Optional.ofNullable(known.get(HexFormat.of().formatHex(digest.digest())))
                    .map(each -> new Identity(each, Evidence.KNOWN_ARCHIVE, Confidence.EXACT));
        } catch (IOException | NoSuchAlgorithmException e) {
            // What cannot be read through stays what its own name says.
            return Optional.empty();
        }
    }
}
