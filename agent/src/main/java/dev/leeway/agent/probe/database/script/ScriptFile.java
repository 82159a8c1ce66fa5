package dev.leeway.agent.probe.database.script;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A file of a deployment that may be a script of a migration.
 *
 * @param path within the working directory, the class path or the host; without a slash before it
 * @param named whether it lies at a place the user named, so that it needs to lie at none of the usual ones
 * @param content empty where it was not read because the name says enough
 */
public record ScriptFile(String path, boolean named, Optional<byte[]> content) {
    public ScriptFile {
        requireNonNull(path, "path is null");
        requireNonNull(content, "content is null");
    }

    /** Without the directories. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The directories, empty or ending in a slash. */
    String directory() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** Its text; empty where it was not read or is not UTF-8. */
    Optional<String> text() {
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content.get()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Never the content. */
    @Override
    public String toString() {
        return "ScriptFile[" + path + "]";
    }
}
