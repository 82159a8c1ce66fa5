package dev.leeway.agent.probe.database;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/**
 * What something cost.
 *
 * @param wall seconds
 * @param client seconds of processor of who asked
 * @param server seconds of processor of who answered
 */
record Cost(double wall, double client, double server) {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Does something in this process, and says what that cost; a server notes its children's part when they have ended. */
    static Cost of(Engine engine, Work work) throws Exception {
        double server = engine.processor();
        long client = SYSTEM.getProcessCpuTime();
        long begun = System.nanoTime();
        work.run();
        double wall = (System.nanoTime() - begun) / 1e9;
        double took = (SYSTEM.getProcessCpuTime() - client) / 1e9;
        return new Cost(wall, took, settled(engine) - server);
    }

    static double settled(Engine engine) throws IOException, InterruptedException {
        Thread.sleep(100);
        return engine.processor();
    }

    double processor() {
        return client + server;
    }

    /** Something to be measured. */
    interface Work {
        /** Does it. */
        void run() throws Exception;
    }
}
