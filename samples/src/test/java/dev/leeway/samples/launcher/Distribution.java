package dev.leeway.samples.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Where the build put the distributions, and a distribution of the same launcher that starts the puppet. */
final class Distribution {
    private static final String PUPPET_JAR = "puppet.jar";

    private Distribution() {}

    static Path agent() {
        return root().resolve("agent/target/leeway-agent");
    }

    static Path agentWithRuntime() {
        return root().resolve("agent/target/leeway-agent-jre");
    }

    static Path collector() {
        return root().resolve("collector/target/leeway");
    }

    /** Puts {@code bin/puppet} and {@code lib/puppet.jar} under a directory and answers the launcher. */
    static Path ofPuppet(Path directory) throws IOException {
        String launcher = Files.readString(collector().resolve("bin/leeway"))
                .replaceFirst("(?m)^name='.*'$", "name='puppet'")
                .replaceFirst("(?m)^main='.*'$", "main='" + Puppet.class.getName() + "'")
                .replaceFirst("(?m)^jar='.*'$", "jar='" + PUPPET_JAR + "'");
        Files.createDirectories(directory.resolve("lib"));
        writeJar(directory.resolve("lib").resolve(PUPPET_JAR));
        return executable(directory.resolve("bin/puppet"), launcher);
    }

    /** A Java home whose {@code java} is a script, as far as a launcher looks at it. */
    static Path javaHome(Path directory, String version, String script) throws IOException {
        executable(directory.resolve("bin/java"), "#!/bin/sh\n" + script + "\n");
        Files.writeString(directory.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return directory;
    }

    static Path executable(Path file, String content) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, content, StandardCharsets.UTF_8);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void writeJar(Path jar) throws IOException {
        String entry = Puppet.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                InputStream classFile = Puppet.class.getClassLoader().getResourceAsStream(entry)) {
            if (classFile == null) {
                throw new IllegalStateException("no class file of the puppet");
            }
            out.putNextEntry(new JarEntry(entry));
            classFile.transferTo(out);
        }
    }

    private static Path root() {
        return Path.of(System.getProperty("basedir", "."))
                .toAbsolutePath()
                .resolve("..")
                .normalize();
    }
}
