package dev.leeway.samples.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLSocketFactory;

/** One request over one connection of its own, as hosts that wake up once a night have it, with every byte counted. */
final class Exchange {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int LONGEST_LINE = 8_192;

    private final URI collector;
    private final Optional<SSLSocketFactory> tls;

    Exchange(URI collector, Optional<SSLSocketFactory> tls) {
        this.collector = collector;
        this.tls = tls;
    }

    /**
     * What came back.
     *
     * @param headers by their names in lower case
     * @param bytes over the wire both ways, without those of TLS
     */
    record Answer(int status, Map<String, String> headers, byte[] body, int bytes) {}

    /** What goes wrong on purpose. */
    enum Mishap {
        NONE,
        /** The connection ends in the middle of the body. */
        CUT,
        /** The request arrives, its answer is never read. */
        UNHEARD
    }

    /**
     * Sends a POST.
     *
     * @return empty where a mishap was asked for
     * @throws IOException when there is no whole answer
     */
    Optional<Answer> post(String path, Map<String, String> headers, byte[] body, Mishap mishap) throws IOException {
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: " + collector.getAuthority()
                + "\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] begin = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        try (Socket socket = connected()) {
            OutputStream out = socket.getOutputStream();
            int length = mishap == Mishap.CUT ? body.length / 2 : body.length;
            byte[] whole = new byte[begin.length + length];
            System.arraycopy(begin, 0, whole, 0, begin.length);
            System.arraycopy(body, 0, whole, begin.length, length);
            out.write(whole);
            out.flush();
            if (mishap != Mishap.NONE) {
                return Optional.empty();
            }
            return Optional.of(answer(socket.getInputStream(), whole.length));
        }
    }

    private Socket connected() throws IOException {
        Socket plain = new Socket();
        plain.setTcpNoDelay(true);
        plain.setSoTimeout(PATIENCE_MILLIS);
        plain.connect(new InetSocketAddress(collector.getHost(), collector.getPort()), PATIENCE_MILLIS);
        return tls.isEmpty() ? plain : tls.get().createSocket(plain, collector.getHost(), collector.getPort(), true);
    }

    private static Answer answer(InputStream in, int sent) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        String status = line(in, all);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in, all); !line.isEmpty(); line = line(in, all)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = body(in, headers, all);
        return new Answer(Integer.parseInt(status.split(" ")[1]), headers, body, sent + all.size());
    }

    private static byte[] body(InputStream in, Map<String, String> headers, ByteArrayOutputStream all)
            throws IOException {
        if ("chunked".equalsIgnoreCase(headers.getOrDefault("transfer-encoding", ""))) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(in, all).strip(), 16);
                    size > 0;
                    size = Integer.parseInt(line(in, all).strip(), 16)) {
                body.writeBytes(exactly(in, size, all));
                line(in, all);
            }
            return body.toByteArray();
        }
        return exactly(in, Integer.parseInt(headers.getOrDefault("content-length", "0")), all);
    }

    private static byte[] exactly(InputStream in, int length, ByteArrayOutputStream all) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("the answer ends too early");
        }
        all.writeBytes(bytes);
        return bytes;
    }

    private static String line(InputStream in, ByteArrayOutputStream all) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LONGEST_LINE) {
                throw new IOException("the answer ends too early");
            }
            line.write(next);
        }
        all.writeBytes(line.toByteArray());
        all.write('\n');
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
