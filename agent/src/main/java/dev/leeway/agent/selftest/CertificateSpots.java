package dev.leeway.agent.selftest;

import static dev.leeway.agent.selftest.Spot.plain;

import dev.leeway.agent.selftest.Spot.Notation;
import dev.leeway.agent.spi.CertificateSettings;
import java.util.List;
import java.util.Optional;

/** The places in and around files of certificates. */
final class CertificateSpots {
    /** Where the certificate of the made-up host lies. */
    static final String FILE = "/etc/shop/tls/shop.pem";

    private CertificateSpots() {}

    /** The files that the made-up host's configuration names. */
    static CertificateSettings named() {
        return new CertificateSettings(List.of(new CertificateSettings.Place(FILE, Optional.of("shop"))));
    }

    static List<Spot> all() {
        return List.of(
                plain(
                        "private key beside a certificate",
                        Notation.LINE,
                        (host, text) -> host.file(
                                FILE, "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n")),
                plain(
                        "words before a certificate",
                        Notation.LINE,
                        (host, text) -> host.file(FILE, "Bag Attributes\n    friendlyName: " + text + "\n")),
                plain(
                        "what claims to be a certificate",
                        Notation.LINE,
                        (host, text) -> host.file(
                                FILE, "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n")));
    }
}
