package dev.leeway.agent.host.git;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.lib.ObjectId;

/** Whether a file holds what was committed, seen through what Git does to it on the way in and out; no filter is ever run. */
final class FileContent {
    private static final int MAX_CONVERTED = 16 << 20;
    private static final int MAX_POINTER = 1_024;
    private static final int SNIFFED = 8_000;
    private static final Pattern POINTER = Pattern.compile("(?m)^oid sha256:([0-9a-f]{64})$");
    private static final Pattern IDENTITY = Pattern.compile("\\$Id:[^$\\n]*\\$");

    private final GitFiles files;
    private final Rules rules;
    private final RepositoryConfig config;
    private final ObjectStore store;
    private final Budget budget;

    FileContent(GitFiles files, Rules rules, RepositoryConfig config, ObjectStore store, Budget budget) {
        this.files = files;
        this.rules = rules;
        this.config = config;
        this.store = store;
        this.budget = budget;
    }

    /**
     * Whether the file at {@code path}, {@code name} within the working copy, holds {@code object}.
     *
     * @return empty where only a program could tell
     */
    Optional<Boolean> holds(String path, String name, long size, ObjectId object)
            throws HostAccessException, IOException {
        budget.content(size);
        if (digest(path, "SHA-1", size, true).equals(object.name())) {
            return Optional.of(true);
        }
        Map<String, Attribute> attributes = rules.attributes(name);
        Optional<String> filter = value(attributes, "filter");
        if (filter.isPresent()) {
            return filter.get().equals("lfs") ? pointsTo(path, size, object) : Optional.empty();
        }
        if (value(attributes, "working-tree-encoding").isPresent()) {
            return Optional.empty();
        }
        Ending ending = ending(attributes);
        boolean identity = state(attributes, "ident") == Attribute.State.SET;
        if (ending == Ending.KEPT && !identity) {
            return Optional.of(false);
        }
        if (size > MAX_CONVERTED) {
            throw new GitException(Kind.TOO_LARGE);
        }
        budget.content(size);
        byte[] converted = files.files().read(path, MAX_CONVERTED);
        if (ending == Ending.CONVERTED || (ending == Ending.GUESSED && isText(converted))) {
            converted = withoutReturns(converted);
        }
        if (identity) {
            String text = new String(converted, StandardCharsets.ISO_8859_1);
            converted = IDENTITY.matcher(text).replaceAll("\\$Id\\$").getBytes(StandardCharsets.ISO_8859_1);
        }
        MessageDigest digest = started("SHA-1", converted.length, true);
        return Optional.of(hex(digest.digest(converted)).equals(object.name()));
    }

    /** Whether a link's target is {@code object}. */
    static boolean isTarget(String target, ObjectId object) {
        byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
        return hex(started("SHA-1", bytes.length, true).digest(bytes)).equals(object.name());
    }

    /** What large file storage commits in place of a file tells what that file is. */
    private Optional<Boolean> pointsTo(String path, long size, ObjectId object)
            throws HostAccessException, IOException {
        Matcher pointer = POINTER.matcher(store.text(object, MAX_POINTER).orElse(""));
        if (!pointer.find()) {
            return Optional.empty();
        }
        budget.content(size);
        return Optional.of(digest(path, "SHA-256", size, false).equals(pointer.group(1)));
    }

    private enum Ending {
        KEPT,
        GUESSED,
        CONVERTED
    }

    private Ending ending(Map<String, Attribute> attributes) {
        boolean older = !attributes.containsKey("text") && attributes.containsKey("crlf");
        Attribute.State text = state(attributes, older ? "crlf" : "text");
        boolean guessed = value(attributes, "text").filter("auto"::equals).isPresent();
        boolean written = value(attributes, "eol").isPresent();
        if (text == Attribute.State.UNSET) {
            return Ending.KEPT;
        }
        if (text == Attribute.State.SET || (written && !guessed) || (older && text == Attribute.State.CUSTOM)) {
            return Ending.CONVERTED;
        }
        String automatic = config.text("core", "autocrlf").orElse("false").toLowerCase(Locale.ROOT);
        boolean converts = automatic.equals("input") || config.flag("autocrlf", false);
        return guessed || converts ? Ending.GUESSED : Ending.KEPT;
    }

    private static Attribute.State state(Map<String, Attribute> attributes, String name) {
        Attribute found = attributes.get(name);
        return found == null ? Attribute.State.UNSPECIFIED : found.getState();
    }

    private static Optional<String> value(Map<String, Attribute> attributes, String name) {
        return Optional.ofNullable(attributes.get(name))
                .filter(each -> each.getState() == Attribute.State.CUSTOM)
                .map(Attribute::getValue);
    }

    private static boolean isText(byte[] content) {
        for (int i = 0; i < content.length; i++) {
            boolean zero = content[i] == 0 && i < SNIFFED;
            boolean lone = content[i] == '\r' && (i + 1 == content.length || content[i + 1] != '\n');
            if (zero || lone) {
                return false;
            }
        }
        return true;
    }

    private static byte[] withoutReturns(byte[] content) {
        byte[] kept = new byte[content.length];
        int length = 0;
        for (int i = 0; i < content.length; i++) {
            boolean ends = content[i] == '\r' && i + 1 < content.length && content[i + 1] == '\n';
            if (!ends) {
                kept[length++] = content[i];
            }
        }
        return Arrays.copyOf(kept, length);
    }

    private String digest(String path, String algorithm, long size, boolean framed)
            throws HostAccessException, IOException {
        MessageDigest digest = started(algorithm, size, framed);
        ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
        long read = 0;
        try (SeekableByteChannel in = files.files().open(path)) {
            // A file that grows meanwhile is modified either way.
            while (read <= size && in.read(chunk) >= 0) {
                budget.check();
                chunk.flip();
                read += chunk.remaining();
                digest.update(chunk);
                chunk.clear();
            }
        }
        return hex(digest.digest());
    }

    private static MessageDigest started(String algorithm, long size, boolean framed) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            if (framed) {
                digest.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
            }
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
