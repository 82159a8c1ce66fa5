package dev.leeway.collector.ranking;

import dev.leeway.schema.fact.VersionScheme;
import java.util.List;

/** What differs between the same services in different places on any day. */
final class ServiceNoise {
    private static final String WEB = "env[shop-web]";
    private static final String CODE = "dependency[shop-web]";
    private static final String SHOP = "database[shop]";
    private static final String FRONT = "container[shop-front]";

    static final List<Noise> ALL = List.of(
            new Noise(
                    "another level of logging",
                    60,
                    p -> p.in(p.pick("dev", "staging"))
                            .set(p.pick(WEB, "env[shop-worker]", "env[shop-orders]"), "LOG_LEVEL", "debug")),
            new Noise("1 or 2 features switched otherwise", 70, p -> {
                for (String feature : p.some(p.between(1, 2), List.of("GIFT_CARDS", "FAST_SEARCH", "NEW_CHECKOUT"))) {
                    p.inEither().set(WEB, "FEATURE_" + feature, p.pick("yes", "beta"));
                }
            }),
            new Noise(
                    "a feature that production does not know yet",
                    40,
                    p -> p.in("staging").set(WEB, "FEATURE_" + p.pick("WISH_LIST", "ONE_CLICK"), "true")),
            new Noise(
                    "sizes of heaps, pools and threads",
                    60,
                    p -> p.in("staging")
                            .set("process[shop-web]", "jvm/heap/max", Scene.megabytes(128))
                            .set("process[shop-web]", "jvm/flag[MaxHeapSize]", Scene.megabytes(128))
                            .set("env[shop-worker]", "WORKER_THREADS", "2")
                            .set(WEB, "DB_POOL_SIZE", "4")),
            new Noise(
                    "the environment's name in a variable",
                    70,
                    p -> p.in("staging")
                            .set(WEB, "SENTRY_ENVIRONMENT", "staging")
                            .in("prod")
                            .set(WEB, "SENTRY_ENVIRONMENT", "prod")
                            .in("dev")
                            .set(WEB, "SENTRY_ENVIRONMENT", "dev")),
            new Noise("a release that awaits promotion, with 2 to 5 libraries", 50, ServiceNoise::release),
            new Noise(
                    "a commit that awaits promotion",
                    30,
                    p -> p.in("staging")
                            .set("git[shop-recommend]", "commit", "ab34c6d2f4e8a7733b5c1d9e0f6a2b4c8d7e5f31")),
            new Noise(
                    "a file deployed with other bytes",
                    40,
                    p -> p.inEither()
                            .set(
                                    CODE,
                                    "file[" + p.pick("static%2Fapp.css", "static%2Fapp.js", "templates%2Fcart.html")
                                            + "]/content",
                                    Scene.secret("edited"))),
            new Noise("1 to 4 Python libraries newer in dev or staging", 40, p -> {
                p.in(p.pick("dev", "staging"));
                for (String library : p.some(p.between(1, 4), List.of("idna", "certifi", "six", "markupsafe"))) {
                    p.set(
                            "dependency[shop-recommend]",
                            "pypi[" + library + "]/version",
                            "2024.8." + p.between(1, 9),
                            VersionScheme.PEP440);
                }
            }),
            new Noise(
                    "sizes of the database server",
                    60,
                    p -> p.in("staging")
                            .set(SHOP, "server/setting[shared_buffers]", Scene.megabytes(64))
                            .set(SHOP, "server/setting[work_mem]", Scene.megabytes(2))
                            .set(SHOP, "server/setting[max_connections]", p.between(40, 80))),
            new Noise(
                    "how much is in tables, and what people wrote of them",
                    60,
                    p -> p.in("staging")
                            .set(SHOP, "table[public.orders]/rows", "below 10^3")
                            .set(SHOP, "table[public.orders]/comment", Scene.secret("comment"))),
            new Noise(
                    "a migration that awaits promotion, with its table",
                    30,
                    p -> p.in("staging")
                            .set(SHOP, "migration[flyway]/latest", "6", VersionScheme.GENERIC)
                            .set(SHOP, "migration[flyway]/applied", 5)
                            .set(SHOP, "migration[flyway]/checksum[6]", Scene.secret("V6"))
                            .set(SHOP, "table[public.voucher]/kind", "table")
                            .set(SHOP, "table[public.voucher]/column[id]/type", "bigint")
                            .set(SHOP, "table[public.voucher]/primary-key", Scene.order("id"))),
            new Noise(
                    "a minor release of the database server behind in production",
                    30,
                    p -> p.in("staging").set(SHOP, "server/version", "15.19", VersionScheme.GENERIC)),
            new Noise(
                    "labels and host ports of containers",
                    40,
                    p -> p.in("staging")
                            .set(FRONT, "label[team]", "front")
                            .set(FRONT, "port[8080%2Ftcp]/host-port", Scene.texts("9080"))),
            new Noise(
                    "another timeout in staging",
                    25,
                    p -> p.in("staging")
                            .set(WEB, "SEARCH_TIMEOUT", "5")
                            .in("prod")
                            .set(WEB, "SEARCH_TIMEOUT", "2")
                            .in("dev")
                            .set(WEB, "SEARCH_TIMEOUT", "5")),
            new Noise(
                    "a setting tuned in production",
                    30,
                    p -> p.in("prod")
                            .set(
                                    "config[shop-web]",
                                    "file[application.yml]/setting[spring.datasource.hikari.connection-timeout]",
                                    p.between(5, 20) * 1000)),
            new Noise(
                    "a certificate of staging that ends within a month",
                    20,
                    p -> p.in("staging")
                            .set("certificate[shop-web]", "store[tls.p12]/entry[shop]/expiry", "under-30-days")
                            .set(
                                    "certificate[shop-web]",
                                    "store[tls.p12]/entry[shop]/due[under-30-days]",
                                    "2026-12-10")),
            new Noise(
                    "a port bound for one family of addresses only",
                    20,
                    p -> p.anywhere().set("network[shop-web]", "listener[8080%2Ftcp]/bound", Scene.texts("0.0.0.0"))));

    private ServiceNoise() {}

    private static void release(Planting planting) {
        planting.in("staging")
                .set("process[shop-web]", "main/version", "1.4.3", VersionScheme.MAVEN)
                .set("process[shop-web]", "main/path", "/opt/shop/shop-web-1.4.3.jar")
                .set(CODE, "maven[shop-web]/version", "1.4.3", VersionScheme.MAVEN)
                .set(CODE, "maven[shop-web]/content", "aa3523f2ad1c0eff64e5ac272474977a")
                .set(CODE, "artefact/commit", "5a3d0c2f8e1b4d6699bb7c8d0f12030ef1c5b8e2");
        List<String> own = Shop.LIBRARIES.stream()
                .filter(each -> !each.startsWith("org.springframework"))
                .toList();
        for (String library : planting.some(planting.between(2, 5), own)) {
            planting.set(CODE, "maven[" + library + "]/version", "2.18." + planting.between(0, 6), VersionScheme.MAVEN)
                    .set(CODE, "maven[" + library + "]/content", "bb" + Integer.toHexString(library.hashCode()));
        }
    }
}
