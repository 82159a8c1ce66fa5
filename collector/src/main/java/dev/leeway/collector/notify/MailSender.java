package dev.leeway.collector.notify;

import dev.leeway.collector.config.MailTarget;
import dev.leeway.collector.config.MailTarget.Security;
import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.digest.MailText;
import dev.leeway.collector.digest.Notice;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Sends mail by SMTP, over a connection of its own to the address that was checked. */
final class MailSender implements Sender {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final Duration patience;
    private final Clock clock;

    MailSender(Duration patience, Clock clock) {
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public void send(NotifyChannel channel, Notice notice) throws NotSentException {
        if (!(channel.target() instanceof MailTarget target)) {
            throw new IllegalArgumentException("no mail: " + channel.target().kind());
        }
        String host = target.host().startsWith("[")
                ? target.host().substring(1, target.host().length() - 1)
                : target.host();
        SSLSocketFactory trust = Trust.of(target.authority());
        Session session = session(target, host, trust, password(target));
        // A relay of one's own is mostly in a private network, or on the same machine.
        InetAddress address = Reach.PRIVATE.address(host);
        try (Line line = Line.to(host, address, target.port(), patience)) {
            Socket socket = target.security() == Security.TLS ? Trust.over(line.socket(), host, trust) : line.socket();
            MimeMessage message = message(session, target, notice);
            try (SMTPTransport transport = new SMTPTransport(session, null)) {
                transport.connect(socket);
                transport.sendMessage(message, message.getAllRecipients());
            }
        } catch (MessagingException e) {
            throw failed(e);
        } catch (SSLException e) {
            throw untrusted();
        } catch (IOException e) {
            throw new NotSentException(
                    "no connection to its server, or none that lasted; check host and port of server, and whether a"
                            + " firewall lets this machine through",
                    true);
        }
    }

    private static String password(MailTarget target) throws NotSentException {
        try {
            return target.password().isPresent() ? target.password().get().read() : "";
        } catch (IOException e) {
            throw new NotSentException("its passwordFile cannot be read", false);
        }
    }

    private static Session session(MailTarget target, String host, SSLSocketFactory trust, String password) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", host);
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(target.security() == Security.STARTTLS));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(target.security() == Security.STARTTLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3");
        properties.put("mail.smtp.ssl.socketFactory", trust);
        properties.setProperty("mail.smtp.auth", Boolean.toString(target.user().isPresent()));
        properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.setProperty("mail.smtp.from", target.from());
        properties.setProperty("mail.smtp.quitwait", "false");
        // One address that is wrong must not keep the news from all others.
        properties.setProperty("mail.smtp.sendpartial", "true");
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(target.user().orElse(""), password);
            }
        });
    }

    private MimeMessage message(Session session, MailTarget target, Notice notice) throws MessagingException {
        MailText mail = MailText.of(notice);
        // What is sent twice goes by one id, as far as it has one: mail programs show it once.
        String id = notice.delivery().orElseGet(() -> UUID.randomUUID().toString());
        String domain = target.from().substring(target.from().indexOf('@') + 1);
        MimeMessage message = new MimeMessage(session) {
            /** The usual one tells who runs this on which host. */
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + id + "@" + domain + ">");
            }
        };
        try {
            message.setFrom(new InternetAddress(target.from(), "Leeway", UTF_8));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java has UTF-8", e);
        }
        for (String to : target.to()) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        }
        message.setSubject(mail.subject(), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        // So that nobody's notice of absence comes back.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), UTF_8, "plain");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html(), UTF_8, "html");
        // The last is what programs show that can.
        message.setContent(new MimeMultipart("alternative", text, html));
        return message;
    }

    /** By its sort alone: what servers answer may repeat what was sent to them. */
    private static NotSentException failed(MessagingException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return untrusted();
            }
        }
        if (failure instanceof AuthenticationFailedException) {
            return new NotSentException(
                    "its server refused user and password; check user, and what passwordFile holds", false);
        }
        if (failure instanceof SendFailedException refused) {
            boolean some = refused.getValidSentAddresses() != null && refused.getValidSentAddresses().length > 0;
            return some
                    ? NotSentException.partly("its server refused an address; the others have it; check to")
                    : new NotSentException(
                            "its server refused the message or an address; check from and to, and whether it sends for this"
                                    + " machine without user",
                            false);
        }
        String message = String.valueOf(failure.getMessage());
        return message.contains("STARTTLS is required")
                ? new NotSentException(
                        "its server knows no STARTTLS; nothing was said to it; write security: tls with its port for TLS,"
                                + " or for a relay on this machine or in a network of your own security: none",
                        false)
                : new NotSentException(
                        "its server did not take the message; look at its own log, or try again later", true);
    }

    private static NotSentException untrusted() {
        return new NotSentException(
                "TLS failed: its server's certificate is not trusted, or not for its name, or there is no TLS on that port;"
                        + " name who signed it with authority, or check server and security",
                false);
    }
}
