package dev.leeway.agent.probe.os;

import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What cryptography the system accepts: the crypto policy, and the settings OpenSSL applies to every program. */
final class CryptoSettings implements Aspect {
    private static final String POLICY = "security/crypto-policy";
    private static final String OPENSSL = "security/openssl[*]";
    private static final int MAX_BYTES = 256 * 1024;
    private static final List<String> POLICY_FILES =
            List.of("/etc/crypto-policies/state/current", "/etc/crypto-policies/config");
    private static final List<String> OPENSSL_FILES = List.of("/etc/pki/tls/openssl.cnf", "/etc/ssl/openssl.cnf");
    private static final Set<String> SETTINGS = Set.of(
            "MinProtocol", "MaxProtocol", "CipherString", "Ciphersuites", "Options", "Groups", "SignatureAlgorithms");

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading reading = new Reading(host.files(), section);
        for (String path : POLICY_FILES) {
            Optional<String> policy = reading.text(path, MAX_BYTES, POLICY).flatMap(CryptoSettings::policy);
            if (policy.isPresent()) {
                section.fact(new FactPath(POLICY), Observed.text(policy.get()), path);
                break;
            }
        }
        for (String path : OPENSSL_FILES) {
            Optional<String> text = reading.text(path, MAX_BYTES, OPENSSL);
            if (text.isPresent()) {
                text.get().lines().forEach(line -> openssl(line, path, section));
                break;
            }
        }
    }

    /** The one word of the file; comments begin with a hash. */
    private static Optional<String> policy(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst();
    }

    private static void openssl(String line, String path, SectionRecorder section) {
        String[] sides = line.split("#", 2)[0].split("=", 2);
        // A name may carry the program it is for: `system_default.MinProtocol`.
        String name = sides[0].strip().substring(sides[0].strip().lastIndexOf('.') + 1);
        if (sides.length == 2 && SETTINGS.contains(name) && !sides[1].isBlank()) {
            section.fact(new FactPath("security").child("openssl", name), Observed.text(sides[1].strip()), path);
        }
    }
}
