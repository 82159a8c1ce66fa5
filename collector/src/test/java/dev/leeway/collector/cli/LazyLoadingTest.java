package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command does not need, it does not load: start-up is paid for by every run. */
class LazyLoadingTest {
    /** Where the library for zstd unpacks its native part, before the temporary directory. */
    private static final String LIBRARY_FOLDER = "ZstdTempFolder";

    private static final String[] UNPACKING = {"org.apache.commons.compress.", "com.github.luben."};

    @TempDir
    private Path folder;

    @Test
    void loadsNoDecompressionForPlainSnapshots() throws Exception {
        Cli cli = new Cli(folder);
        Set<String> loaded = loadedBy(
                "diff", cli.snapshot("a.json", "a", "dev", "info"), cli.snapshot("b.json.gz", "b", "prod", "info"));
        assertThat(loaded).contains("dev.leeway.collector.cli.DiffCommand");
        assertThat(loaded).noneMatch(LazyLoadingTest::unpacks);
        assertThat(loaded)
                .as("Git is for policies that lie there")
                .noneMatch(name -> name.startsWith("org.eclipse.jgit.") || name.startsWith("org.slf4j."));
    }

    @Test
    void loadsNoDatabaseUntilAStoreIsAskedFor() throws Exception {
        Cli cli = new Cli(folder);
        String file = cli.snapshot("a.json", "a", "dev", "info");
        String store = folder.resolve("leeway.db").toString();
        assertThat(loadedBy("diff", file, cli.snapshot("b.json", "b", "prod", "info"), "--store", store))
                .as("files alone")
                .noneMatch(LazyLoadingTest::keeps);
        assertThat(loadedBy("store", "add", "--store", store, file)).anyMatch(LazyLoadingTest::keeps);
        assertThat(loadedBy("store", "list", "--store", store))
                .anyMatch(name -> name.startsWith("org.sqlite."))
                .as("what only another kind of store needs, or one of an older release")
                .noneMatch(name -> name.startsWith("com.zaxxer.")
                        || name.startsWith("org.postgresql.")
                        || name.startsWith("org.flywaydb.core.internal."));
    }

    private static boolean keeps(String name) {
        return Stream.of("dev.leeway.collector.store.sql.", "org.sqlite.", "org.jdbi.", "com.zaxxer.", "org.flywaydb.")
                .anyMatch(name::startsWith);
    }

    @Test
    void loadsItForASnapshotThatIsPackedSo() throws Exception {
        Cli cli = new Cli(folder);
        Set<String> loaded = loadedBy(
                "diff", cli.snapshot("a.json", "a", "dev", "info"), cli.snapshot("b.json.zst", "b", "prod", "info"));
        assertThat(loaded).anyMatch(LazyLoadingTest::unpacks);
    }

    @Test
    void saysWhatToDoWhereTheTemporaryDirectoryMayHoldNoPrograms() throws Exception {
        Cli cli = new Cli(folder);
        String packed = cli.snapshot("b.json.zst", "b", "prod", "info");
        String plain = cli.snapshot("a.json", "a", "dev", "info");
        StringWriter err = new StringWriter();
        System.setProperty(LIBRARY_FOLDER, folder.resolve("none").toString());
        try (Recorder recorder = new Recorder()) {
            assertThat(recorder.run(new PrintWriter(err), "diff", plain, packed))
                    .isEqualTo(ExitCodes.USAGE);
        } finally {
            System.clearProperty(LIBRARY_FOLDER);
        }
        assertThat(err.toString())
                .startsWith("leeway: " + packed + ": is packed with zstd, whose library could not be loaded")
                .contains("java.io.tmpdir=DIR", "zstd -d");
    }

    @Test
    void loadsNoPageForText() throws Exception {
        Cli cli = new Cli(folder);
        Set<String> loaded = loadedBy(
                "diff", cli.snapshot("a.json", "a", "dev", "info"), cli.snapshot("b.json", "b", "prod", "info"));
        assertThat(loaded)
                .contains("dev.leeway.collector.report.TextReport")
                .doesNotContain("dev.leeway.collector.report.HtmlReport");
    }

    @Test
    void loadsNeitherJsonNorYamlForHelp() throws Exception {
        Set<String> loaded = loadedBy("--help");
        assertThat(loaded)
                .noneMatch(name -> name.startsWith("com.fasterxml.jackson."))
                .noneMatch(name -> name.startsWith("org.snakeyaml."))
                .doesNotContain("dev.leeway.collector.service.Comparison");
    }

    private static boolean unpacks(String name) {
        return Arrays.stream(UNPACKING).anyMatch(name::startsWith);
    }

    /** The names of all classes that a run in a class loader of its own loaded. */
    private static Set<String> loadedBy(String... args) throws ReflectiveOperationException, IOException {
        try (Recorder recorder = new Recorder()) {
            assertThat(recorder.run(new PrintWriter(Writer.nullWriter()), args)).isEqualTo(ExitCodes.OK);
            return recorder.loaded;
        }
    }

    /** Loads everything but the platform anew, and remembers what. */
    private static final class Recorder extends URLClassLoader {
        private final Set<String> loaded = ConcurrentHashMap.newKeySet();

        Recorder() throws IOException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        /** The exit code of one run of these classes. */
        Object run(PrintWriter err, String... args) throws ReflectiveOperationException {
            Method run = loadClass("dev.leeway.collector.cli.HomelessRun")
                    .getDeclaredMethod("run", PrintWriter.class, String[].class);
            run.setAccessible(true);
            return run.invoke(null, err, args);
        }

        private static URL[] classPath() throws IOException {
            String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            String[] entries = path.split(File.pathSeparator);
            URL[] urls = new URL[entries.length];
            for (int i = 0; i < entries.length; i++) {
                urls[i] = Path.of(entries[i]).toUri().toURL();
            }
            return urls;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            Class<?> found = super.findClass(name);
            loaded.add(name);
            return found;
        }
    }
}
