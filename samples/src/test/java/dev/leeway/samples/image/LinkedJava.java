package dev.leeway.samples.image;

import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Java for containers with just what the sample shop's web service needs: linked once for a build, which takes seconds. */
final class LinkedJava {
    private static final Path HOME = Program.REPOSITORY.resolve("samples/target/linked-java");
    private static boolean made;

    private LinkedJava() {}

    /** Its home, to be copied; nobody may change it. */
    static synchronized Path home(Path scratch) throws IOException, InterruptedException {
        if (!made) {
            Files.createDirectories(HOME.resolveSibling("."));
            check(Program.of("rm", "-rf", HOME.toString()).run(scratch));
            check(Program.of(
                            Path.of(System.getProperty("java.home"), "bin", "jlink")
                                    .toString(),
                            "--add-modules",
                            "java.base,jdk.httpserver",
                            "--strip-debug",
                            "--no-header-files",
                            "--no-man-pages",
                            "--output",
                            HOME.toString())
                    .run(scratch));
            made = true;
        }
        return HOME;
    }

    private static void check(Ran ran) throws IOException {
        if (ran.exit() != 0) {
            throw new IOException("no Java for containers: " + ran.out() + ran.err());
        }
    }
}
