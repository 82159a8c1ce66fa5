package dev.leeway.samples.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Chamber;
import dev.leeway.samples.program.FreshSystem;
import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent's Debian package, installed, used and purged on a fresh system. */
class DebianPackageIT {
    @TempDir
    Path directory;

    private Chamber chamber;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        chamber = Chamber.open();
    }

    @AfterEach
    void close() throws IOException, InterruptedException {
        if (chamber != null) {
            chamber.close();
        }
        Program.of("rm", "-rf", "--one-file-system", directory.resolve("root").toString())
                .run(directory);
    }

    private static Path made() {
        Path made = Program.REPOSITORY.resolve("agent/target/leeway-agent.deb");
        Needs.met(Files.isRegularFile(made), "needs the package, which mvn package makes on amd64 without -Dquick");
        return made;
    }

    private String inside(String script) throws IOException, InterruptedException {
        Ran ran = tried(script);
        assertThat(ran.exit()).as(script + "\n" + ran.out() + ran.err()).isZero();
        return ran.out();
    }

    private Ran tried(String script) throws IOException, InterruptedException {
        return chamber.inside(Program.of("chroot", directory.resolve("root").toString(), "sh", "-euc", script))
                .within(120)
                .run(directory);
    }

    /** Every file but what tools that keep users and packages leave of the day before, and every user. */
    private List<String> everything() throws IOException, InterruptedException {
        return inside("find /etc /opt /usr /var -xdev ! -path '/var/lib/dpkg*' ! -path '/var/log/*' ! -path '/etc/*-'"
                        + " ! -path /etc/.pwd.lock | sort; getent passwd; getent group")
                .lines()
                .toList();
    }

    @Test
    void installsRunsAndLeavesNothingBehind() throws IOException, InterruptedException {
        Path made = made();
        Path system = FreshSystem.in(chamber, directory);
        // Written to above the fresh system, which stays as it is.
        chamber.script(
                directory,
                "cd " + directory + " && mkdir root upper && mount -t tmpfs none upper && mkdir upper/up upper/work"
                        + " && mount -t overlay overlay -o lowerdir=" + system
                        + ",upperdir=upper/up,workdir=upper/work root"
                        + " && mount -t proc proc root/proc && cp " + made + " root/tmp/leeway-agent.deb");
        List<String> before = everything();

        String said = inside("dpkg -i /tmp/leeway-agent.deb");
        assertThat(said).contains("leeway-agent join https://COLLECTOR:7411 --token-file -");
        assertThat(
                        inside(
                                "stat -c '%a %U %G' /etc/leeway/agent.yaml /var/lib/leeway /usr/lib/leeway-agent/bin/leeway-agent"))
                .isEqualTo("640 root leeway\n700 leeway leeway\n755 root root\n");
        assertThat(inside("cat /usr/lib/systemd/system/leeway-agent.timer"))
                .isEqualTo(Files.readString(Program.REPOSITORY.resolve("samples/deploy/systemd/leeway-agent.timer")));
        assertThat(inside("leeway-agent --version")).startsWith("leeway-agent ");
        // As the unit does: its own user, its own Java, nothing else installed.
        String snapshot = inside("setpriv --reuid leeway --regid leeway --clear-groups env"
                + " STATE_DIRECTORY=/var/lib/leeway XDG_CACHE_HOME=/var/lib/leeway/cache"
                + " leeway-agent snapshot --only os,package -o - ");
        assertThat(snapshot).contains("\"package\":", "deb[leeway-agent]/version");

        // Settings of the administrator outlive the package, and go when it is purged.
        inside(
                "echo 'role: web' >> /etc/leeway/agent.yaml; dpkg --remove leeway-agent; grep web /etc/leeway/agent.yaml");
        assertThat(tried("command -v leeway-agent").exit()).isNotZero();
        inside("dpkg -i /tmp/leeway-agent.deb && grep web /etc/leeway/agent.yaml && dpkg --purge leeway-agent");
        assertThat(everything()).containsExactlyElementsOf(before);
    }

    @Test
    void holdsNoMomentButTheOneTheBuildFixes() throws IOException, InterruptedException {
        Path made = made();
        Ran ran = Program.of("sh", "-euc", """
                        cd "$1" && ar x "$0" && tar -tvf data.tar.* --full-time --utc | awk '{ print $4, $5 }' | sort -u
                        """, made.toString(), directory.toString())
                .within(60)
                .run(directory);
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo("2026-11-01 00:00:00\n");
    }
}
