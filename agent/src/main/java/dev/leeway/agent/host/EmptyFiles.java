package dev.leeway.agent.host;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;

/** The kernel's trees of a host that does not run: nothing is there. */
final class EmptyFiles implements HostFiles {
    static final EmptyFiles INSTANCE = new EmptyFiles();

    private EmptyFiles() {}

    @Override
    public Optional<FileStat> stat(String path) {
        return Optional.empty();
    }

    @Override
    public Optional<FileStat> statLink(String path) {
        return Optional.empty();
    }

    @Override
    public byte[] read(String path, int maxBytes) throws HostAccessException {
        throw new HostAccessException(HostAccessException.Kind.ABSENT, path);
    }

    @Override
    public Optional<byte[]> readIfPresent(String path, int maxBytes) {
        return Optional.empty();
    }

    @Override
    public SeekableByteChannel open(String path) throws HostAccessException {
        throw new HostAccessException(HostAccessException.Kind.ABSENT, path);
    }

    @Override
    public List<String> list(String directory, int maxEntries) throws HostAccessException {
        throw new HostAccessException(HostAccessException.Kind.ABSENT, directory);
    }

    @Override
    public List<String> listIfPresent(String directory, int maxEntries) {
        return List.of();
    }

    @Override
    public Optional<String> readLink(String path) {
        return Optional.empty();
    }

    @Override
    public Optional<String> resolve(String path) {
        return Optional.empty();
    }
}
