package dev.leeway.agent.host;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import dev.leeway.agent.redact.FleetKey;
import dev.leeway.agent.redact.FleetKeyException;
import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/**
 * Files of fleet keys.
 *
 * <p>One that others may read is refused, because its key protects nothing any more.
 */
public final class KeyFile {
    private static final int MAX_BYTES = 4096;
    private static final Set<PosixFilePermission> OTHERS = fromString("---rwxrwx");

    private KeyFile() {}

    /**
     * Reads the key in a file, or the two during rotation.
     *
     * @throws FormatException naming the file and a next step; the content is never repeated
     */
    public static List<FleetKey> read(Path file) throws FormatException {
        String name = file.toString();
        try {
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException(name);
            }
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new FormatException(
                        name, "", "others than its owner may use this key", "replace the key, and chmod 600 its file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return FleetKey.parse(new String(in.readNBytes(MAX_BYTES), StandardCharsets.US_ASCII), name);
            }
        } catch (FleetKeyException e) {
            throw new FormatException(name, "", String.valueOf(e.getMessage()), "see docs/agent.md, Keys", e);
        } catch (NoSuchFileException e) {
            throw new FormatException(name, "", "no such key file", "make one: leeway-agent key create -o " + name, e);
        } catch (IOException e) {
            throw new FormatException(name, "", "the key cannot be read", "run as the user who owns it", e);
        }
    }

    /**
     * Writes a key to a file that did not exist, readable by its owner alone.
     *
     * @throws FormatException when there is such a file already, or it cannot be written
     */
    public static void create(Path file, FleetKey key) throws FormatException {
        String name = file.toString();
        try (FileChannel out = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                asFileAttribute(fromString("rw-------")))) {
            out.write(ByteBuffer.wrap((key.text() + "\n").getBytes(StandardCharsets.US_ASCII)));
            out.force(true);
        } catch (FileAlreadyExistsException e) {
            throw new FormatException(
                    name, "", "is there already, and a lost key cannot be had back", "name another file", e);
        } catch (IOException e) {
            throw new FormatException(name, "", "cannot be written", "name a file in a directory of yours", e);
        }
    }
}
