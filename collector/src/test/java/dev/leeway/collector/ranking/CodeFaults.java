package dev.leeway.collector.ranking;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Libraries and what an artefact is made of. */
final class CodeFaults {
    private static final String WEB = "dependency[shop-web]";
    private static final String RECOMMEND = "dependency[shop-recommend]";

    static final List<Fault> ALL = List.of(
            new Fault(
                    "another driver",
                    p -> library(p.inEither(), "org.postgresql:postgresql", p.pick("1.9.4", "3.7.2"))),
            new Fault(
                    "another library",
                    p -> library(
                            p.anywhere(), p.pick(Shop.LIBRARIES.toArray(String[]::new)), p.pick("1.0.3", "9.4.0"))),
            new Fault(
                    "one version with other bytes",
                    p -> p.inEither()
                            .set(
                                    WEB,
                                    "maven[" + p.pick("com.zaxxer:HikariCP", "com.google.guava:guava") + "]/content",
                                    "0123456789abcdef0123456789abcdef")),
            new Fault(
                    "an archive replaced under the process",
                    p -> p.anywhere()
                            .set(WEB, "maven[" + p.pick("shop-web", "org.postgresql:postgresql") + "]/replaced", true)),
            new Fault("another order of the class path", p -> {
                p.inEither();
                List<String> order = new ArrayList<>(List.of("shop-web"));
                order.addAll(Shop.LIBRARIES);
                Collections.swap(order, 9, 11);
                p.set(WEB, "classpath/duplicate[" + order.get(9) + ",org.postgresql:postgresql]", 12)
                        .set(WEB, "classpath/order", Value.ListOf.texts(order));
            }),
            new Fault(
                    "a library nobody pinned",
                    p -> p.inEither()
                            .set(
                                    RECOMMEND,
                                    "pypi[" + p.pick("flask", "requests", "urllib3", "werkzeug") + "]/version",
                                    p.pick("1.1.4", "4.0.1"),
                                    VersionScheme.PEP440)),
            new Fault(
                    "an installation that is not what is locked",
                    p -> p.inEither()
                            .set(
                                    RECOMMEND,
                                    "pypi[" + p.pick("click", "jinja2") + "]/unmet",
                                    "7.0.0",
                                    VersionScheme.PEP440)),
            new Fault("a library from a working copy", p -> p.anywhere().set(RECOMMEND, "pypi[pg8000]/editable", true)),
            new Fault("settings in the artefact", p -> stray(p, "environment-file", ".env")),
            new Fault("a private key in the artefact", p -> stray(p, "private-key", "tls.key")),
            new Fault("sources in the artefact", p -> stray(p, "source-map", "app.js.map")),
            new Fault("a version control directory in the artefact", p -> stray(p, "version-control", ".git")));

    private CodeFaults() {}

    private static void library(Planting planting, String name, String version) {
        planting.set(WEB, "maven[" + name + "]/version", version, VersionScheme.MAVEN)
                .set(WEB, "maven[" + name + "]/content", "fedcba9876543210fedcba9876543210");
    }

    private static void stray(Planting planting, String kind, String file) {
        planting.in("prod").set(WEB, "stray[" + kind + "]", Scene.texts(file));
    }
}
