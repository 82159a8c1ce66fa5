package dev.leeway.samples.privilege;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Chamber;
import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.fact.Access;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Snapshots of this machine as nobody, without and with single permissions: what a permission is said to open is open with it
 * and closed without.
 */
class OrdinaryUserIT {
    private static final String CAPABILITY = "CAP_";
    private static final String REASON = "permission";
    private static final Path SOCKET = Path.of("/var/run/docker.sock");

    @TempDir
    Path directory;

    private final Catalogue catalogue = CatalogueReader.builtIn();
    private Path copy = Path.of("");
    private @Nullable Chamber inside;

    @BeforeEach
    void copiesTheAgentToWhereAnybodyCanReadIt() throws IOException {
        Needs.root("another user's eyes");
        Needs.command("setpriv");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        copy = directory.resolve("agent");
        Path from = Program.REPOSITORY.resolve("agent/target/leeway-agent");
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, copy.resolve(from.relativize(each).toString()));
            }
        }
    }

    @Test
    void opensEachGapByThePermissionItNamesAndByNoOther() throws Exception {
        try (Chamber chamber = Chamber.open()) {
            inside = chamber;
            opensEachGap();
        }
    }

    private void opensEachGap() throws IOException, InterruptedException {
        Map<String, Set<String>> closed = gaps(Set.of());
        assertThat(closed.keySet()).as("gaps of nobody").contains("env", "process", "connection", "dependency");
        Set<String> all = permissions(closed);
        for (String each : all) {
            Map<String, Set<String>> left = gaps(Set.of(each));
            assertThat(permissions(left)).as("left with " + each).doesNotContain(each);
            Set<String> others = new TreeSet<>(all);
            others.remove(each);
            assertThat(permissions(left)).as("not opened by " + each).containsAll(others);
        }
        assertThat(gaps(all)).as("left with " + all).isEmpty();
    }

    @Tag("thorough")
    @Test
    void saysForEachProbeWhichPermissionWouldHelp() throws Exception {
        try (Chamber chamber = Chamber.open()) {
            inside = chamber;
            names();
        }
    }

    private void names() throws IOException, InterruptedException {
        Map<String, Set<String>> closed = gaps(Set.of());
        Ran ran = nobody(Set.of()).run(directory, home(), "doctor");
        assertThat(ran.exit()).isEqualTo(3);
        closed.forEach((probe, gaps) -> assertThat(ran.out().lines())
                .filteredOn(line -> line.startsWith("[!] " + probe + ": ") || line.startsWith("[✗] " + probe + ": "))
                .singleElement()
                .asString()
                .contains("; lost: ")
                .satisfies(line -> access(probe)
                        .permissions(gaps)
                        .forEach(permission -> assertThat(line.substring(line.indexOf("; fix: ")))
                                .contains(permission))));
    }

    /** What nobody may not see, by probe, with these permissions granted. */
    private Map<String, Set<String>> gaps(Set<String> granted) throws IOException, InterruptedException {
        Map<String, Set<String>> gaps = new TreeMap<>();
        for (Section section : Taken.with(nobody(granted), directory, home())
                .snapshot()
                .sections()
                .values()) {
            List<String> found = section.outcome() == Outcome.REFUSED
                    ? List.of(section.key().text() + "/**")
                    : section.uncovered().stream()
                            .filter(gap -> gap.reason().equals(REASON))
                            .map(gap -> gap.pattern().text())
                            .toList();
            if (!found.isEmpty()) {
                gaps.computeIfAbsent(section.key().probe(), each -> new TreeSet<>())
                        .addAll(found);
            }
        }
        return gaps;
    }

    private Set<String> permissions(Map<String, Set<String>> gaps) {
        return gaps.entrySet().stream()
                .flatMap(each -> access(each.getKey()).permissions(each.getValue()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Access access(String probe) {
        return catalogue.probe(probe).map(ProbeEntry::access).orElseThrow();
    }

    private Program nobody(Set<String> granted) throws IOException {
        List<String> command = new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534"));
        String capabilities = granted.stream()
                .filter(each -> each.startsWith(CAPABILITY))
                .map(each -> "+" + each.substring(CAPABILITY.length()).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
        if (!capabilities.isEmpty()) {
            command.add("--inh-caps=" + capabilities);
            command.add("--ambient-caps=" + capabilities);
        }
        boolean group = granted.stream().anyMatch(each -> each.contains("group"));
        command.add(group ? "--groups=" + Files.getAttribute(SOCKET, "unix:gid") : "--clear-groups");
        command.add("--");
        Program nobody = Program.of(copy.resolve("bin/leeway-agent").toString()).behind(command);
        return requireNonNull(inside, "no chamber").inside(nobody);
    }

    private Map<String, String> home() {
        return Map.of("HOME", directory.toString(), "XDG_CACHE_HOME", directory.toString());
    }
}
