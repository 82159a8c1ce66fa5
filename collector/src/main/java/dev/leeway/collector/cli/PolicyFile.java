package dev.leeway.collector.cli;

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
     */
    record Written(String yaml, String name) {}

    /** The policy in {@code file} above the shipped one, or the shipped one alone. */
    static PolicyFile read(Optional<Path> file) throws CommandFailure, FormatException {
        return file.isEmpty() ? new PolicyFile(PolicyReader.shipped(), Optional.empty()) : read(file.get());
    }

    /** Checks that the policy names no probe but {@code probes}; the snapshots have their say in which there are. */
    void check(Set<String> probes) throws FormatException {
        if (written.isPresent()) {
            PolicyReader.checkProbes(written.get().yaml(), written.get().name(), probes);
        }
    }

    /** The environments a fleet has by it: those the file itself lists, for the shipped one is for every fleet. */
    List<String> fleet() throws FormatException {
        return written.isPresent()
                ? PolicyReader.listed(written.get().yaml(), written.get().name())
                : List.of();
    }

    private static PolicyFile read(Path file) throws CommandFailure, FormatException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new CommandFailure(file + ": larger than a policy may be (4 MiB); check that it is one");
            }
            String yaml = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            Written written = new Written(yaml, file.toString());
            return new PolicyFile(PolicyReader.read(yaml, written.name()), Optional.of(written));
        } catch (NoSuchFileException e) {
            throw new CommandFailure(file + ": there is no such policy file; check the path after --policy", e);
        } catch (CharacterCodingException e) {
            throw new CommandFailure(file + ": not UTF-8; save the policy in that encoding", e);
        } catch (IOException e) {
            throw new CommandFailure(file + ": cannot be read; check who may read it", e);
        }
    }
}
