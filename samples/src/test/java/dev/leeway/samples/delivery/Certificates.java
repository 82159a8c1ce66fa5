package dev.leeway.samples.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keys and certificates, as the openssl of the machine makes them. */
final class Certificates {
    private static final String CURVE = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";

    private final Path folder;

    Certificates(Path folder) {
        this.folder = folder;
    }

    /** Whether there is an openssl. */
    boolean possible() throws InterruptedException {
        try {
            return openssl("version") == 0;
        } catch (IOException none) {
            return false;
        }
    }

    Path at(String file) {
        return folder.resolve(file);
    }

    /** {@code NAME.pem} that signs itself, with {@code NAME.key}. */
    void own(String name) throws IOException, InterruptedException {
        sound("req -x509 " + CURVE + " -days 2 -subj /CN=" + name + " -addext subjectAltName=IP:127.0.0.1,DNS:localhost"
                + " -keyout " + name + ".key -out " + name + ".pem");
    }

    /** {@code NAME.key} and what asks for a certificate of it. */
    void key(String name) throws IOException, InterruptedException {
        sound("req " + CURVE + " -subj /CN=web-01 -keyout " + name + ".key -out " + name + ".csr");
    }

    /** A certificate for the key of that name, good for so many days. */
    void issue(String authority, String key, String file, int days) throws IOException, InterruptedException {
        sound(issuing(authority, key, file) + " -days " + days);
    }

    /** One that was good for a while; releases of openssl differ in how they are told so. */
    void issueExpired(String authority, String key, String file)
            throws IOException, InterruptedException, GeneralSecurityException {
        String issuing = issuing(authority, key, file);
        boolean made = openssl((issuing + " -not_before 20200101000000Z -not_after 20200102000000Z").split(" ")) == 0
                || openssl((issuing + " -days -1").split(" ")) == 0;
        assertThat(made && expired(file)).as(file + " has expired").isTrue();
    }

    private boolean expired(String file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(at(file))) {
            ((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in)).checkValidity();
            return false;
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            return true;
        }
    }

    private static String issuing(String authority, String key, String file) {
        return "x509 -req -in " + key + ".csr -CA " + authority + ".pem -CAkey " + authority
                + ".key -CAcreateserial -out " + file;
    }

    /** Has a host use another certificate, and key, from now on: files of one name, as whatever renews them writes them. */
    void install(String certificate, String key) throws IOException {
        Files.copy(at(certificate), at("host.pem"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(at(key), at("host.key"), StandardCopyOption.REPLACE_EXISTING);
    }

    private void sound(String words) throws IOException, InterruptedException {
        assertThat(openssl(words.split(" "))).as("openssl " + words).isZero();
    }

    private int openssl(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
