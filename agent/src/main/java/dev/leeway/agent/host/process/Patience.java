package dev.leeway.agent.host.process;

import dev.leeway.agent.spi.HostProcess;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the files of a process, but not for ever: a file system whose server went away answers no question and lets no
 * thread be stopped. Such a thread is left behind, and the process not asked again.
 */
final class Patience {
    private static final long MILLIS = 3_000;
    /** Once so much was spent in vain, others that are late are waited for less. */
    private static final long VAIN = 6_000;

    private static final long LESS_MILLIS = 1_000;

    private final Set<Asked> silent = new HashSet<>();
    private long vain;

    private record Asked(int pid, long startTicks) {}

    /**
     * What {@code question}, which is about the files of {@code process}, answers; empty when no answer comes in time.
     *
     * @throws OutOfMemoryError where the question met it: that says nothing of the process
     */
    <T> Optional<T> ask(HostProcess process, Supplier<T> question) throws InterruptedException {
        Asked asked = new Asked(process.pid(), process.startTicks());
        if (silent.contains(asked)) {
            return Optional.empty();
        }
        Answer<T> answer = new Answer<>(question);
        Thread thread = new Thread(answer, "service-" + process.pid());
        thread.setDaemon(true);
        thread.start();
        long began = System.nanoTime();
        thread.join(vain < VAIN ? MILLIS : LESS_MILLIS);
        OutOfMemoryError starved = answer.starved;
        if (starved != null) {
            throw starved;
        }
        if (answer.told.isEmpty()) {
            silent.add(asked);
            vain += TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            thread.interrupt();
        }
        return answer.told;
    }

    private static final class Answer<T> implements Runnable {
        private final Supplier<T> question;
        private volatile Optional<T> told = Optional.empty();
        private volatile @Nullable OutOfMemoryError starved;

        Answer(Supplier<T> question) {
            this.question = question;
        }

        @Override
        public void run() {
            try {
                told = Optional.of(question.get());
            } catch (RuntimeException | StackOverflowError e) {
                // Files that confound their reader tell as little as those that do not answer.
                told = Optional.empty();
            } catch (OutOfMemoryError e) {
                starved = e;
            }
        }
    }
}
