package dev.leeway.agent.probe.container;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.compose.ComposeText;
import dev.leeway.agent.format.compose.PromisedVariable;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Files of Compose projects, each read once for all containers that were made of it. */
final class ComposeFiles {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_FILES = 500;

    private final HostFiles files;
    private final Map<String, String> texts = new HashMap<>();

    ComposeFiles(HostFiles files) {
        this.files = files;
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
     * @throws HostAccessException {@link Kind#VANISHED} when it is not there any more, {@link Kind#MALFORMED} when it is no Compose
     *     file, and as {@link HostFiles#read} does
     */
    ComposeText compose(String path) throws HostAccessException {
        try {
            return ComposeText.read(text(path).orElseThrow(() -> new HostAccessException(Kind.VANISHED, path)));
        } catch (MalformedException e) {
            throw new HostAccessException(Kind.MALFORMED, path);
        }
    }

    /** The variables of a file; empty when there is none. */
    Optional<Map<String, PromisedVariable>> variables(String path, Map<String, String> known)
            throws HostAccessException {
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
        Optional<String> text = files.readIfPresent(path, MAX_BYTES)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .map(each -> each.startsWith("\uFEFF") ? each.substring(1) : each);
        text.ifPresent(each -> texts.put(path, each));
        return text;
    }
}
