package dev.leeway.samples.launcher;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A program that does to its launcher, on command, whatever a program and its Java runtime can do. */
final class Puppet {
    private static final OutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private Puppet() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        switch (args[0]) {
            case "say" -> say(args[1]);
            case "exit" -> exit(Integer.parseInt(args[1]));
            case "halt" -> Runtime.getRuntime().halt(Integer.parseInt(args[1]));
            case "throw" -> throw new IllegalStateException("thrown on purpose");
            case "fill" -> fill();
            case "echo" -> new FileInputStream(FileDescriptor.in).transferTo(OUT);
            case "names" -> names(Path.of(args[1]));
            case "variable" -> say(String.valueOf(System.getenv(args[1])));
            case "wait" -> waitToBeStopped();
            case "rehearse" -> say("for nobody to see");
            default -> exit(2);
        }
        exit(0);
    }

    private static void exit(int code) {
        System.exit(code + Integer.getInteger("leeway.exit.offset", 0));
    }

    private static void say(String text) throws IOException {
        OUT.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void fill() {
        List<byte[]> memory = new ArrayList<>();
        while (memory.size() < 1_000_000) {
            memory.add(new byte[1 << 20]);
        }
    }

    private static void names(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            for (Path child : children.sorted().toList()) {
                say(child.getFileName() + " " + Files.readString(child));
            }
        }
    }

    private static void waitToBeStopped() throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                say("stopped in order");
            } catch (IOException e) {
                Runtime.getRuntime().halt(1);
            }
        }));
        say("ready");
        Thread.sleep(60_000);
    }
}
