package dev.leeway.collector.ranking;

import static dev.leeway.collector.ranking.Shop.put;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.util.ArrayList;
import java.util.List;

/** What the snapshots do not hold: libraries, files of settings, certificates and commits, and what each environment has to itself. */
final class WebFacts {
    private static final String CERTIFICATE = "store[tls.p12]/entry[shop]/";

    private WebFacts() {}

    static void addTo(SceneHost web) {
        List<String> order = new ArrayList<>(List.of("shop-web"));
        for (String library : Shop.LIBRARIES) {
            put(
                    web,
                    "dependency[shop-web]",
                    "maven[" + library + "]/version",
                    version(library),
                    "maven[" + library + "]/content",
                    digest(library));
            order.add(library);
        }
        put(
                web,
                "dependency[shop-web]",
                "classpath/order",
                Value.ListOf.texts(order),
                "artefact/commit",
                "4f2c9b1e7d0a3c5588aa6b7cfe01929de0b4a7d1",
                "file[static%2Fapp.css]/content",
                Scene.secret("app.css"),
                "file[static%2Fapp.js]/content",
                Scene.secret("app.js"),
                "file[templates%2Fcart.html]/content",
                Scene.secret("cart.html"));
        settings(web);
        certificates(web);
        put(web, "network", "service[shop-web]/observed", true);
        put(web, "network[shop-web]", "listener[8080%2Ftcp]/bound", Scene.texts("0.0.0.0", "::"));
        put(
                web,
                "env[shop-web]",
                "FEATURE_GIFT_CARDS",
                "false",
                "FEATURE_FAST_SEARCH",
                "true",
                "PAYMENT_TIMEOUT",
                "30",
                "PAYMENT_PROVIDER",
                "adyen",
                "RETRY_LIMIT",
                "3",
                "SEARCH_URL/host",
                "search.example",
                "SEARCH_URL/scheme",
                "https");
    }

    private static Value version(String library) {
        int number = Math.floorMod(library.hashCode(), 7);
        String version = library.startsWith("org.springframework") ? "6.1.12" : "2." + (10 + number) + "." + number;
        return Scene.version(version, VersionScheme.MAVEN);
    }

    private static Value digest(String library) {
        return new Value.Text(String.format("%032x", 7919L * library.hashCode() & 0xffffffffffL));
    }

    private static void settings(SceneHost web) {
        String file = "file[application.yml]/";
        put(web, "config", "service[shop-web]/observed", true);
        put(
                web,
                "config[shop-web]",
                file + "content",
                Scene.secret("application.yml"),
                file + "format",
                "yaml",
                file + "mode",
                "0640",
                file + "owner",
                "shop",
                file + "setting[server.compression.enabled]",
                true,
                file + "setting[server.ssl.enabled-protocols]",
                "TLSv1.3",
                file + "setting[spring.jpa.open-in-view]",
                false,
                file + "setting[spring.jackson.time-zone]",
                "UTC",
                file + "setting[spring.datasource.hikari.connection-timeout]",
                30000,
                file + "setting[shop.cache.ttl]",
                "10m",
                file + "setting[shop.mail.retries]",
                5,
                "required[PAYMENT_TIMEOUT]/declared",
                Scene.texts("application.yml"),
                "required[PAYMENT_TIMEOUT]/state",
                "set",
                "required[PAYMENT_TIMEOUT]/met",
                true);
    }

    private static void certificates(SceneHost web) {
        put(web, "certificate", "service[shop-web]/observed", true);
        put(
                web,
                "certificate[shop-web]",
                "store[tls.p12]/format",
                "pkcs12",
                "store[tls.p12]/count",
                1,
                "store[tls.p12]/locked",
                false,
                CERTIFICATE + "key/type",
                "RSA",
                CERTIFICATE + "key/size",
                3072,
                CERTIFICATE + "signature",
                "SHA256withRSA",
                CERTIFICATE + "issuer",
                "CN=Shop Issuing CA",
                CERTIFICATE + "chain",
                "complete",
                CERTIFICATE + "expiry",
                "under-90-days",
                CERTIFICATE + "fingerprint",
                "sha256:own",
                CERTIFICATE + "subject",
                "CN=own");
    }

    /** The working copy that a service is run from. */
    static void addCommitTo(SceneHost worker) {
        put(worker, "git", "copy[shop-recommend]/observed", true);
        put(
                worker,
                "git[shop-recommend]",
                "commit",
                "91b0c6d2f4e8a7733b5c1d9e0f6a2b4c8d7e5f31",
                "branch",
                "main",
                "clean",
                true,
                "head",
                "branch");
    }

    /** A value as an environment has it: what must not be shared and what names its environment is its own. */
    static Value own(String environment, String address, Value value) {
        boolean settled = address.contains("/file[")
                || address.contains("/checksum[")
                || address.contains("/default")
                || address.contains("/check[")
                || address.startsWith("image")
                || address.contains("health/command")
                || address.contains("/setting[");
        if (value instanceof Value.Secret) {
            return settled ? Scene.secret(address) : Scene.secret(environment + address);
        }
        if (address.endsWith("/entry[shop]/fingerprint") || address.endsWith("/entry[shop]/subject")) {
            return new Value.Text("sha256:" + environment);
        }
        if (address.endsWith("server/address") || address.endsWith("server/started")) {
            return new Value.Text(environment);
        }
        return value instanceof Value.Text text
                ? new Value.Text(text.text()
                        .replace(".prod.", "." + environment + ".")
                        .replace("{address}", "db." + environment + ".shop.example"))
                : value;
    }
}
