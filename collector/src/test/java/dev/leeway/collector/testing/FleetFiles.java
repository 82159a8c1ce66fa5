package dev.leeway.collector.testing;

import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a {@link GeneratedFleet} as the files its agents would write.
 *
 * <p>Arguments: directory, ending ({@code json} or {@code json.gz}), environments as {@code dev:100,prod:900}, facts,
 * images, outliers of a thousand, seed.
 */
public final class FleetFiles {
    private FleetFiles() {}

    /** Writes one file for each host, in a directory for each environment, and prints how many distinct sections they hold. */
    public static void main(String[] arguments) throws IOException {
        List<String> environments = Arrays.asList(arguments[2].split(",", -1));
        GeneratedFleet.Shape shape = new GeneratedFleet.Shape(
                environments.stream()
                        .map(each -> each.substring(0, each.indexOf(':')))
                        .toList(),
                environments.stream()
                        .map(each -> Integer.valueOf(each.substring(each.indexOf(':') + 1)))
                        .toList(),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]),
                Long.parseLong(arguments[6]));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.println(write(shape, Path.of(arguments[0]), arguments[1]));
    }

    /** Writes the fleet of that shape below {@code folder}, and tells how many distinct sections it has. */
    public static int write(GeneratedFleet.Shape shape, Path folder, String ending) throws IOException {
        GeneratedFleet fleet = new GeneratedFleet(shape);
        Set<String> sections = ConcurrentHashMap.newKeySet();
        for (int environment = 0; environment < shape.environments().size(); environment++) {
            Path place =
                    Files.createDirectories(folder.resolve(shape.environments().get(environment)));
            int here = environment;
            IntStream.range(0, shape.hosts().get(environment))
                    .parallel()
                    .mapToObj(number -> fleet.host(here, number))
                    .forEach(host -> {
                        host.sections().values().forEach(section -> sections.add(section.id()));
                        write(host, place, ending);
                    });
        }
        return sections.size();
    }

    private static void write(Snapshot snapshot, Path place, String ending) {
        Path file = place.resolve(snapshot.host().name() + "." + ending);
        try (OutputStream out = packing(Files.newOutputStream(file), ending)) {
            SnapshotJson.write(snapshot, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OutputStream packing(OutputStream out, String ending) throws IOException {
        return ending.toLowerCase(Locale.ROOT).endsWith(".gz") ? new GZIPOutputStream(out) : out;
    }
}
