package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Library;
import java.util.List;
import java.util.Optional;

/**
 * Frameworks that choose the versions of other libraries by a parent or a bill of materials, as far as these can be told
 * from what is installed.
 */
enum Boms {
    SPRING_BOOT("Spring Boot", "org.springframework.boot", "spring-boot", "org.springframework", "spring-"),
    QUARKUS("Quarkus", "io.quarkus", "quarkus-core", "io.quarkus", "quarkus-"),
    MICRONAUT("Micronaut", "io.micronaut", "micronaut-inject", "io.micronaut", "micronaut-"),
    HELIDON("Helidon", "io.helidon.common", "helidon-common", "io.helidon", "helidon-"),
    DROPWIZARD("Dropwizard", "io.dropwizard", "dropwizard-core", "io.dropwizard", "dropwizard-");

    /** Groups of libraries that all of these choose versions for. */
    private static final List<String> GROUPS = List.of(
            "biz.aQute.bnd",
            "ch.qos.logback",
            "co.elastic.clients",
            "com.fasterxml",
            "com.github.ben-manes.caffeine",
            "com.google.code.gson",
            "com.h2database",
            "com.hazelcast",
            "com.microsoft.sqlserver",
            "com.mysql",
            "com.oracle.database",
            "com.rabbitmq",
            "com.sun.mail",
            "com.zaxxer",
            "io.dropwizard.metrics",
            "io.lettuce",
            "io.micrometer",
            "io.netty",
            "io.opentelemetry",
            "io.projectreactor",
            "io.prometheus",
            "io.r2dbc",
            "io.reactivex.rxjava3",
            "io.rsocket",
            "io.smallrye",
            "io.undertow",
            "io.vertx",
            "io.zipkin",
            "jakarta",
            "net.bytebuddy",
            "net.minidev",
            "org.apache.activemq",
            "org.apache.httpcomponents",
            "org.apache.kafka",
            "org.apache.logging.log4j",
            "org.apache.tomcat",
            "org.apache.groovy",
            "org.aspectj",
            "org.eclipse.angus",
            "org.eclipse.jetty",
            "org.eclipse.microprofile",
            "org.ehcache",
            "org.flywaydb",
            "org.freemarker",
            "org.glassfish",
            "org.hibernate",
            "org.jboss",
            "org.jetbrains.kotlin",
            "org.jetbrains.kotlinx",
            "org.jooq",
            "org.liquibase",
            "org.mariadb.jdbc",
            "org.messaginghub",
            "org.mongodb",
            "org.neo4j.driver",
            "org.postgresql",
            "org.quartz-scheduler",
            "org.slf4j",
            "org.thymeleaf",
            "org.xerial",
            "org.yaml",
            "redis.clients");
    /** How the names of such libraries begin, for archives that do not tell their group. */
    private static final List<String> NAMES = List.of(
            "HikariCP",
            "angus-",
            "aspectj",
            "byte-buddy",
            "caffeine",
            "classmate",
            "gson",
            "h2",
            "hibernate-",
            "jackson-",
            "jakarta.",
            "jboss-",
            "jetty-",
            "jul-to-slf4j",
            "kafka-clients",
            "kotlin-",
            "lettuce-",
            "log4j-",
            "logback-",
            "micrometer-",
            "mongodb-driver",
            "netty-",
            "postgresql",
            "reactor-",
            "slf4j-",
            "smallrye-",
            "snakeyaml",
            "thymeleaf",
            "tomcat-",
            "undertow-",
            "vertx-");

    private final String title;
    private final String leadGroup;
    private final String leadName;
    private final String ownGroup;
    private final String ownName;

    Boms(String title, String leadGroup, String leadName, String ownGroup, String ownName) {
        this.title = title;
        this.leadGroup = leadGroup;
        this.leadName = leadName;
        this.ownGroup = ownGroup;
        this.ownName = ownName;
    }

    String title() {
        return title;
    }

    /** The bill of materials whose own version is that of {@code library}. */
    static Optional<Boms> ledBy(Library library) {
        if (!library.ecosystem().equals("maven")) {
            return Optional.empty();
        }
        for (Boms bom : values()) {
            String group = group(library);
            if (library.name().equals(bom.leadName) && (group.isEmpty() || group.equals(bom.leadGroup))) {
                return Optional.of(bom);
            }
        }
        return Optional.empty();
    }

    /** Whether its version is one that this chooses. */
    boolean manages(Library library) {
        if (!library.ecosystem().equals("maven")) {
            return false;
        }
        String group = group(library);
        return group.isEmpty()
                ? library.name().startsWith(ownName) || NAMES.stream().anyMatch(library.name()::startsWith)
                : isWithin(group, ownGroup) || GROUPS.stream().anyMatch(each -> isWithin(group, each));
    }

    private static boolean isWithin(String group, String above) {
        return group.equals(above) || group.startsWith(above + ".");
    }

    /** The group of a Maven library; empty where its archive does not tell. */
    static String group(Library library) {
        int colon = library.key().indexOf(':');
        return colon < 0 ? "" : library.key().substring(0, colon);
    }
}
