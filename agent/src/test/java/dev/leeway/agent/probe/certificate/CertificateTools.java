package dev.leeway.agent.probe.certificate;

import dev.leeway.agent.engine.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes keys, certificates and stores below a directory by the tools that everybody makes them with. */
final class CertificateTools {
    private final Path directory;

    CertificateTools(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    Path at(String name) {
        return directory.resolve(name);
    }

    String openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        for (String each : arguments) {
            command.add(each.startsWith("@") ? at(each.substring(1)).toString() : each);
        }
        return Program.answer(command);
    }

    void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString()));
        command.addAll(Arrays.asList(arguments));
        Program.answer(command);
    }

    /** An authority {@code name}.pem that signed itself, or that {@code issuer} signed. */
    void authority(String name, String subject, String issuer) throws IOException, InterruptedException {
        if (issuer.isEmpty()) {
            openssl(
                    "req",
                    "-x509",
                    "-newkey",
                    "rsa:2048",
                    "-nodes",
                    "-keyout",
                    "@" + name + ".key",
                    "-out",
                    "@" + name + ".pem",
                    "-subj",
                    subject,
                    "-days",
                    "3650");
        } else {
            sign(name, subject, issuer, 1000, "basicConstraints=critical,CA:TRUE", "rsa:2048");
        }
    }

    /** A certificate {@code name}.pem for hosts, signed by {@code issuer}. */
    void leaf(String name, String issuer, int days, String hosts) throws IOException, InterruptedException {
        sign(name, "/O=Shop/CN=" + name, issuer, days, "subjectAltName=" + hosts, "ec");
    }

    private void sign(String name, String subject, String issuer, int days, String extension, String key)
            throws IOException, InterruptedException {
        List<String> request = new ArrayList<>(List.of(
                "req",
                "-newkey",
                key,
                "-nodes",
                "-keyout",
                "@" + name + ".key",
                "-out",
                "@" + name + ".csr",
                "-subj",
                subject));
        if (key.equals("ec")) {
            request.addAll(List.of("-pkeyopt", "ec_paramgen_curve:prime256v1"));
        }
        openssl(request.toArray(String[]::new));
        Files.writeString(at(name + ".ext"), extension + "\n");
        openssl(
                "x509",
                "-req",
                "-in",
                "@" + name + ".csr",
                "-CA",
                "@" + issuer + ".pem",
                "-CAkey",
                "@" + issuer + ".key",
                "-CAcreateserial",
                "-days",
                String.valueOf(days),
                "-extfile",
                "@" + name + ".ext",
                "-out",
                "@" + name + ".pem");
    }

    void join(String to, String... parts) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String each : parts) {
            text.append(Files.readString(at(each)));
        }
        Files.writeString(at(to), text);
    }
}
