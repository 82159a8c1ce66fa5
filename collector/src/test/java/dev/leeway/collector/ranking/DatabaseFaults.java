package dev.leeway.collector.ranking;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.util.List;

/** Databases. */
final class DatabaseFaults {
    private static final String SHOP = "database[shop]";

    static final List<Fault> ALL = List.of(
            new Fault(
                    "another type of a column",
                    p -> p.inEither()
                            .set(
                                    SHOP,
                                    "table[public.orders]/column[" + p.pick("total", "status", "customer_id")
                                            + "]/type",
                                    p.pick("text", "integer"))),
            new Fault(
                    "a column that may be null",
                    p -> p.inEither()
                            .set(
                                    SHOP,
                                    "table[public.orders]/column[" + p.pick("total", "customer_id") + "]/nullable",
                                    true)),
            new Fault(
                    "a column missing",
                    p -> p.inEither()
                            .drop(SHOP, "table[public.payment]/column[currency]")
                            .set(
                                    SHOP,
                                    "table[public.payment]/column-order",
                                    Scene.order("id", "order_id", "amount", "received_at"))),
            new Fault(
                    "an index missing",
                    p -> p.inEither().drop(SHOP, "table[public.orders]/index[customer_id,placed_at]")),
            new Fault(
                    "a foreign key missing",
                    p -> p.inEither().drop(SHOP, "table[public.payment]/foreign-key[order_id]")),
            new Fault("a table missing", p -> p.inEither().drop(SHOP, "table[public.payment]")),
            new Fault(
                    "a unique constraint missing",
                    p -> p.inEither().drop(SHOP, "table[public.customer]/unique[email]")),
            new Fault(
                    "a migration on production alone",
                    p -> p.in("prod")
                            .set(SHOP, "migration[flyway]/latest", "5", VersionScheme.GENERIC)
                            .set(SHOP, "migration[flyway]/applied", 5)
                            .set(SHOP, "migration[flyway]/checksum[5]", Scene.secret("V5"))),
            new Fault(
                    "a migration that failed",
                    p -> p.inEither().set(SHOP, "migration[flyway]/failed", Scene.texts("5"))),
            new Fault(
                    "a script changed after it ran",
                    p -> p.inEither()
                            .set(SHOP, "migration[flyway]/checksum[" + p.between(2, 4) + "]", Scene.secret("other"))),
            new Fault(
                    "another major server",
                    p -> p.inEither().set(SHOP, "server/version", p.pick("13.14", "16.4"), VersionScheme.GENERIC)),
            new Fault("an extension missing", p -> p.inEither().drop(SHOP, "server/extension[plpgsql]")),
            new Fault(
                    "another collation",
                    p -> p.inEither()
                            .set(SHOP, "server/setting[collation]", "de_DE.UTF-8")
                            .set(SHOP, "server/setting[ctype]", "de_DE.UTF-8")),
            new Fault("another encoding", p -> p.inEither().set(SHOP, "server/setting[encoding]", "LATIN1")),
            new Fault(
                    "another time zone of the server",
                    p -> p.inEither().set(SHOP, "server/setting[timezone]", "Europe/Berlin")),
            new Fault(
                    "another isolation of transactions",
                    p -> p.inEither().set(SHOP, "server/setting[default_transaction_isolation]", "serializable")),
            new Fault(
                    "a limit on statements",
                    p -> p.inEither()
                            .set(
                                    SHOP,
                                    "server/setting[" + p.pick("statement_timeout", "lock_timeout") + "]",
                                    new Value.Time(java.time.Duration.ofSeconds(2)))),
            new Fault(
                    "a role with more rights",
                    p -> p.inEither().set(SHOP, "role[shop]/" + p.pick("superuser", "bypassrls"), true)),
            new Fault(
                    "documents of another shape",
                    p -> p.in("prod")
                            .set(
                                    SHOP,
                                    "json[public.orders.details]/path[$." + p.pick("gift", "voucher") + "]/types",
                                    Scene.texts("object", "string"))),
            new Fault(
                    "one server for two environments",
                    p -> p.in("staging").as("prod", SHOP, "server/instance").as("prod", SHOP, "server/identifier")),
            new Fault(
                    "a file for a database",
                    p -> p.in("dev")
                            .set("connection[shop-recommend]", "endpoint[DATABASE_URL]/engine", "sqlite")
                            .drop("connection[shop-recommend]", "endpoint[DATABASE_URL]/host")
                            .drop("connection[shop-recommend]", "endpoint[DATABASE_URL]/port")
                            .drop("connection[shop-recommend]", "endpoint[DATABASE_URL]/target")
                            .drop("connection[shop-recommend]", "endpoint[DATABASE_URL]/user")
                            .set("connection[shop-recommend]", "endpoint[DATABASE_URL]/database", "recommend.db")
                            .set(
                                    "connection[shop-recommend]",
                                    "endpoint[DATABASE_URL]/store",
                                    "file in the working directory")
                            .drop("env[shop-recommend]", "DATABASE_URL")
                            .set("env[shop-recommend]", "DATABASE_URL/scheme", "sqlite")
                            .set("env[shop-recommend]", "DATABASE_URL/path", "recommend.db")));

    private DatabaseFaults() {}
}
