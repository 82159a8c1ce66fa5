package dev.leeway.agent.host.jdbc;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a user name or a password is to be had. */
public sealed interface LoginSource {
    /** Nowhere: the server is asked without one. */
    LoginSource NONE = new None();

    /**
     * What it says now.
     *
     * @param variables of this process
     * @param place what asks for it, for messages: {@code databases, shop}
     * @throws FormatException naming file or variable and a next step, never the content
     */
    Optional<String> read(Map<String, String> variables, String place) throws FormatException;

    /** Said nowhere. */
    record None() implements LoginSource {
        @Override
        public Optional<String> read(Map<String, String> variables, String place) {
            return Optional.empty();
        }
    }

    /** Written where it is asked for; names alone, never a password. */
    record Written(String text) implements LoginSource {
        public Written {
            requireNonNull(text, "text is null");
        }

        @Override
        public Optional<String> read(Map<String, String> variables, String place) {
            return Optional.of(text);
        }
    }

    /** In a variable of this process. */
    record Variable(String name) implements LoginSource {
        public Variable {
            requireNonNull(name, "name is null");
        }

        @Override
        public Optional<String> read(Map<String, String> variables, String place) throws FormatException {
            String text = variables.getOrDefault(name, "");
            if (text.isEmpty()) {
                throw new FormatException(
                        place, "", "the variable '" + FormatException.shown(name) + "' is not set", "set it");
            }
            return Optional.of(text);
        }
    }

    /**
     * In a file, all of it but the end of its last line.
     *
     * @param secret whether others than the owner must be kept from it
     */
    record File(Path path, boolean secret) implements LoginSource {
        private static final int MAX_BYTES = 4096;
        private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

        public File {
            requireNonNull(path, "path is null");
        }

        @Override
        public Optional<String> read(Map<String, String> variables, String place) throws FormatException {
            String name = path.toString();
            try {
                if (!Files.isRegularFile(path)) {
                    throw new NoSuchFileException(name);
                }
                if (secret && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
                    throw new FormatException(
                            name,
                            "",
                            "others than its owner may use this password",
                            "change the password, and chmod 600 its file");
                }
                return Optional.of(content(name));
            } catch (NoSuchFileException e) {
                throw new FormatException(name, "", "no such file", "make it, or correct its name in " + place, e);
            } catch (IOException e) {
                throw new FormatException(name, "", "cannot be read", "run as the user who owns it", e);
            }
        }

        private String content(String name) throws IOException, FormatException {
            try (InputStream in = Files.newInputStream(path)) {
                byte[] bytes = in.readNBytes(MAX_BYTES + 1);
                String text = new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\r?\\n$", "");
                if (bytes.length > MAX_BYTES || text.isEmpty()) {
                    throw new FormatException(
                            name, "", "is empty or longer than 4 KiB", "write the word alone into it, on one line");
                }
                return text;
            }
        }
    }
}
