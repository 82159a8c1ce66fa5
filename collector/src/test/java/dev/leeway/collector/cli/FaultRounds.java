package dev.leeway.collector.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A process that adds the same snapshots to many stores, each in a thread of its own, while somebody outside makes the n-th system
 * call of some kind in each thread fail. A round whose own n is smaller first makes as many idle calls as are missing.
 */
final class FaultRounds {
    private FaultRounds() {}

    /** Arguments: the directory, the n at which calls fail, and rounds as {@code pwrite64-17}, each a directory below it. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int failing = Integer.parseInt(args[1]);
        for (int i = 2; i < args.length; i++) {
            String[] round = args[i].split("-", -1);
            Path own = folder.resolve(args[i]);
            Thread thread = new Thread(() -> {
                idle(round[0], failing - Integer.parseInt(round[1]), folder.resolve("idle"));
                add(own, folder.resolve("snapshots"));
            });
            thread.start();
            thread.join();
        }
    }

    private static void add(Path own, Path snapshots) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                new PrintWriter(out),
                new PrintWriter(err),
                "store",
                "add",
                "--store",
                own.resolve("leeway.db").toString(),
                snapshots.toString());
        try {
            Files.writeString(own.resolve("code"), Integer.toString(code));
            Files.writeString(own.resolve("out"), out.toString());
            Files.writeString(own.resolve("err"), err.toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void idle(String call, int times, Path file) {
        try (RandomAccessFile idle = new RandomAccessFile(file.toFile(), "rw");
                FileChannel channel = idle.getChannel()) {
            // To open it was one already.
            for (int i = call.equals("openat") ? 1 : 0; i < times; i++) {
                switch (call) {
                    case "pwrite64" -> channel.write(ByteBuffer.allocate(1), 0);
                    case "pread64" -> channel.read(ByteBuffer.allocate(1), 0);
                    case "fsync" -> channel.force(true);
                    case "ftruncate" -> idle.setLength(1 + i % 2);
                    case "openat" ->
                        FileChannel.open(file, StandardOpenOption.READ).close();
                    default -> throw new IllegalStateException("no idle call of " + call);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
