package dev.leeway.collector.cli;

import dev.leeway.collector.source.IncludedFiles;
import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.source.git.GitPolicies;
import dev.leeway.collector.source.git.GitPolicyException;
import dev.leeway.collector.source.git.GitPolicyName;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
 * @param remark what a reader of its judgements is to know besides, in a whole sentence
 */
record PolicyFile(Policy policy, Optional<Written> written, Optional<String> remark) {
    PolicyFile(Policy policy, Optional<Written> written) {
        this(policy, written, Optional.empty());
    }

    /** What a team calls its policy. */
    private static final String USUAL = "leeway.yaml";

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

    /** The policy that goes by {@code name} above the shipped one, or the shipped one alone. */
    static PolicyFile named(Optional<String> name, Surroundings surroundings) throws CommandFailure, FormatException {
        if (name.filter(GitPolicyName::isOne).isPresent()) {
            return fetched(name.get(), surroundings);
        }
        try {
            return read(name.map(Path::of));
        } catch (InvalidPathException e) {
            throw new CommandFailure("--policy: not a path: " + e.getReason(), e);
        }
    }

    /** What is to be said where a comparison names no policy though one lies in {@code directory}: others read it unasked. */
    static Optional<String> unasked(Optional<String> given, Path directory) {
        return given.isEmpty() && Files.isRegularFile(directory.resolve(USUAL))
                ? Optional.of(
                        "the policy " + USUAL + " of this directory was not asked, but the one that ships alone; to"
                                + " judge by it add: --policy " + USUAL)
                : Optional.empty();
    }

    /** The policy of a text that nobody has written to a file yet. */
    static PolicyFile of(String yaml, String name) throws FormatException {
        return new PolicyFile(PolicyReader.read(yaml, name), Optional.of(new Written(yaml, name, IncludedFiles.NONE)));
    }

    private static PolicyFile fetched(String name, Surroundings surroundings) throws CommandFailure, FormatException {
        Path cache = surroundings
                .variable("XDG_CACHE_HOME")
                .filter(path -> path.startsWith("/"))
                .map(Path::of)
                .or(() -> surroundings.variable("HOME").map(home -> Path.of(home, ".cache")))
                .orElseThrow(
                        () -> new CommandFailure("--policy: what is fetched is kept in the user's cache, and neither"
                                + " HOME nor XDG_CACHE_HOME is set"));
        try {
            GitPolicyName parsed = GitPolicyName.parse(name);
            GitPolicies.Found found = new GitPolicies(cache.resolve("leeway/policies")).read(parsed);
            Written written = new Written(found.yaml(), found.name(), found.files());
            // What a branch or tag means is for whoever may move it; the commit is what was judged by.
            Optional<String> remark = parsed.pinned()
                    ? Optional.empty()
                    : Optional.of("the policy's " + parsed.ref() + " is commit " + found.commit());
            Policy policy = PolicyReader.read(written.yaml(), written.name(), written.files());
            return new PolicyFile(policy, Optional.of(written), remark);
        } catch (GitPolicyException e) {
            throw new CommandFailure("--policy: " + e.getMessage(), e);
        }
    }

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

    /**
     * A policy that is to be written into.
     *
     * @throws CommandFailure as well where it is one of a repository, which is changed there
     */
    static PolicyFile toChange(Path file) throws CommandFailure, FormatException {
        if (GitPolicyName.isOne(file.toString())) {
            throw new CommandFailure(
                    "--policy: a policy in a repository is changed there; clone it, name the file in the"
                            + " clone, and commit what is written");
        }
        return read(file);
    }

    private static PolicyFile read(Path file) throws CommandFailure, FormatException {
        Written written = new Written(text(file), file.toString(), new PolicyIncludes(file));
        Policy policy = PolicyReader.read(written.yaml(), written.name(), written.files());
        return new PolicyFile(policy, Optional.of(written));
    }

    /** The text of a policy, or of what is written for one. */
    static String text(Path file) throws CommandFailure {
        try {
            byte[] bytes = bytes(file, LARGEST);
            if (bytes.length > LARGEST) {
                throw new CommandFailure(file + ": larger than a policy may be (4 MiB); check that it is one");
            }
            return text(bytes);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(file + ": there is no such policy file; check the path", e);
        } catch (CharacterCodingException e) {
            throw new CommandFailure(file + ": not UTF-8; save the policy in that encoding", e);
        } catch (IOException e) {
            throw new CommandFailure(
                    file
                            + (Files.isDirectory(file)
                                    ? ": is a directory; name the file of the policy in it"
                                    : ": cannot be read; check who may read it"),
                    e);
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
