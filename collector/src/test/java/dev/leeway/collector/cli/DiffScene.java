package dev.leeway.collector.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two snapshots and a policy, and the command that compares them. */
abstract class DiffScene {
    @TempDir
    Path folder;

    Cli cli = new Cli(Path.of("."));
    String dev = "";
    String prod = "";
    String policy = "";

    @BeforeEach
    void prepare() throws IOException {
        cli = new Cli(folder);
        dev = cli.snapshot("dev.json", "mine", "dev", "debug");
        prod = cli.snapshot("prod.json", "web-01", "prd", "info");
        policy = cli.policy();
    }

    Cli.Result diff(String... more) {
        String[] args = new String[more.length + 5];
        args[0] = "diff";
        args[1] = dev;
        args[2] = prod;
        args[3] = "--policy";
        args[4] = policy;
        System.arraycopy(more, 0, args, 5, more.length);
        return cli.run(args);
    }
}
