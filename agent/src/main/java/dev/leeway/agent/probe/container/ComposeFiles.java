package dev.leeway.agent.probe.container;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.compose.ComposeText;
import dev.leeway.agent.format.compose.Given;
import dev.leeway.agent.format.compose.PromisedVariable;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.ReadableFiles;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Files of Compose projects, each read once for all containers that were made of it; safe to use from several threads. */
final class ComposeFiles {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_FILES = 500;
    /** Of all files together. */
    private static final int MAX_ALL = 16 << 20;
    /** Characters of those that are kept as they were understood, which takes many times as much. */
    private static final int MAX_KEPT = 1 << 20;

    private final HostFiles files;
    private final Map<ProjectOwners.Owner, ReadableFiles> readable = new ConcurrentHashMap<>();
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Set<String> malformed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger left = new AtomicInteger(MAX_ALL);
    private final Map<String, Understood> understood = new LinkedHashMap<>(16, 0.75f, true);
    private int kept;

    private record Understood(ComposeText compose, int characters) {}

    ComposeFiles(HostFiles files) {
        this.files = files;
    }

    /** Who decides what a project reads: nobody, before the first file. */
    ProjectOwners owners() {
        return new ProjectOwners(files, readable);
    }

    boolean exists(String path) {
        try {
            return files.stat(path).isPresent();
        } catch (HostAccessException e) {
            // Reading it says why it cannot be seen.
            return true;
        }
    }

    /**
     * The file at {@code path}.
     *
     * @param owners who decide that it be read, and have to be able to read it
     * @throws HostAccessException {@link Kind#VANISHED} when it is not there any more, {@link Kind#MALFORMED} when it is no Compose
     *     file, and as {@link HostFiles#read} does
     */
    ComposeText compose(String path, ProjectOwners owners) throws HostAccessException {
        owners.check(path);
        Optional<ComposeText> known = known(path);
        if (known.isPresent()) {
            return known.get();
        }
        String text = text(path).orElseThrow(() -> new HostAccessException(Kind.VANISHED, path));
        if (malformed.contains(path)) {
            throw new HostAccessException(Kind.MALFORMED, path);
        }
        try {
            ComposeText read = ComposeText.read(text);
            keep(path, new Understood(read, text.length()));
            return read;
        } catch (MalformedException e) {
            malformed.add(path);
            throw new HostAccessException(Kind.MALFORMED, path);
        }
    }

    private synchronized Optional<ComposeText> known(String path) {
        return Optional.ofNullable(understood.get(path)).map(Understood::compose);
    }

    /** Those that nobody asked for longest make room. */
    private synchronized void keep(String path, Understood one) {
        if (understood.put(path, one) == null) {
            kept += one.characters();
        }
        Iterator<Understood> eldest = understood.values().iterator();
        while (kept > MAX_KEPT && understood.size() > 1) {
            kept -= eldest.next().characters();
            eldest.remove();
        }
    }

    /** The variables of a file; empty when there is none. */
    Optional<Map<String, PromisedVariable>> variables(String path, ProjectOwners owners, Map<String, Given> known)
            throws HostAccessException {
        owners.check(path);
        Optional<String> text = text(path);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(ComposeText.variables(text.get(), path, known));
        } catch (MalformedException e) {
            throw new HostAccessException(Kind.MALFORMED, path);
        }
    }

    private Optional<String> text(String path) throws HostAccessException {
        String held = texts.get(path);
        if (held != null) {
            return Optional.of(held);
        }
        if (texts.size() >= MAX_FILES) {
            throw new HostAccessException(Kind.TOO_LARGE, path);
        }
        Optional<byte[]> read = files.readIfPresent(path, MAX_BYTES);
        int size = read.map(bytes -> bytes.length).orElse(0);
        if (left.addAndGet(-size) < 0) {
            left.addAndGet(size);
            throw new HostAccessException(Kind.TOO_LARGE, path);
        }
        Optional<String> text = read.map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .map(each -> each.startsWith("\uFEFF") ? each.substring(1) : each);
        text.ifPresent(each -> texts.put(path, each));
        return text;
    }
}
