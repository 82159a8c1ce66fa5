package dev.leeway.collector.config;

import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Loads {@code leeway-server.yaml}. */
public final class ServerConfigFile {
    private static final int LARGEST = 1 << 20;

    private ServerConfigFile() {}

    /**
     * Reads a configuration and checks all of it: keys, addresses, times, and that the files it names are there, hold what they
     * should, and, where they hold secrets, are kept from others. Opens nothing else, and changes nothing.
     *
     * @param file as the user named it, which is how messages call it; paths in it start where it lies
     * @throws ConfigException telling every fault with file and line
     */
    public static ServerConfig load(Path file) throws ConfigException {
        Path directory = file.toAbsolutePath().normalize().getParent();
        if (directory == null) {
            throw fault(file, "is a directory", "name the file of the configuration", new IOException());
        }
        return new ServerConfigReader(directory, new FilesOnDisk()).read(text(file), file.toString());
    }

    private static String text(Path file) throws ConfigException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw fault(
                        file, "larger than a configuration may be (1 MiB)", "check that it is one", new IOException());
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException e) {
            throw fault(file, "there is no such configuration", "check the path", e);
        } catch (CharacterCodingException e) {
            throw fault(file, "not UTF-8", "save the configuration in that encoding", e);
        } catch (IOException e) {
            boolean directory = Files.isDirectory(file);
            throw fault(
                    file,
                    directory ? "is a directory" : "cannot be read",
                    directory ? "name the file of the configuration in it" : "check who may read it",
                    e);
        }
    }

    private static ConfigException fault(Path file, String problem, String nextStep, IOException cause) {
        return new ConfigException(List.of(new FormatException(file.toString(), "", problem, nextStep, cause)));
    }
}
