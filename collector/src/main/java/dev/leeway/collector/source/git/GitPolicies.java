package dev.leeway.collector.source.git;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.source.IncludedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Gets policies out of Git repositories, each commit fetched once. */
public final class GitPolicies {
    private static final int LARGEST = 4 << 20;
    private static final int DIGITS = 24;
    /** Of one repository so many commits are kept: those of last month's reports among them. */
    private static final int KEPT = 20;

    private final Path cache;
    private final Duration time;
    private final long most;

    /** Those kept in {@code cache}, a directory of this user's own that is made where it is missing. */
    public GitPolicies(Path cache) {
        this(cache, Duration.ofSeconds(60), 256L << 20);
    }

    /** The same within other bounds. */
    GitPolicies(Path cache, Duration time, long most) {
        this.cache = requireNonNull(cache, "cache is null");
        this.time = time;
        this.most = most;
    }

    /**
     * A policy as one commit has it.
     *
     * @param yaml its text
     * @param commit all forty digits of the commit's id
     * @param name what reports call it
     * @param files what it may include, of the same commit
     */
    public record Found(String yaml, String commit, String name, IncludedFiles files) {}

    /**
     * The policy of that name. Nothing is fetched for a full commit id that was fetched before; all else is asked for anew.
     *
     * @throws GitPolicyException saying what could not be had, and what to do
     */
    public Found read(GitPolicyName name) throws GitPolicyException {
        QuietSystem.install();
        if (name.pinned()) {
            Path known = folder(name, name.ref());
            if (Files.isDirectory(known)) {
                return found(name, known, name.ref());
            }
        }
        Path draft = draft();
        try {
            String commit = new Fetching(name, draft, time, most).commit();
            Path folder = folder(name, commit);
            if (!Files.isDirectory(folder)) {
                moved(draft, folder);
                drop(name, folder);
            }
            return found(name, folder, commit);
        } finally {
            delete(draft);
        }
    }

    private Path draft() throws GitPolicyException {
        try {
            Files.createDirectories(
                    cache, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return Files.createTempDirectory(cache, "fetching-");
        } catch (IOException e) {
            throw new GitPolicyException(cache + ": cannot be written, where fetched policies are kept", e);
        }
    }

    private Path folder(GitPolicyName name, String commit) {
        return cache.resolve(prefix(name) + commit + ".git");
    }

    private static String prefix(GitPolicyName name) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(name.url().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS) + "-";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Two runs may fetch one commit at once; they have fetched the same. */
    private static void moved(Path draft, Path folder) throws GitPolicyException {
        try {
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            return;
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) {
                throw new GitPolicyException(folder + ": cannot be written, where fetched policies are kept", e);
            }
        }
    }

    private void drop(GitPolicyName name, Path kept) {
        try (Stream<Path> all = Files.list(cache)) {
            List<Path> own = new ArrayList<>(all.filter(
                            each -> String.valueOf(each.getFileName()).startsWith(prefix(name)) && !each.equals(kept))
                    .toList());
            own.sort(Comparator.comparingLong((Path each) -> each.toFile().lastModified())
                    .thenComparing(Comparator.naturalOrder()));
            own.subList(0, Math.max(0, own.size() + 1 - KEPT)).forEach(GitPolicies::delete);
        } catch (IOException | UncheckedIOException e) {
            // What is kept too long costs room and nothing else.
            return;
        }
    }

    private static void delete(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            return;
        }
    }

    private static Found found(GitPolicyName name, Path folder, String commit) throws GitPolicyException {
        try (Repository repository = new FileRepositoryBuilder()
                        .setGitDir(folder.toFile())
                        .setBare()
                        .setMustExist(true)
                        .build();
                RevWalk walk = new RevWalk(repository)) {
            RevCommit parsed = walk.parseCommit(ObjectId.fromString(commit));
            String yaml = text(bytes(repository, parsed, name));
            return new Found(yaml, commit, name.at(commit), new CommittedFiles(name, commit, folder));
        } catch (CharacterCodingException e) {
            throw new GitPolicyException(name.at(commit) + ": not UTF-8; save the policy in that encoding", e);
        } catch (IOException e) {
            throw new GitPolicyException(
                    name.at(commit) + ": what was fetched cannot be read; remove " + folder + " and run again", e);
        }
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** Files of one commit; each lies in the directory of the one that includes it, or below. */
    private static final class CommittedFiles implements IncludedFiles {
        private final GitPolicyName policy;
        private final String commit;
        private final Path folder;
        private int read;

        CommittedFiles(GitPolicyName policy, String commit, Path folder) {
            this.policy = policy;
            this.commit = commit;
            this.folder = folder;
        }

        @Override
        public Opened open(String from, String path) throws IOException {
            String including = from.isEmpty() ? policy.path() : from;
            String beside = including.substring(0, including.lastIndexOf('/') + 1);
            GitPolicyName name = within(beside + path.replaceFirst("^(\\./)+", ""));
            if (name.path().equals(policy.path())) {
                throw new IOException("it is the policy itself, which includes this file");
            }
            String yaml = yaml(name);
            read += yaml.length();
            if (read > LARGEST) {
                throw new IOException("all that is included is larger than policies may be (4 MiB)");
            }
            return new Opened(name.path(), name.at(commit), yaml);
        }

        private GitPolicyName within(String path) throws IOException {
            try {
                return policy.beside(path);
            } catch (GitPolicyException e) {
                throw new IOException("it lies outside the directory of the file that includes it", e);
            }
        }

        private String yaml(GitPolicyName name) throws IOException {
            try {
                return found(name, folder, commit).yaml();
            } catch (GitPolicyException e) {
                throw new IOException("the commit has no such file that could be read", e);
            }
        }
    }

    private static byte[] bytes(Repository repository, RevCommit commit, GitPolicyName name)
            throws IOException, GitPolicyException {
        try (TreeWalk walk = TreeWalk.forPath(repository, name.path(), commit.getTree())) {
            Optional<FileMode> mode = Optional.ofNullable(walk).map(each -> each.getFileMode(0));
            boolean file = mode.filter(each -> each == FileMode.REGULAR_FILE || each == FileMode.EXECUTABLE_FILE)
                    .isPresent();
            if (walk == null || !file) {
                throw new GitPolicyException(name.at(commit.name()) + ": the commit has no such "
                        + (walk == null ? "file" : "plain file") + "; check the path after ':'");
            }
            ObjectLoader loader = repository.open(walk.getObjectId(0));
            if (loader.getSize() > LARGEST) {
                throw new GitPolicyException(
                        name.at(commit.name()) + ": larger than a policy may be (4 MiB); check that it is one");
            }
            return loader.getCachedBytes(LARGEST);
        }
    }
}
