package dev.leeway.collector.cli;

import dev.leeway.collector.store.SampleSnapshots;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A process that fills a small disk with a store, looks at what is there, makes room, and goes on. */
final class FullDisk {
    private static final int MOST = 200;

    private FullDisk() {}

    /** Arguments: a directory on the small disk, and one elsewhere for what is added. Prints one line for each step. */
    public static void main(String[] args) throws Exception {
        Path disk = Path.of(args[0]);
        Path files = Path.of(args[1]);
        String store = disk.resolve("leeway.db").toString();
        Path ballast = Files.write(disk.resolve("ballast"), new byte[1 << 20]);
        int night = 0;
        String last = "";
        while (!last.startsWith("2 ") && night < MOST) {
            last = run("store", "add", "--store", store, snapshot(files, ++night));
        }
        System.out.println("stored before " + (night - 1));
        System.out.println("full " + last);
        System.out.println("verified " + run("store", "verify", "--store", store));
        System.out.println("listed "
                + run("store", "list", "--store", store, "prod/web-01").lines().count());
        Files.delete(ballast);
        System.out.println("again " + run("store", "add", "--store", store, snapshot(files, night)));
        System.out.println("sound " + run("store", "verify", "--store", store));
    }

    private static String run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
        return code + " " + (out + err.toString()).strip();
    }

    /** A night of which nothing can be packed, always the same. */
    private static String snapshot(Path files, int night) throws Exception {
        Random random = new Random(night);
        Map<String, String> variables = new TreeMap<>();
        for (int i = 0; i < 20; i++) {
            byte[] noise = new byte[3_000];
            random.nextBytes(noise);
            variables.put("NOISE_" + i, Base64.getEncoder().encodeToString(noise));
        }
        return SampleSnapshots.write(
                        files.resolve(night + ".json"), SampleSnapshots.of("web-01", "prod", night, variables))
                .toString();
    }
}
