package dev.leeway.agent.host.docker;

import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostAccessException.Remark;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks one engine, each question on a thread of its own: a read from a socket ends neither by an interrupt nor in time, so somebody
 * else must be there to cut the line.
 *
 * <p>Used by one thread at a time.
 */
final class EngineClient implements AutoCloseable {
    /** For a line that was cut, and for the thread to end. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final EngineAddress address;
    private final boolean configured;
    private volatile @Nullable DockerHttpClient client;

    /**
     * For the engine at {@code address}; nothing is connected to yet.
     *
     * @param configured whether somebody said that it is there
     */
    EngineClient(EngineAddress address, boolean configured) {
        this.address = address;
        this.configured = configured;
    }

    /** What is done with an answer; it is gone when this returns. */
    interface Answering<T> {
        /** Takes the answer; only one that went well comes here. */
        T take(Response response) throws IOException, HostAccessException, InterruptedException;
    }

    /**
     * Asks one question.
     *
     * @param method {@code GET} or {@code HEAD}
     * @param path with its query
     * @param time that the answer may take to its end
     */
    <T> T ask(String method, String path, Duration time, Answering<T> answering)
            throws HostAccessException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(() -> asked(method, path, time, answering));
        Thread thread = new Thread(task, "container-engine");
        thread.setDaemon(true);
        thread.start();
        try {
            T answer = task.get(time.toMillis(), TimeUnit.MILLISECONDS);
            thread.join(GRACE.toMillis());
            return answer;
        } catch (TimeoutException e) {
            cut(thread);
            throw new HostAccessException(Kind.TIMED_OUT, address.text());
        } catch (InterruptedException e) {
            cut(thread);
            throw e;
        } catch (ExecutionException e) {
            thread.join(GRACE.toMillis());
            throw failure(e.getCause());
        }
    }

    private <T> T asked(String method, String path, Duration time, Answering<T> answering)
            throws IOException, HostAccessException, InterruptedException {
        Request request = Request.builder().method(method).path(path).build();
        try (Response response = connected(time).execute(request)) {
            int status = response.getStatusCode();
            if (status < 200 || status > 299) {
                throw new HostAccessException(refusal(status), address.text());
            }
            return answering.take(response);
        }
    }

    private static Kind refusal(int status) {
        return switch (status) {
            case 401, 403 -> Kind.DENIED;
            case 404, 410 -> Kind.VANISHED;
            default -> Kind.UNREADABLE;
        };
    }

    private DockerHttpClient connected(Duration time) throws HostAccessException {
        DockerHttpClient known = client;
        if (known != null) {
            return known;
        }
        ApacheDockerHttpClient.Builder builder = new ApacheDockerHttpClient.Builder()
                .dockerHost(address.uri())
                .maxConnections(2)
                .connectionTimeout(CONNECT)
                .responseTimeout(time);
        if (address.certificates().isPresent()) {
            builder.sslConfig(EngineTls.of(address.certificates().get()));
        }
        DockerHttpClient made = builder.build();
        client = made;
        return made;
    }

    /** What went wrong, never with a message of the engine or of a library. */
    private Exception rootOf(@Nullable Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; depth < 8 && cause instanceof RuntimeException && cause.getCause() != null; depth++) {
            cause = cause.getCause();
        }
        return cause instanceof Exception exception ? exception : new IOException("unknown");
    }

    private HostAccessException failure(@Nullable Throwable thrown) throws InterruptedException {
        if (thrown instanceof Error error) {
            throw error;
        }
        Exception cause = rootOf(thrown);
        if (cause instanceof HostAccessException known) {
            return known;
        }
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof BoundedStream.TooLongException) {
            return new HostAccessException(Kind.TOO_LARGE, address.text());
        }
        if (cause instanceof SocketTimeoutException) {
            return new HostAccessException(Kind.TIMED_OUT, address.text());
        }
        if (cause instanceof SSLException) {
            return new HostAccessException(Kind.DENIED, address.text() + " (TLS)");
        }
        if (cause instanceof UnknownHostException) {
            return new HostAccessException(Kind.UNREADABLE, address.text(), Remark.NO_HOST);
        }
        String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (address.local() && said.contains("permission denied")) {
            return new HostAccessException(Kind.DENIED, address.text());
        }
        if (cause instanceof ConnectException || said.contains("connection refused")) {
            // A socket that nobody listens on is what an engine leaves that was stopped.
            return new HostAccessException(
                    configured ? Kind.UNREADABLE : Kind.ABSENT, address.text(), Remark.NO_SERVER);
        }
        return new HostAccessException(Kind.UNREADABLE, address.text());
    }

    /** Ends what runs, whatever it waits for. */
    private void cut(Thread thread) {
        Thread cutter = new Thread(this::close, "container-engine-end");
        cutter.setDaemon(true);
        cutter.start();
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes all lines; the next question opens another. */
    @Override
    public void close() {
        DockerHttpClient known = client;
        client = null;
        if (known != null) {
            try {
                known.close();
            } catch (IOException e) {
                // Nothing was written, so nothing can be lost.
                client = null;
            }
        }
    }
}
