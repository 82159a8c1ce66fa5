package dev.leeway.samples.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A host written down as files: its own, and those its kernel would show below {@code /proc}. */
final class HostTree {
    private final Path root;

    private HostTree(Path root) {
        this.root = root;
    }

    /** A host called {@code name} with nothing but its first process. */
    static HostTree of(Path root, String name) throws IOException {
        HostTree tree = new HostTree(root);
        Files.createDirectories(root.resolve("sys"));
        tree.file("etc/hostname", name + "\n");
        tree.file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n");
        tree.file("proc/sys/kernel/hostname", name + "\n");
        tree.process(1, "/init.scope", Map.of(), "/usr/lib/systemd/systemd");
        return tree;
    }

    /** Adds a process whose executable is the first of {@code command}. */
    HostTree process(int pid, String cgroup, Map<String, String> variables, String... command) throws IOException {
        String at = "proc/" + pid + "/";
        file(
                at + "stat",
                pid + " (main) S " + (pid == 1 ? 0 : 1) + " 1 1 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 " + pid
                        + " 0 0\n");
        String ids = pid + "\t" + pid + "\t" + pid + "\t" + pid;
        file(
                at + "status",
                "Name:\tmain\nUmask:\t0022\nUid:\t1000\t1000\t1000\t1000\nGid:\t1000\t1000\t1000\t1000\n"
                        + "NSpid:\t" + (pid == 1 ? "1" : ids.substring(0, ids.indexOf('\t')))
                        + "\nCapEff:\t0000000000000000\nNoNewPrivs:\t0\nSeccomp:\t0\n");
        file(at + "cmdline", String.join("\0", command) + "\0");
        file(at + "cgroup", "0::" + cgroup + "\n");
        StringBuilder environ = new StringBuilder();
        variables.forEach(
                (name, value) -> environ.append(name).append('=').append(value).append('\0'));
        file(at + "environ", environ.toString());
        file(at + "net/tcp", "  sl  local_address\n");
        file(at + "net/tcp6", "  sl  local_address\n");
        for (List<String> link : List.of(
                List.of("exe", command[0]),
                List.of("cwd", "/srv/shop"),
                List.of("root", "/"),
                List.of("ns/mnt", "mnt:[4026531840]"),
                List.of("ns/net", "net:[4026531841]"))) {
            Path place = root.resolve(at + link.get(0));
            Files.createDirectories(place.getParent());
            Files.createSymbolicLink(place, Path.of(link.get(1)));
        }
        Files.createDirectories(root.resolve(at + "fd"));
        return this;
    }

    HostTree file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    /** What makes the agent look at this host. */
    String[] arguments() {
        return new String[] {
            "--host-root",
            root.toString(),
            "--proc",
            root.resolve("proc").toString(),
            "--sys",
            root.resolve("sys").toString()
        };
    }
}
