package dev.leeway.collector.notify;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server of its own on loopback. */
final class MailServer implements AutoCloseable {
    static final String USER = "leeway";
    static final String PASSWORD = "hunter2-mail-password";

    private final SMTPServer server;
    private final List<Taken> taken;

    /** A mail that was taken in. */
    record Taken(String from, String to, byte[] bytes) {
        MimeMessage message() throws MessagingException {
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
        }

        /** Part 0 is the text, part 1 the page. */
        String part(int number) throws MessagingException, IOException {
            return (String)
                    ((MimeMultipart) message().getContent()).getBodyPart(number).getContent();
        }
    }

    private MailServer(SMTPServer server, List<Taken> taken) {
        this.server = server;
        this.taken = taken;
        server.start();
    }

    private static SMTPServer.Builder builder(List<Taken> taken) {
        return SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandler((context, from, to, bytes) -> taken.add(new Taken(from, to, bytes)));
    }

    static MailServer plain() {
        List<Taken> taken = new CopyOnWriteArrayList<>();
        return new MailServer(builder(taken).build(), taken);
    }

    /** One that does not know that address. */
    static MailServer refusing(String address) {
        List<Taken> taken = new CopyOnWriteArrayList<>();
        SimpleMessageListener listener = new SimpleMessageListener() {
            @Override
            public boolean accept(String from, String recipient) {
                return !recipient.equals(address);
            }

            @Override
            public void deliver(String from, String recipient, InputStream data) throws IOException {
                taken.add(new Taken(from, recipient, data.readAllBytes()));
            }
        };
        return new MailServer(
                SMTPServer.port(0)
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .simpleMessageListener(listener)
                        .build(),
                taken);
    }

    /** One that takes nothing before TLS, and nothing from anybody but {@link #USER}. */
    static MailServer startTls(SSLContext identity) {
        List<Taken> taken = new CopyOnWriteArrayList<>();
        return new MailServer(
                builder(taken)
                        .startTlsSocketFactory(identity)
                        .enableTLS()
                        .requireTLS()
                        .requireAuth()
                        .authenticationHandlerFactory(
                                new EasyAuthenticationHandlerFactory((user, password, context) -> {
                                    if (!user.equals(USER) || !password.equals(PASSWORD)) {
                                        throw new LoginFailedException("no: " + password);
                                    }
                                }))
                        .build(),
                taken);
    }

    static MailServer tls(SSLContext identity) {
        List<Taken> taken = new CopyOnWriteArrayList<>();
        return new MailServer(builder(taken).serverSocketFactory(identity).build(), taken);
    }

    int port() {
        return server.getPortAllocated();
    }

    List<Taken> taken() {
        return List.copyOf(taken);
    }

    @Override
    public void close() {
        server.stop();
    }
}
