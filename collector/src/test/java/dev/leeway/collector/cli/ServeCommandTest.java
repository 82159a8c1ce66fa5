package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
    private static final String FREE = "127.0.0.1:0";

    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));

    @BeforeEach
    void prepare() {
        cli = new Cli(folder);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Cli.Result checked(String... more) {
        return cli.run(Stream.concat(Stream.of("serve", "--check", "--listen", FREE), Stream.of(more))
                .toArray(String[]::new));
    }

    private static void refused(Cli.Result result, String... said) {
        assertThat(result.code()).as(result.out()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains(said);
    }

    @Test
    void tellsEachFaultOfAConfigurationOnALineOfItsOwn() throws IOException {
        String config = file("leeway-server.yaml", "listen: 127.0.0.1:99999\nstor: leeway.db\nsilence: 2\n");

        Cli.Result result = cli.run("serve", "--check", "--config", config);

        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err().lines()).hasSize(3).allMatch(line -> line.startsWith("leeway: " + config + ":"));
        assertThat(result.err()).contains(":1:9: ", ":2:1: unknown key 'stor'; did you mean 'store'?", ":3:10: ");
    }

    @Test
    void aStoreThatCanBeMadeIsSoundAndNothingIsMade() {
        Cli.Result result =
                checked("--store", folder.resolve("new/deep/leeway.db").toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("the configuration is sound: ");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void aFileThatIsNoStoreIsToldBeforeTheCollectorBegins() throws IOException {
        refused(checked("--store", file("leeway.yaml", "environments: [dev, prod]\n")), "leeway.yaml: is no store");
        assertThat(checked("--store", file("empty.db", "")).code()).isZero();
    }

    @Test
    void aStoreThatIsThereIsSound() throws IOException {
        String store = folder.resolve("leeway.db").toString();
        assertThat(cli.run("store", "add", "--store", store, cli.snapshot("a.json", "web-01", "prod", "info"))
                        .code())
                .isZero();

        assertThat(checked("--store", store).code()).isZero();
    }

    @Test
    void aStoreBelowAFileIsToldBeforeTheCollectorBegins() throws IOException {
        String below = Path.of(file("note", "x")).resolve("sub/leeway.db").toString();

        refused(
                checked("--store", below),
                "leeway.db: cannot be made, for ",
                "note is no directory; name another store");
    }

    @Test
    void aDirectoryNobodyMayWriteIntoIsToldBeforeTheCollectorBegins() throws IOException {
        Path locked = Files.createDirectory(
                folder.resolve("locked"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeThat(Files.isWritable(locked)).as("root may write anywhere").isFalse();

        refused(
                checked("--store", locked.resolve("leeway.db").toString()),
                "leeway.db: cannot be made, for nothing may be written into " + locked);
    }

    @Test
    void aStoreThatOtherCommandsTakeByThemselvesAndItDoesNotServeIsTold() throws IOException {
        String served = folder.resolve("leeway.db").toString();
        String config = file("leeway-server.yaml", "listen: 127.0.0.1:0\n");
        String other = folder.resolve("other.db").toString();

        Cli.Result result = cli.with(StoreLocation.VARIABLE, other).run("serve", "--check", "--config", config);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("store " + served);
        assertThat(result.err())
                .isEqualTo("leeway: LEEWAY_STORE names " + other + ", which this collector does not serve; give other"
                        + " commands --store " + served + System.lineSeparator());
        for (String same : List.of(served, folder.resolve("sub/../leeway.db").toString())) {
            assertThat(cli.with(StoreLocation.VARIABLE, same)
                            .run("serve", "--check", "--config", config)
                            .err())
                    .isEmpty();
        }
        assertThat(cli.with(StoreLocation.VARIABLE, other)
                        .run("serve", "--check", "--listen", FREE)
                        .err())
                .as("without a configuration it is the store that is served")
                .isEmpty();
    }

    @Test
    void aMirrorThatCannotBeWrittenIsToldAndNothingIsMade() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Files.writeString(taken.resolve("note"), "x");

        Cli.Result result = checkedMirror("taken");

        assertThat(result.code()).as("it would start all the same").isZero();
        assertThat(result.err())
                .startsWith("leeway: the collector would start, and the mirror not be written: " + taken
                        + ": is no Git repository");
        try (Stream<Path> left = Files.list(taken)) {
            assertThat(left).containsExactly(taken.resolve("note"));
        }
    }

    @Test
    void aMirrorThatIsThereOrCanBeMadeIsSoundAndNothingIsMade() throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        String snapshots = cli.snapshot("a.json", "web-01", "prod", "info");
        assertThat(cli.run("mirror", "write", folder.resolve("mirror").toString(), snapshots)
                        .code())
                .isZero();
        for (String directory : List.of("missing", "empty", "mirror")) {
            assertThat(checkedMirror(directory).err()).as(directory).isEmpty();
        }
        assertThat(folder.resolve("missing")).doesNotExist();
        assertThat(folder.resolve("empty")).isEmptyDirectory();
    }

    private Cli.Result checkedMirror(String directory) throws IOException {
        return cli.run(
                "serve",
                "--check",
                "--config",
                file("leeway-server.yaml", "listen: 127.0.0.1:0\nmirror: {directory: " + directory + "}\n"));
    }

    @Test
    void whatIsBeyondTheMachineWithoutTlsNamesThePageThatHasItsKeys() {
        assertThat(cli.run("serve", "--check", "--listen", "0.0.0.0:7411", "--store", "x.db")
                        .err())
                .contains("docs/server-config.md");
    }
}
