package dev.leeway.collector.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs independent tasks at the same time and hands back their results in the order of the tasks. */
public final class SideBySide {
    private SideBySide() {}

    /**
     * The results of {@code tasks}, in their order.
     *
     * @throws IllegalStateException when a task fails unexpectedly or the thread is interrupted
     */
    public static <T> List<T> run(List<Callable<T>> tasks) {
        return run(tasks, Integer.MAX_VALUE);
    }

    /**
     * The same, so many at once at most.
     *
     * @throws IllegalStateException as there
     */
    public static <T> List<T> run(List<Callable<T>> tasks, int most) {
        int processors = Runtime.getRuntime().availableProcessors();
        int threads = Math.min(tasks.size(), Math.min(processors, most));
        if (threads < 2) {
            return oneAfterTheOther(tasks);
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads, SideBySide::daemon);
        try {
            List<T> results = new ArrayList<>(tasks.size());
            for (Future<T> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a reader failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> List<T> oneAfterTheOther(List<Callable<T>> tasks) {
        List<T> results = new ArrayList<>(tasks.size());
        for (Callable<T> task : tasks) {
            try {
                results.add(task.call());
            } catch (Exception e) {
                throw new IllegalStateException("a reader failed", e);
            }
        }
        return results;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "leeway-reader");
        thread.setDaemon(true);
        return thread;
    }
}
