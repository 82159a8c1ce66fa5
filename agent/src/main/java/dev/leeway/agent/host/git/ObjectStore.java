package dev.leeway.agent.host.git;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** All objects of a repository: loose ones, packed ones, and those of other repositories it names as its alternates. */
final class ObjectStore implements AutoCloseable {
    private static final int MAX_PACKS = 500;
    private static final int MAX_ALTERNATES = 1 << 16;
    private static final int MAX_DIRECTORIES = 20;
    private static final int MAX_LOOSE = 24 << 20;
    private static final int MAX_HEADER = 32;

    private final GitFiles files;
    private final Budget budget;
    private final List<String> directories = new ArrayList<>();
    private final List<Pack> packs = new ArrayList<>();

    private ObjectStore(GitFiles files, Budget budget) {
        this.files = files;
        this.budget = budget;
    }

    /** Opens the packs; what of them cannot be read is missing when it is asked for. */
    static ObjectStore open(GitFiles files, RepositoryPlace place, Budget budget)
            throws HostAccessException, MalformedException, IOException {
        ObjectStore store = new ObjectStore(files, budget);
        try {
            store.add(GitFiles.below(place.common(), "objects"));
            return store;
        } catch (HostAccessException | MalformedException | IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private void add(String directory) throws HostAccessException, MalformedException, IOException {
        if (directories.contains(directory) || directories.size() >= MAX_DIRECTORIES) {
            return;
        }
        directories.add(directory);
        String packed = GitFiles.below(directory, "pack");
        for (String name : files.names(packed, 20 * MAX_PACKS)) {
            budget.check();
            if (name.endsWith(".idx") && packs.size() < MAX_PACKS) {
                String stem = GitFiles.below(packed, name.substring(0, name.length() - ".idx".length()));
                if (files.isFile(stem + ".pack")) {
                    packs.add(Pack.open(files, stem));
                }
            }
        }
        String others = files.text(GitFiles.below(directory, "info/alternates"), MAX_ALTERNATES)
                .orElse("");
        for (String line : others.lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                add(GitFiles.seenFrom(directory, line));
            }
        }
    }

    /**
     * One object.
     *
     * @throws GitException of kind {@link Kind#ABSENT} where there is none
     */
    StoredObject object(ObjectId id) throws IOException {
        budget.object();
        for (Pack pack : packs) {
            Optional<Long> offset = pack.find(id);
            if (offset.isPresent()) {
                return pack.object(offset.get(), this::object);
            }
        }
        String name = id.name();
        for (String directory : directories) {
            String path = GitFiles.below(directory, name.substring(0, 2) + "/" + name.substring(2));
            try {
                Optional<byte[]> loose = files.files().readIfPresent(path, MAX_LOOSE);
                if (loose.isPresent()) {
                    return loose(loose.get());
                }
            } catch (HostAccessException e) {
                throw new GitException(e.kind());
            }
        }
        throw new GitException(Kind.ABSENT);
    }

    private static StoredObject loose(byte[] bytes) throws IOException {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            StringBuilder header = new StringBuilder();
            int each = in.read();
            while (each > 0 && header.length() < MAX_HEADER) {
                header.append((char) each);
                each = in.read();
            }
            String[] words = header.toString().split(" ", -1);
            if (each != 0 || words.length != 2 || !words[1].matches("\\d{1,10}")) {
                throw new GitException(Kind.MALFORMED);
            }
            long size = Long.parseLong(words[1]);
            if (size > Pack.MAX_OBJECT) {
                throw new GitException(Kind.TOO_LARGE);
            }
            byte[] content = in.readNBytes((int) size);
            if (content.length < size) {
                throw new GitException(Kind.MALFORMED);
            }
            return new StoredObject(type(words[0]), content);
        } catch (java.util.zip.ZipException e) {
            throw new GitException(Kind.MALFORMED);
        }
    }

    private static int type(String word) throws GitException {
        return switch (word) {
            case "commit" -> Constants.OBJ_COMMIT;
            case "tree" -> Constants.OBJ_TREE;
            case "blob" -> Constants.OBJ_BLOB;
            case "tag" -> Constants.OBJ_TAG;
            default -> throw new GitException(Kind.MALFORMED);
        };
    }

    /** Text of a small object, empty for another one. */
    Optional<String> text(ObjectId id, int most) throws IOException {
        byte[] content = object(id).content();
        return content.length > most ? Optional.empty() : Optional.of(new String(content, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        for (Pack pack : packs) {
            pack.close();
        }
    }
}
