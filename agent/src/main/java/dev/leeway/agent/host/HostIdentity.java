package dev.leeway.agent.host;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostView;
import dev.leeway.schema.snapshot.HostKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who a host is, as far as it says so itself.
 *
 * @param name short name
 * @param names every name it has, short and qualified
 * @param addresses of its interfaces, loopback left out
 * @param kind what sort of host it seems to be
 */
public record HostIdentity(String name, Set<String> names, Set<String> addresses, HostKind kind) {
    private static final int MAX_FILE = 1 << 20;
    private static final String UNNAMED = "unnamed";

    public HostIdentity {
        requireNonNull(name, "name is null");
        requireNonNull(kind, "kind is null");
        names = Set.copyOf(names);
        addresses = Set.copyOf(addresses);
    }

    /**
     * Asks a host who it is. What cannot be read is not known; nothing here fails.
     *
     * @param kernelNames whether the kernel's name is the host's; not so where the host is seen from inside a container
     * @param onCi whether this run belongs to a continuous integration service
     */
    public static HostIdentity of(HostView host, boolean kernelNames, boolean onCi) {
        Optional<String> kernel =
                kernelNames && host.live() ? line(host.proc(), "/sys/kernel/hostname") : Optional.empty();
        String full = kernel.or(() -> line(host.files(), "/etc/hostname"))
                .or(() -> MacName.of(host.files()))
                .orElse(UNNAMED);
        String name = full.indexOf('.') > 0 ? full.substring(0, full.indexOf('.')) : full;
        Set<String> names = new TreeSet<>(List.of(full, name));
        names.addAll(qualified(name, full, text(host.files(), "/etc/hosts")));
        names.remove(UNNAMED);
        Set<String> addresses = host.live() ? OwnAddresses.read(host.proc()) : Set.of();
        return new HostIdentity(
                name, names, addresses, host.live() ? KindGuess.of(host, onCi) : KindGuess.ofTree(host));
    }

    /** Names in {@code hosts} that stand beside the host's name and begin with it. */
    private static List<String> qualified(String name, String full, String hosts) {
        return hosts.lines()
                .map(line -> line.indexOf('#') < 0 ? line : line.substring(0, line.indexOf('#')))
                .map(line -> Arrays.asList(line.trim().split("[ \t]+")))
                .filter(words -> words.contains(name) || words.contains(full))
                .flatMap(words -> words.stream().skip(1))
                .filter(word -> word.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + "."))
                .toList();
    }

    /** The first line of a file that says something. */
    private static Optional<String> line(HostFiles files, String path) {
        return text(files, path)
                .lines()
                .map(String::trim)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && line.length() < 256)
                .findFirst();
    }

    static String text(HostFiles files, String path) {
        try {
            return files.readIfPresent(path, MAX_FILE)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse("");
        } catch (HostAccessException unknown) {
            return "";
        }
    }
}
