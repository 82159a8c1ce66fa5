package dev.leeway.collector.server.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The few threads that work: some for agents, others for people, so that neither waits for the other, and one for those who only
 * ask whether the process is there.
 */
final class Hands implements AutoCloseable {
    private static final int PEOPLE_WAITING = 200;
    private static final int LOOKING_WAITING = 100;
    private static final int STOP_SECONDS = 5;

    private final Admission admission;
    private final Watch watch;
    private final ExecutorService agents;
    private final ExecutorService people;
    private final ExecutorService looking;

    Hands(Admission admission, Watch watch, int threads, int waiting) {
        this.admission = admission;
        this.watch = watch;
        this.agents = pool("agents", threads, waiting);
        this.people = pool("people", 2, PEOPLE_WAITING);
        this.looking = pool("looking", 1, LOOKING_WAITING);
    }

    private static ExecutorService pool(String name, int threads, int waiting) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(waiting), task -> {
                    Thread thread = new Thread(task, "leeway-" + name);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Has a call worked on; exactly one of the two is told, now or later. */
    void work(Route route, Call call, Consumer<Answer> answered, Consumer<RefusedException> refused)
            throws RefusedException {
        ExecutorService pool = route.rule().signed() ? agents : route.rule() == Rule.ANYONE ? looking : people;
        try {
            pool.execute(() -> run(route, call, answered, refused));
        } catch (RejectedExecutionException e) {
            throw Problems.busy("threads");
        }
    }

    private void run(Route route, Call call, Consumer<Answer> answered, Consumer<RefusedException> refused) {
        try {
            Caller caller = admission.admit(route, call);
            var unused = route.work().answer(call, caller).whenComplete((answer, failure) -> {
                if (failure == null) {
                    answered.accept(answer);
                } else {
                    failed(failure, refused);
                }
            });
        } catch (RefusedException e) {
            refused.accept(e);
        } catch (RuntimeException | StackOverflowError e) {
            failed(e, refused);
        }
    }

    private void failed(Throwable failure, Consumer<RefusedException> refused) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        if (cause instanceof RefusedException refusal) {
            refused.accept(refusal);
            return;
        }
        watch.failed(cause);
        refused.accept(Problems.internal());
    }

    @Override
    public void close() {
        for (ExecutorService pool : new ExecutorService[] {agents, people, looking}) {
            pool.shutdown();
        }
        try {
            if (!agents.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)
                    || !people.awaitTermination(1, TimeUnit.SECONDS)) {
                agents.shutdownNow();
                people.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
