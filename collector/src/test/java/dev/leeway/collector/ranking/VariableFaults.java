package dev.leeway.collector.ranking;

import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import java.util.List;

/** Variables and where they lead. */
final class VariableFaults {
    private static final String WEB = "env[shop-web]";
    private static final String WORKER = "env[shop-worker]";

    static final List<Fault> ALL = List.of(
            new Fault("variable missing in an environment", p -> {
                String section = p.inEither().pick(WEB, WORKER);
                p.drop(
                        section,
                        section.equals(WEB)
                                ? p.pick("PAYMENT_TIMEOUT", "CATALOGUE_PAGE_SIZE", "RETRY_LIMIT", "SEARCH_URL")
                                : p.pick("BATCH_SIZE", "MAIL_RELAY"));
            }),
            new Fault(
                    "variable missing on one host",
                    p -> p.onOneHost().drop(WEB, p.pick("PAYMENT_TIMEOUT", "RETRY_LIMIT", "SEARCH_URL"))),
            new Fault("production's database from staging", p -> leads(p.in("staging"), "prod")),
            new Fault("production's database from dev", p -> leads(p.in("dev"), "prod")),
            new Fault("staging's database from production", p -> leads(p.in("prod"), "staging")),
            new Fault(
                    "another database on the same server",
                    p -> p.inEither().set("env[shop-web]", "DATABASE_URL/database", p.pick("shop_old", "shop2"))),
            new Fault("one secret in two environments", p -> {
                String name = p.pick("PAYMENT_API_KEY", "SESSION_SECRET", "DATABASE_URL/password");
                p.in("staging").as("prod", WEB, name);
            }),
            new Fault(
                    "a secret never filled in",
                    p -> p.in("prod")
                            .set(
                                    WEB,
                                    p.pick("PAYMENT_API_KEY", "SESSION_SECRET"),
                                    Value.Secret.of(Presence.PLACEHOLDER))),
            new Fault(
                    "an empty secret",
                    p -> p.inEither()
                            .set(WEB, p.pick("PAYMENT_API_KEY", "SESSION_SECRET"), Value.Secret.of(Presence.EMPTY))),
            new Fault(
                    "another service behind one name",
                    p -> p.inEither().set(WEB, p.pick("PAYMENT_URL/path", "SEARCH_URL/path"), "/v1")),
            new Fault(
                    "no TLS to another service",
                    p -> p.inEither().set(WEB, p.pick("PAYMENT_URL/scheme", "SEARCH_URL/scheme"), "http")),
            new Fault(
                    "a number where a text was",
                    p -> p.anywhere().set(WEB, p.pick("PAYMENT_TIMEOUT", "CATALOGUE_PAGE_SIZE"), p.pick("30s", "5e1"))),
            new Fault("a mock in place of a provider", p -> p.anywhere().set(WEB, "PAYMENT_PROVIDER", "mock")),
            new Fault(
                    "a proxy on one side",
                    p -> p.inEither()
                            .set(WEB, "HTTPS_PROXY/host", "proxy.shop.example")
                            .set(WEB, "HTTPS_PROXY/port", 3128)
                            .set(WEB, "HTTPS_PROXY/scheme", "http")),
            new Fault("a time zone of one service", p -> p.anywhere().set(WEB, "TZ", "Europe/Berlin")),
            new Fault(
                    "another port",
                    p -> p.inEither()
                            .set(WEB, "SERVER_PORT", "8081")
                            .set("process[shop-web]", "listen", Scene.texts("tcp 8081 wildcard"))
                            .drop("network[shop-web]", "listener[8080%2Ftcp]")
                            .set("network[shop-web]", "listener[8081%2Ftcp]/bound", Scene.texts("0.0.0.0", "::"))));

    private VariableFaults() {}

    private static void leads(Planting planting, String other) {
        planting.as(other, WEB, "DATABASE_URL/host")
                .as(other, "connection[shop-web]", "endpoint[DATABASE_URL]/host")
                .as(other, "connection[shop-web]", "endpoint[DATABASE_URL]/target");
    }
}
