package dev.leeway.samples.program;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The sample shop's web service, compiled and packed for a test. */
public final class ShopJar {
    private ShopJar() {}

    /** Packs it as {@code name} into {@code directory}. */
    public static Path build(Path directory, String name) throws IOException {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        Path source = Program.REPOSITORY.resolve("samples/hosts/shop/ShopWeb.java");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int failed = compiler.run(null, null, null, "--release", "17", "-d", classes.toString(), source.toString());
        if (failed != 0) {
            throw new IOException("the sample service does not compile");
        }
        Path jar = directory.resolve(name);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "ShopWeb");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> compiled = Files.list(classes)) {
            for (Path each : compiled.sorted().toList()) {
                out.putNextEntry(new JarEntry(each.getFileName().toString()));
                Files.copy(each, out);
            }
        }
        return jar;
    }

    /** The command that starts {@code jar}, with these options of the JVM. */
    public static List<String> command(Path jar, String... options) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.of(List.of(java), List.of(options), List.of("-jar", jar.toString()))
                .flatMap(List::stream)
                .toList();
    }
}
