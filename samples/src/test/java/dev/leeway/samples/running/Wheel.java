package dev.leeway.samples.running;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A wheel with one module, as installers take it from a directory. */
final class Wheel {
    private Wheel() {}

    /** Builds it into {@code directory}. */
    static Path build(Path directory, String name, String version) throws IOException {
        String information = name + "-" + version + ".dist-info/";
        Map<String, String> files = new LinkedHashMap<>();
        files.put(name + "/__init__.py", "version = '" + version + "'\n");
        files.put(information + "METADATA", "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
        files.put(
                information + "WHEEL",
                "Wheel-Version: 1.0\nGenerator: sample\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        files.put(information + "RECORD", String.join(",,\n", files.keySet()) + ",,\n" + information + "RECORD,,\n");
        Path wheel = directory.resolve(name + "-" + version + "-py3-none-any.whl");
        try (OutputStream file = Files.newOutputStream(wheel);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (Map.Entry<String, String> each : files.entrySet()) {
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return wheel;
    }
}
