package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.PemCertificates;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.List;
import java.util.Optional;

/** The authorities that programs without a store of their own trust: the system's bundle, certificate by certificate. */
final class CertificateAuthorities implements Aspect {
    private static final String ALL = "ca/**";
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    /** A bundle of this many is not one that programs load; facts about each would drown the rest. */
    private static final int MAX_CERTIFICATES = 1000;

    private static final List<String> BUNDLES = List.of(
            "/etc/ssl/certs/ca-certificates.crt",
            "/etc/pki/tls/certs/ca-bundle.crt",
            "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
            "/etc/ssl/ca-bundle.pem",
            "/etc/ssl/cert.pem");

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading reading = new Reading(host.files(), section);
        for (String path : BUNDLES) {
            Optional<byte[]> content = reading.bytes(path, MAX_BYTES, ALL);
            if (content.isPresent()) {
                record(PemCertificates.read(content.get()), path, section);
                return;
            }
        }
    }

    private static void record(PemCertificates bundle, String path, SectionRecorder section) {
        section.fact(
                new FactPath("ca/count"), Observed.number(bundle.certificates().size() + bundle.unreadable()), path);
        if (bundle.unreadable() > 0) {
            section.uncovered("ca/certificate[*]", HostAccessException.Kind.MALFORMED);
        }
        if (bundle.certificates().size() > MAX_CERTIFICATES) {
            section.uncovered("ca/certificate[*]", HostAccessException.Kind.TOO_LARGE);
            return;
        }
        bundle.certificates()
                .forEach(each -> section.fact(
                        new FactPath("ca").child("certificate", each.subject()),
                        Observed.text("sha256:" + each.sha256()),
                        path));
    }
}
