package dev.leeway.collector.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * One command line of {@code leeway} asked again and again in one process, as a collector that runs is asked: what the work costs without
 * the start of Java and the first pass through its code. The store is opened each time.
 */
public final class AskedAgain {
    private AskedAgain() {}

    /** Arguments: how often, of which the first half does not count, and the command line. */
    public static void main(String[] args) {
        int times = Integer.parseInt(args[0]);
        String[] line = List.of(args).subList(1, args.length).toArray(String[]::new);
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            StringWriter messages = new StringWriter();
            long begun = System.nanoTime();
            int code = Main.run(new PrintWriter(Writer.nullWriter()), new PrintWriter(messages), line);
            seconds.add((System.nanoTime() - begun) / 1e9);
            if (code > ExitCodes.DRIFT) {
                throw new IllegalStateException(code + ": " + messages);
            }
        }
        double first = seconds.get(0);
        List<Double> counted = new ArrayList<>(seconds.subList(times / 2, times));
        Collections.sort(counted);
        System.out.printf(
                Locale.ROOT,
                "first %.2f s, then %.2f to %.2f s, median %.2f s%n",
                first,
                counted.get(0),
                counted.get(counted.size() - 1),
                counted.get(counted.size() / 2));
    }
}
