package dev.leeway.agent.format.golang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leeway.agent.probe.dependency.found.Tool;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares what is found in a program with what {@code go version -m} says of it. */
class BuiltGoIT {
    @TempDir
    Path directory;

    @Test
    void agreesWithGoAboutAProgramOfSeveralModules() throws Exception {
        Tool.needs("go");
        Path lib = Files.createDirectories(directory.resolve("lib"));
        Files.writeString(lib.resolve("go.mod"), "module shop.example/lib\n\ngo 1.17\n");
        Files.writeString(lib.resolve("lib.go"), "package lib\n\nfunc Name() string { return \"shop\" }\n");
        Files.writeString(
                directory.resolve("go.mod"),
                "module shop.example/web\n\ngo 1.17\n\nrequire shop.example/lib v1.2.3\n\nreplace shop.example/lib => ./lib\n");
        Files.writeString(
                directory.resolve("main.go"),
                "package main\n\nimport \"shop.example/lib\"\n\nfunc main() { println(lib.Name()) }\n");
        Tool.output(directory, 240, List.of("go", "build", "-mod=mod", "-buildvcs=false", "-o", "web", "."));
        Path program = directory.resolve("web");
        assumeTrue(Files.exists(program), "go builds nothing here");
        GoBuildInfo info;
        try (SeekableByteChannel channel = Files.newByteChannel(program)) {
            info = GoBuildInfo.read(channel).orElseThrow();
        }
        String told = Tool.output(directory, 60, List.of("go", "version", "-m", program.toString()));
        assertThat(told.lines().findFirst().orElse("")).endsWith(": " + info.goVersion());
        assertThat(info.path()).contains("shop.example/web");
        assertThat(info.dependencies()).singleElement().satisfies(module -> {
            assertThat(module.version()).isEqualTo("v1.2.3");
            assertThat(module.replacement()).map(GoModule::path).contains("./lib");
        });
        assertThat(info.settings()).isEqualTo(settings(told));
    }

    private static Map<String, String> settings(String told) {
        Map<String, String> settings = new TreeMap<>();
        told.lines().filter(line -> line.startsWith("\tbuild\t")).forEach(line -> {
            String setting = line.substring("\tbuild\t".length());
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        });
        return settings;
    }
}
