package dev.leeway.samples.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The manifest for nodes of Kubernetes: what the page shows, in fields that Kubernetes knows. */
class KubernetesManifestTest {
    private static final Path MANIFEST = Program.REPOSITORY.resolve("samples/deploy/kubernetes/daemonset.yaml");

    @TempDir
    Path directory;

    @Test
    void isTheOneThePageShows() throws IOException {
        assertThat(Files.readString(Program.REPOSITORY.resolve("docs/kubernetes.md")))
                .contains("```yaml\n" + Files.readString(MANIFEST) + "```\n");
    }

    @Test
    void hasOnlyFieldsThatKubernetesKnows() throws IOException, InterruptedException {
        Needs.command("kubectl");
        String manifest = Files.readString(MANIFEST);
        assertThat(kept(manifest)).containsAll(leaves(manifest));
        String slip = manifest.replace("readOnlyRootFilesystem", "readOnlyRootFilesytem");
        assertThat(kept(slip).containsAll(leaves(slip))).as("a slip is seen").isFalse();
    }

    /** What is left of a manifest once kubectl has read it into its own types; nothing where it refuses to. */
    private Set<String> kept(String manifest) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("manifest.yaml"), manifest);
        Ran ran = Program.of("kubectl", "set", "env", "--local", "-f", file.toString(), "SEEN=by-kubectl", "-o", "yaml")
                .within(60)
                .run(directory);
        return ran.exit() == 0 ? leaves(ran.out()) : new TreeSet<>();
    }

    private static Set<String> leaves(String yaml) {
        TreeSet<String> leaves = new TreeSet<>();
        collect(new Load(LoadSettings.builder().build()).loadFromString(yaml), "", leaves);
        return leaves;
    }

    private static void collect(Object value, String path, Set<String> leaves) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, each) -> collect(each, path + "/" + key, leaves));
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.get(i), path + "/" + i, leaves);
            }
        } else {
            leaves.add(path + " = " + value);
        }
    }
}
