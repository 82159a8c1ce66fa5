package dev.leeway.collector.ranking;

import java.util.List;

/** Settings, certificates and commits. */
final class DeploymentFaults {
    private static final String SETTINGS = "config[shop-web]";
    private static final String FILE = "file[application.yml]/setting[";
    private static final String GIT = "git[shop-recommend]";
    private static final String CERTIFICATE = "certificate[shop-web]";
    private static final String ENTRY = "store[tls.p12]/entry[shop]/";

    static final List<Fault> ALL = List.of(
            new Fault(
                    "another value of a setting",
                    p -> p.anywhere()
                            .set(SETTINGS, FILE + p.pick("shop.cache.ttl", "spring.jackson.time-zone") + "]", "other")),
            new Fault(
                    "a setting missing",
                    p -> p.anywhere()
                            .drop(SETTINGS, FILE + p.pick("shop.mail.retries", "server.compression.enabled") + "]")),
            new Fault(
                    "another protocol of TLS",
                    p -> p.anywhere().set(SETTINGS, FILE + "server.ssl.enabled-protocols]", "TLSv1.1")),
            new Fault(
                    "a file of settings that cannot be read",
                    p -> p.anywhere().set(SETTINGS, "file[application.yml]/malformed", "a tab indents line 14")),
            new Fault(
                    "a variable the settings ask for",
                    p -> p.inEither()
                            .set(SETTINGS, "required[PAYMENT_TIMEOUT]/met", false)
                            .set(SETTINGS, "required[PAYMENT_TIMEOUT]/state", "missing")
                            .drop("env[shop-web]", "PAYMENT_TIMEOUT")),
            new Fault(
                    "a certificate that has run out",
                    p -> p.anywhere()
                            .set(CERTIFICATE, ENTRY + "expiry", "expired")
                            .set(CERTIFICATE, ENTRY + "due[expired]", "2026-11-12")),
            new Fault(
                    "a certificate about to run out",
                    p -> p.in("prod")
                            .set(CERTIFICATE, ENTRY + "expiry", "under-7-days")
                            .set(CERTIFICATE, ENTRY + "due[under-7-days]", "2026-11-24")),
            new Fault(
                    "a certificate without its issuer",
                    p -> p.anywhere().set(CERTIFICATE, ENTRY + "chain", "incomplete")),
            new Fault(
                    "changed by hand",
                    p -> p.inEither()
                            .set(GIT, "clean", false)
                            .set(GIT, "changed", Scene.texts("recommend/rules.py"))
                            .set(GIT, "dirty[recommend%2Frules.py]", "modified")),
            new Fault(
                    "another commit", p -> p.anywhere().set(GIT, "commit", "0d5e1f7b2c3a49586770819203a4b5c6d7e8f901")),
            new Fault(
                    "built from what is in no commit",
                    p -> p.in("prod").set("dependency[shop-web]", "artefact/dirty", true)),
            new Fault(
                    "another script of the service",
                    p -> p.anywhere()
                            .set(
                                    "dependency[shop-worker]",
                                    "file[shop_worker%2F__main__.py]/content",
                                    Scene.secret("other"))));

    private DeploymentFaults() {}
}
