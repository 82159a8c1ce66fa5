package dev.leeway.collector.cli;

import dev.leeway.collector.source.IncludedFiles;
import dev.leeway.collector.source.PolicyReader;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The policy a command judges by.
 *
 * @param policy as read
 * @param written the text it was read from and what people call that; empty for the shipped one alone
 */
record PolicyFile(Policy policy, Optional<Written> written) {
    /** A policy written by people is far smaller. */
    private static final int LARGEST = 4 << 20;

    /**
     * A policy somebody wrote.
     *
     * @param yaml the whole text
     * @param name the file as they named it
     * @param files what it includes
     */
    record Written(String yaml, String name, IncludedFiles files) {}

    /** The policy in {@code file} above the shipped one, or the shipped one alone. */
    static PolicyFile read(Optional<Path> file) throws CommandFailure, FormatException {
        return file.isEmpty() ? new PolicyFile(PolicyReader.shipped(), Optional.empty()) : read(file.get());
    }

    /** Checks that the policy names no probe but {@code probes}; the snapshots have their say in which there are. */
    void check(Set<String> probes) throws FormatException {
        if (written.isPresent()) {
            PolicyReader.checkProbes(
                    written.get().yaml(), written.get().name(), written.get().files(), probes);
        }
    }

    /** The environments a fleet has by it: those the file itself lists, for the shipped one is for every fleet. */
    List<String> fleet() throws FormatException {
        return written.isPresent()
                ? PolicyReader.listed(written.get().yaml(), written.get().name())
                : List.of();
    }

    private static PolicyFile read(Path file) throws CommandFailure, FormatException {
        try {
            byte[] bytes = bytes(file, LARGEST);
            if (bytes.length > LARGEST) {
                throw new CommandFailure(file + ": larger than a policy may be (4 MiB); check that it is one");
            }
            Written written = new Written(text(bytes), file.toString(), new PolicyIncludes(file));
            Policy policy = PolicyReader.read(written.yaml(), written.name(), written.files());
            return new PolicyFile(policy, Optional.of(written));
        } catch (NoSuchFileException e) {
            throw new CommandFailure(file + ": there is no such policy file; check the path after --policy", e);
        } catch (CharacterCodingException e) {
            throw new CommandFailure(file + ": not UTF-8; save the policy in that encoding", e);
        } catch (IOException e) {
            throw new CommandFailure(file + ": cannot be read; check who may read it", e);
        }
    }

    /** At most one more than {@code most} bytes of a file. */
    static byte[] bytes(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most + 1);
        }
    }

    static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
