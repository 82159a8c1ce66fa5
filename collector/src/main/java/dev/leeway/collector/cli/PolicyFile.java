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
import java.util.Optional;

/** The policy a command judges by. */
final class PolicyFile {
    /** A policy written by people is far smaller. */
    private static final int LARGEST = 4 << 20;

    private PolicyFile() {}

    /** The policy in {@code file} above the shipped one, or the shipped one alone. */
    static Policy read(Optional<Path> file) throws CommandFailure, FormatException {
        return file.isEmpty() ? PolicyReader.shipped() : read(file.get());
    }

    private static Policy read(Path file) throws CommandFailure, FormatException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new CommandFailure(file + ": larger than a policy may be (4 MiB); check that it is one");
            }
            String yaml = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return PolicyReader.read(yaml, file.toString());
        } catch (NoSuchFileException e) {
            throw new CommandFailure(file + ": there is no such policy file; check the path after --policy", e);
        } catch (CharacterCodingException e) {
            throw new CommandFailure(file + ": not UTF-8; save the policy in that encoding", e);
        } catch (IOException e) {
            throw new CommandFailure(file + ": cannot be read; check who may read it", e);
        }
    }
}
