package dev.leeway.samples.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Chamber;
import dev.leeway.samples.program.Compared;
import dev.leeway.samples.program.FreshSystem;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import dev.leeway.samples.program.Shared;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.snapshot.HostKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two roots of one fresh system with three planted differences differ in those three and in nothing else. */
@Order(Shared.EARLY + 7)
class TwoRootsIT {
    private static final String PLANTED = """
            sed -i '/^Package: base-passwd$/,/^Version:/ s/^Version: .*/&+planted1/' var/lib/dpkg/status
            sed -i 's/^hosts:.*/hosts: dns files/' etc/nsswitch.conf
            sed -i 's/^UMASK.*/UMASK 027/' etc/login.defs
            """;

    @TempDir
    Path directory;

    private Chamber chamber;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        chamber = Chamber.open();
    }

    /** What is mounted while a system is installed is mounted in the chamber, and ends with it. */
    @AfterEach
    void close() throws IOException, InterruptedException {
        if (chamber != null) {
            chamber.close();
        }
        shell("rm -rf --one-file-system other");
    }

    @Test
    void reportsExactlyTheThreePlantedDifferences() throws IOException, InterruptedException {
        Path one = FreshSystem.in(chamber, directory);
        Path other = directory.resolve("other");
        shell("cp -a " + one + " other");
        Taken before = taken(one);
        assertThat(taken(other).ids()).isEqualTo(before.ids());
        shell("cd other\n" + PLANTED);
        Taken after = taken(other);
        assertThat(before.snapshot().host().kind()).isEqualTo(HostKind.TREE);
        assertThat(before.ids()).containsKeys("os", "package");
        assertThat(after.changedSections(before)).containsExactly("os", "package");
        Compared compared = Compared.of(directory, before.file(), after.file());
        assertThat(compared.drifts())
                .isEqualTo(new TreeMap<>(Map.of(
                        "package/deb[base-passwd]/version", DriftState.DIFFERENT,
                        "os/lookup/order[hosts]", DriftState.DIFFERENT,
                        "os/login[UMASK]", DriftState.DIFFERENT)));
    }

    private Taken taken(Path root) throws IOException, InterruptedException {
        return Taken.with(
                Program.agent(), directory, "--uncounted", "--environment", "test", "--root", root.toString());
    }

    private void shell(String script) throws IOException, InterruptedException {
        Ran ran = Program.of("sh", "-euc", "cd " + directory + "\n" + script).run(directory);
        assertThat(ran.exit()).as(ran.err()).isZero();
    }
}
