package dev.leeway.agent.probe.certificate;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.certificate.CertificateStore;
import dev.leeway.agent.format.certificate.StoreText;
import dev.leeway.agent.spi.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The authorities that the system where a service runs trusts; read when the first chain ends without its root. */
final class KnownAuthorities {
    private static final List<String> BUNDLES =
            List.of("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem");
    private static final int MAX_BYTES = 4 << 20;

    private final Reading files;
    private Optional<Set<String>> subjects = Optional.empty();

    KnownAuthorities(Reading files) {
        this.files = files;
    }

    boolean isKnown(String name) {
        if (subjects.isEmpty()) {
            subjects = Optional.of(read());
        }
        return subjects.get().contains(name);
    }

    private Set<String> read() {
        for (String bundle : BUNDLES) {
            Optional<byte[]> content = files.bytes(bundle, MAX_BYTES, "store[*]/entry[*]/chain");
            if (content.isPresent()) {
                try {
                    return StoreText.read(content.get()).entries().stream()
                            .map(CertificateStore.Entry::leaf)
                            .map(each -> each.subject())
                            .collect(Collectors.toSet());
                } catch (MalformedException e) {
                    return Set.of();
                }
            }
        }
        return Set.of();
    }
}
