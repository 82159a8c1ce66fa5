package dev.leeway.collector.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Looks at the files of this machine; opens them for reading and changes nothing. */
final class FilesOnDisk implements FileLook {
    /** The group may read a secret, nobody else may do anything with it, and nobody but its owner may change it. */
    private static final Set<PosixFilePermission> TOO_MUCH = EnumSet.of(
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE,
            PosixFilePermission.GROUP_WRITE);

    private static final int LARGEST = 1 << 20;

    @Override
    public Optional<String> trouble(Path file, Use use) {
        if (use == Use.STORE) {
            return storeTrouble(file);
        }
        if (use == Use.FOLDER) {
            return folderTrouble(file);
        }
        if (Files.notExists(file)) {
            return Optional.of("there is no such file; check the path, which starts where this file lies");
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of("not a file; name one");
        }
        try {
            return use == Use.SETTINGS || use == Use.CERTIFICATES
                    ? contentTrouble(file, use)
                    : secretTrouble(file).or(() -> keyTrouble(file, use));
        } catch (IOException e) {
            return unreadable();
        }
    }

    private static Optional<String> unreadable() {
        return Optional.of("the file cannot be read; check who may read it");
    }

    private static Optional<String> storeTrouble(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        return directory == null || Files.isDirectory(directory)
                ? Optional.empty()
                : Optional.of("the directory of the store is not there; make it, or name another");
    }

    private static Optional<String> folderTrouble(Path folder) {
        Path directory = folder.toAbsolutePath().getParent();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            return Optional.of("a file, where a directory is to be; name another");
        }
        return directory == null || Files.isDirectory(directory)
                ? Optional.empty()
                : Optional.of("the directory it is to be in is not there; make it, or name another");
    }

    private static Optional<String> secretTrouble(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            Set<PosixFilePermission> open = EnumSet.copyOf(TOO_MUCH);
            open.retainAll(view.readAttributes().permissions());
            if (!open.isEmpty()) {
                return Optional.of("others may read or change the file with the secret; chmod 600 it, or 640");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> keyTrouble(Path file, Use use) {
        try {
            if (use == Use.KEY) {
                return contentTrouble(file, use);
            }
            String secret = new SecretFile(file).read();
            if (secret.isBlank()) {
                return Optional.of("the file with the secret is empty; write the secret to it");
            }
            if (use == Use.SECRET_URL) {
                ConfigWords.httpUrl(secret);
            } else if (secret.indexOf('\n') >= 0) {
                return Optional.of("the file holds more than one line; write the secret alone to it");
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("the file holds " + e.getMessage());
        } catch (IOException e) {
            return unreadable();
        }
    }

    private static Optional<String> contentTrouble(Path file, Use use) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST);
        }
        return switch (use) {
            case CERTIFICATES ->
                holdsCertificates(bytes)
                        ? Optional.empty()
                        : Optional.of(
                                "the file holds no certificate; name one in PEM, which begins with BEGIN CERTIFICATE");
            case KEY ->
                new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN PRIVATE KEY-----")
                        ? Optional.empty()
                        : Optional.of("the file holds no private key in PKCS #8 without a password; turn it into one:"
                                + " openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
            default -> Optional.empty();
        };
    }

    private static boolean holdsCertificates(byte[] bytes) {
        try {
            return !CertificateFactory.getInstance("X.509")
                    .generateCertificates(new java.io.ByteArrayInputStream(bytes))
                    .isEmpty();
        } catch (CertificateException e) {
            return false;
        }
    }
}
