package dev.leeway.agent.host.process;

import dev.leeway.agent.probe.env.EnvProbe;
import dev.leeway.agent.probe.process.ProcessProbe;
import dev.leeway.agent.testing.RecordingRecorder;
import java.util.List;

/** Says what the probes see of this machine; a program of its own, so that it can be run as another user. */
final class LiveObservation {
    private LiveObservation() {}

    /** Prints every section of both probes, and how long the look took. */
    public static void main(String[] arguments) throws Exception {
        long start = System.nanoTime();
        LiveView view = new LiveView(List.of());
        view.services();
        long looked = System.nanoTime();
        System.out.print(RecordingRecorder.of(new ProcessProbe(), view));
        System.out.print(RecordingRecorder.of(new EnvProbe(), view));
        System.out.println("# look " + (looked - start) / 1_000_000 + " ms, probes "
                + (System.nanoTime() - looked) / 1_000_000 + " ms");
        for (int i = 0; i < 20; i++) {
            long again = System.nanoTime();
            int count = new LiveView(List.of()).processes().size();
            System.out.println("# again " + (System.nanoTime() - again) / 1_000 + " us, " + count + " processes");
        }
    }
}
