package dev.leeway.samples.program;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The sample shop's web service, compiled once and packed for each test. */
public final class ShopJar {
    /** Names of class files, and what is in them. */
    private static final SortedMap<String, byte[]> COMPILED = new TreeMap<>();

    private ShopJar() {}

    /** Packs it as {@code name} into {@code directory}. */
    public static Path build(Path directory, String name) throws IOException {
        Path jar = directory.resolve(name);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "ShopWeb");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Map.Entry<String, byte[]> each : compiled().entrySet()) {
                out.putNextEntry(new JarEntry(each.getKey()));
                out.write(each.getValue());
            }
        }
        return jar;
    }

    private static SortedMap<String, byte[]> compiled() throws IOException {
        synchronized (COMPILED) {
            if (COMPILED.isEmpty()) {
                COMPILED.putAll(compile());
            }
            return Collections.unmodifiableSortedMap(COMPILED);
        }
    }

    private static SortedMap<String, byte[]> compile() throws IOException {
        Path classes = Files.createDirectories(Program.REPOSITORY.resolve("samples/target/shop-classes"));
        Path source = Program.REPOSITORY.resolve("samples/hosts/shop/ShopWeb.java");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int failed = compiler.run(null, null, null, "--release", "17", "-d", classes.toString(), source.toString());
        if (failed != 0) {
            throw new IOException("the sample service does not compile");
        }
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> compiled = Files.list(classes)) {
            for (Path each : compiled.toList()) {
                files.put(each.getFileName().toString(), Files.readAllBytes(each));
            }
        }
        return files;
    }

    /** The command that starts {@code jar}, with these options of the JVM. */
    public static List<String> command(Path jar, String... options) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.of(List.of(java), List.of(options), List.of("-jar", jar.toString()))
                .flatMap(List::stream)
                .toList();
    }
}
