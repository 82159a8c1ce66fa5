package dev.leeway.agent.deliver;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Puts snapshots into a spool until it is killed, and says of each that it is kept, and of some that they arrived. */
public final class SpoolWriter {
    private SpoolWriter() {}

    /** Runs until it is killed; arguments are the directory and the limit in bytes. */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        Path place = Path.of(args[0]);
        Spool spool = Spool.open(place, Long.parseLong(args[1]), new LocalDisk());
        SequenceFile count = new SequenceFile(place);
        RequestCount requests = new RequestCount(place);
        out.println("open");
        while (true) {
            long sequence = count.next(spool.last());
            SpoolScene.put(spool, sequence, (int) (sequence / 3));
            out.println("kept " + sequence);
            if (sequence % 4 == 0) {
                Waiting newest = spool.waiting().get(0);
                out.println("request " + requests.next(spool.last()));
                out.println("arrived " + newest.sequence());
                spool.acknowledge(newest, SpoolScene.manifest((int) (sequence / 3)));
            }
        }
    }
}
