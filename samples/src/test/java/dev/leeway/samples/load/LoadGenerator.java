package dev.leeway.samples.load;

import dev.leeway.schema.json.SnapshotDocument;
import dev.leeway.schema.snapshot.Section;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Lets a fleet of simulated agents join a collector and deliver night after night, each round begun within a time, however long
 * answers take.
 *
 * <p>Arguments are those of {@link LoadPlan}; the token of the pool they join by is read from standard input. It prints a line for each
 * round, and ends with 1 where something was not stored in time.
 */
public final class LoadGenerator implements AutoCloseable {
    private static final int LONGEST_PAUSE_SECONDS = 30;

    private final LoadPlan plan;
    private final ScheduledThreadPoolExecutor pool;
    private final List<SimulatedAgent> agents = new ArrayList<>();
    private final Random random;

    LoadGenerator(LoadPlan plan) throws IOException, GeneralSecurityException {
        this.plan = plan;
        this.pool = new ScheduledThreadPoolExecutor(plan.threads());
        this.random = new Random(plan.seed());
        Optional<SSLSocketFactory> tls = tls();
        List<List<Section>> images = new ArrayList<>();
        for (int i = 0; i < plan.images(); i++) {
            images.add(SimulatedHost.image(i));
        }
        for (int i = 0; i < plan.agents(); i++) {
            URI collector = plan.collectors().get(i % plan.collectors().size());
            agents.add(new SimulatedAgent(
                    new SimulatedHost(i, plan.seed(), images.get(i % plan.images())),
                    new Exchange(collector, tls),
                    plan.seed() * 31 + i,
                    plan.failing()));
        }
    }

    private Optional<SSLSocketFactory> tls() throws IOException, GeneralSecurityException {
        if (plan.collectors().stream().noneMatch(each -> "https".equals(each.getScheme()))) {
            return Optional.empty();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        if (plan.authority().isEmpty()) {
            context.init(null, null, null);
            return Optional.of(context.getSocketFactory());
        }
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(Path.of(plan.authority().get()))) {
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        context.init(null, managers.getTrustManagers(), null);
        return Optional.of(context.getSocketFactory());
    }

    /** Lets every agent join, as fast as it goes; says how long it took. */
    String join(String token) throws InterruptedException {
        long begun = System.nanoTime();
        Tally tally = round(0, (agent, counted) -> {
            agent.join(token, plan.collectors().get(0).toString(), counted);
            counted.joined();
        });
        return String.format(
                Locale.ROOT,
                "joined=%d in %.1fs refused=%s mishaps: %s",
                tally.joinedAll(),
                (System.nanoTime() - begun) / 1e9,
                tally.refusals(),
                tally.troubles());
    }

    /** One night: every agent takes its snapshot at a moment of its own and delivers it, trying again until it is stored. */
    Tally night() throws InterruptedException {
        ConcurrentHashMap<SimulatedAgent, SnapshotDocument> taken = new ConcurrentHashMap<>();
        return round(plan.within().toMillis(), (agent, tally) -> {
            SnapshotDocument document = taken.get(agent);
            if (document == null) {
                document = agent.host().night(plan.changing());
                taken.put(agent, document);
            }
            agent.deliver(document, tally);
            taken.remove(agent);
        });
    }

    /** What an agent does in a round, which is begun again where it fails. */
    private interface Work {
        void with(SimulatedAgent agent, Tally tally) throws IOException;
    }

    private Tally round(long withinMillis, Work work) throws InterruptedException {
        Tally tally = new Tally();
        CountDownLatch left = new CountDownLatch(agents.size());
        for (SimulatedAgent agent : agents) {
            long start = withinMillis == 0 ? 0 : (long) (random.nextDouble() * withinMillis);
            begin(() -> attempt(agent, work, tally, left, 0), start);
        }
        if (!left.await(plan.patience().toMillis(), TimeUnit.MILLISECONDS)) {
            tally.mishap(left.getCount() + " agents were not done in time");
        }
        return tally;
    }

    /** What goes wrong an attempt tells its tally itself. */
    private void begin(Runnable attempt, long millis) {
        ScheduledFuture<?> unused = pool.schedule(attempt, millis, TimeUnit.MILLISECONDS);
    }

    private void attempt(SimulatedAgent agent, Work work, Tally tally, CountDownLatch left, int failed) {
        try {
            work.with(agent, tally);
            left.countDown();
        } catch (SimulatedAgent.LaterException e) {
            later(agent, work, tally, left, failed, e.seconds() * 1_000L);
        } catch (IOException e) {
            tally.mishap(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            later(agent, work, tally, left, failed, 0);
        } catch (IllegalStateException e) {
            // What no collector should answer; trying again would hide it.
            tally.mishap(String.valueOf(e.getMessage()));
            left.countDown();
        }
    }

    private void later(SimulatedAgent agent, Work work, Tally tally, CountDownLatch left, int failed, long asked) {
        long most = Math.min(LONGEST_PAUSE_SECONDS * 1_000L, 500L << Math.min(failed, 6));
        long pause = asked + (long) (ThreadLocalRandom.current().nextDouble() * most);
        begin(() -> attempt(agent, work, tally, left, failed + 1), pause);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    public static void main(String[] arguments) throws Exception {
        LoadPlan plan = LoadPlan.of(arguments);
        String token = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        try (LoadGenerator generator = new LoadGenerator(plan)) {
            System.out.println(generator.join(token == null ? "" : token.strip()));
            boolean whole = true;
            List<String> acknowledged = new ArrayList<>();
            for (int round = 1; round <= plan.rounds(); round++) {
                Tally tally = generator.night();
                System.out.println(tally.line("night " + round, plan.within()));
                tally.acknowledged().forEach((host, id) -> acknowledged.add(host + " " + id));
                whole &= tally.accepted() == plan.agents() && tally.refusedWithoutTime() == 0;
            }
            if (plan.acknowledged().isPresent()) {
                Files.write(Path.of(plan.acknowledged().get()), acknowledged);
            }
            System.exit(whole ? 0 : 1);
        }
    }
}
