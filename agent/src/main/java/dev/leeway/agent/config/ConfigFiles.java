package dev.leeway.agent.config;

import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the agent's configuration file: the one named, else the user's, else the host's. Exactly one is read.
 *
 * <p>{@code LEEWAY_CONFIG} names one as {@code --config} does.
 */
public final class ConfigFiles {
    private static final Path SYSTEM = Path.of("/etc/leeway/agent.yaml");
    private static final int MAX_BYTES = 1 << 20;

    private final Map<String, String> variables;
    private final Path system;

    /** Finds files as these environment variables say. */
    public ConfigFiles(Map<String, String> variables) {
        this(variables, SYSTEM);
    }

    ConfigFiles(Map<String, String> variables, Path system) {
        this.variables = Map.copyOf(variables);
        this.system = system;
    }

    /**
     * The file to read, empty when none was named and none lies in the usual places.
     *
     * @param named by the command line
     */
    public Optional<Path> find(Optional<Path> named) {
        Optional<Path> asked = named.or(() -> variable("LEEWAY_CONFIG").map(Path::of));
        return asked.isPresent()
                ? asked
                : places().stream().filter(Files::exists).findFirst();
    }

    /** The usual places, the first one that exists wins: the user's, the host's. */
    public List<Path> places() {
        Optional<Path> home = configHome().or(() -> variable("HOME").map(each -> Path.of(each, ".config")));
        return home.map(each -> List.of(each.resolve("leeway/agent.yaml"), system))
                .orElse(List.of(system));
    }

    /**
     * Where a configuration is begun that does not exist yet: the user's, as it is read first; the host's for root, unless
     * {@code XDG_CONFIG_HOME} names a place.
     */
    public Path toWrite(boolean root) {
        return root && configHome().isEmpty() ? system : places().get(0);
    }

    private Optional<Path> configHome() {
        return variable("XDG_CONFIG_HOME").map(Path::of).filter(Path::isAbsolute);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /**
     * Reads one file.
     *
     * @param probes names of the probes there are
     * @throws FormatException naming the file, the line where there is one, and a next step
     */
    public static AgentConfig read(Path file, Collection<String> probes) throws FormatException {
        String name = file.toString();
        Path directory = file.toAbsolutePath().getParent();
        if (!Files.isRegularFile(file) || directory == null) {
            throw new FormatException(name, "", "no such file", "name a configuration file, or leave --config out");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new FormatException(name, "", "larger than 1 MiB", "keep the configuration small");
            }
            return new ConfigReader(probes, directory).read(new String(bytes, StandardCharsets.UTF_8), name);
        } catch (IOException e) {
            throw new FormatException(name, "", "cannot be read", "check that this user may read it", e);
        }
    }
}
