package dev.leeway.collector.notify;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Sends one request by HTTP to the address that was checked.
 *
 * <p>The JDK's client looks a name up by itself, after it was checked, and may then come to another address than the one that was;
 * so this speaks the few words of HTTP/1.1 that a request takes. It follows no redirection, uses no proxy, and reads the status alone.
 */
final class Post {
    private static final String WAY =
            "check its address and port, and whether a firewall lets this machine through to it";
    private static final int MOST_STATUS = 200;
    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int CLIENT = 400;
    private static final int SERVER = 500;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int TIMED_OUT = 408;
    private static final int GONE = 410;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;

    private final Duration patience;

    Post(Duration patience) {
        this.patience = patience;
    }

    /**
     * Sends.
     *
     * @param url checked already to be one of the web; may be a secret
     * @param headers besides those that every request has
     * @throws NotSentException when it was not taken
     */
    void send(URI url, Map<String, String> headers, byte[] body, Reach reach, Optional<Path> authority)
            throws NotSentException {
        boolean secure = "https".equals(url.getScheme());
        if (!secure && reach == Reach.PUBLIC) {
            throw new NotSentException(
                    "its address has no TLS; write it with https, or where it is in a network of your own set"
                            + " allowPrivate: true",
                    false);
        }
        String host = url.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        InetAddress address = reach.address(bare);
        if (!secure && Reach.isPublic(address)) {
            throw new NotSentException(
                    "its address has no TLS and is of no private network; write it with https", false);
        }
        int port = url.getPort() > 0 ? url.getPort() : secure ? 443 : 80;
        var trust = Trust.of(authority);
        try (Line line = Line.to(bare, address, port, patience)) {
            Socket socket = secure ? Trust.over(line.socket(), bare, trust) : line.socket();
            OutputStream out = socket.getOutputStream();
            out.write(head(url, headers, body.length));
            out.write(body);
            out.flush();
            judge(status(socket.getInputStream()));
        } catch (SSLException e) {
            throw new NotSentException(
                    "TLS failed: its certificate is not trusted, or not for its name; name who signed it with authority,"
                            + " or call it by the name that the certificate has",
                    false);
        } catch (ConnectException e) {
            throw new NotSentException(
                    "no connection: nothing listens there, or the way to it is closed; check its address and port from"
                            + " this machine",
                    true);
        } catch (SocketTimeoutException e) {
            throw new NotSentException(late(), true);
        } catch (IOException e) {
            throw new NotSentException(
                    "no answer: the connection failed, or took longer than " + patience.toSeconds() + " seconds; "
                            + WAY,
                    true);
        }
    }

    private String late() {
        return "no answer within " + patience.toSeconds() + " seconds; " + WAY;
    }

    private static byte[] head(URI url, Map<String, String> headers, int length) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String host = url.getHost() + (url.getPort() > 0 ? ":" + url.getPort() : "");
        StringBuilder head = new StringBuilder()
                .append("POST ")
                .append(path)
                .append(query)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append(
                        "\r\nUser-Agent: leeway\r\nAccept: */*\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("Content-Length: ")
                .append(length)
                .append("\r\n\r\n")
                .toString()
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The number in {@code HTTP/1.1 200 OK}; of answers before the answer, the last one counts. */
    private static int status(InputStream from) throws IOException {
        InputStream in = new BufferedInputStream(from);
        for (int answers = 0; answers < 3; answers++) {
            String line = line(in);
            String[] words = line.split(" ", 3);
            if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5][0-9]{2}")) {
                throw new IOException("no answer in HTTP");
            }
            int status = Integer.parseInt(words[1]);
            if (status >= OK) {
                return status;
            }
            skipHeaders(in);
        }
        throw new IOException("no answer after all");
    }

    private static void skipHeaders(InputStream in) throws IOException {
        int lines = 0;
        while (!line(in).isEmpty()) {
            lines++;
            if (lines > MOST_STATUS) {
                throw new IOException("headers without end");
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > MOST_STATUS * 20) {
                throw new IOException("no whole line");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    private static void judge(int status) throws NotSentException {
        if (status == TOO_MANY || status == TIMED_OUT) {
            throw new NotSentException("it answered " + status + "; it is too much for it now, try again later", true);
        }
        if (status >= SERVER) {
            throw new NotSentException(
                    "it answered " + status + "; that is its own failure: look at its messages, or try again later",
                    true);
        }
        if (status >= CLIENT) {
            throw new NotSentException("it refused the message with " + status + "; " + refusedNext(status), false);
        }
        if (status >= REDIRECTION) {
            throw new NotSentException(
                    "it answered " + status
                            + " and points elsewhere, which is not followed; name the address it points to",
                    false);
        }
    }

    private static String refusedNext(int status) {
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN -> "what its address carries as a proof is not taken: make a new one there";
            case NOT_FOUND, GONE -> "it knows no such path, or no more: copy the address anew, whole";
            case NOT_ALLOWED -> "its address is one of pages: name the one that takes messages";
            case TOO_LARGE ->
                "it takes no message of that length: name a severity for the channel, so that it is told less";
            default ->
                "it does not read such a message: slack is for chat that speaks Slack's, webhook for programs"
                        + " that read docs/notify.md";
        };
    }
}
