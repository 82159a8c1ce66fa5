package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A part of a look that may take for ever, on a thread of its own: a file system whose server went away answers no read and
 * lets no thread be stopped. What it records is kept until it is done, so that one left behind has said nothing.
 */
public final class Portion implements SectionRecorder {
    private static final int MAX_CAUSES = 8;

    private final List<Consumer<SectionRecorder>> recorded = new ArrayList<>();
    private final Thread thread;
    private volatile boolean abandoned;
    private volatile boolean finished;
    private volatile @Nullable Throwable failure;

    private Portion(String name, Look look) {
        this.thread = new Thread(() -> run(look), name);
        thread.setDaemon(true);
    }

    /** What is to be done; told where to record. */
    public interface Look {
        /** Looks, and records what it sees. */
        void at(SectionRecorder section) throws InterruptedException;
    }

    /** Begins with {@code look}. */
    static Portion start(String name, Look look) {
        Portion portion = new Portion(name, look);
        portion.thread.start();
        return portion;
    }

    private void run(Look look) {
        try {
            look.at(this);
            finished = true;
        } catch (InterruptedException | CancellationException e) {
            // Nobody waits any more.
            finished = false;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
            failure = e;
            finished = true;
        }
    }

    /** Waits until it is done, and no longer than {@code millis}; whether it is. */
    boolean await(long millis) throws InterruptedException {
        thread.join(Math.max(1, millis));
        return finished;
    }

    /** Leaves it behind: it is told to stop, and whatever it still says is lost. */
    void abandon() {
        abandoned = true;
        thread.interrupt();
    }

    /** Ends whoever joins the portions too, where this one had no memory: of its host that says nothing. */
    void checkMemory() {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof OutOfMemoryError starved) {
                throw starved;
            }
            cause = cause.getCause();
        }
    }

    /** Why it failed, once it is done; what it recorded until then is no whole and is not handed over. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure).map(Blame::of);
    }

    /** Hands over what it recorded, once it is done and has not failed. */
    public void handTo(SectionRecorder section) {
        recorded.forEach(each -> each.accept(section));
    }

    private SectionRecorder keep(Consumer<SectionRecorder> step) {
        if (abandoned) {
            throw new CancellationException("nobody waits for this part");
        }
        recorded.add(requireNonNull(step, "step is null"));
        return this;
    }

    @Override
    public SectionRecorder fact(FactPath path, Observed value) {
        return keep(section -> section.fact(path, value));
    }

    @Override
    public SectionRecorder fact(FactPath path, Observed value, String evidence) {
        return keep(section -> section.fact(path, value, evidence));
    }

    @Override
    public SectionRecorder uncovered(String pattern, HostAccessException.Kind kind) {
        return keep(section -> section.uncovered(pattern, kind));
    }

    @Override
    public SectionRecorder conceal(Observed.Guarded value) {
        return keep(section -> section.conceal(value));
    }

    @Override
    public void end(Outcome outcome, String reason) {
        keep(section -> section.end(outcome, reason));
    }
}
