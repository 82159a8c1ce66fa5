package dev.leeway.agent.probe.database;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells accounts of programs from names of people that are spelled alike: {@code shop.dev}, {@code svc.reader}, {@code app@project.iam}. A
 * word that environments or programs are called by has to be there, and no more than one other; {@code anna.berg.admin} is still Anna Berg.
 */
final class ProgramWords {
    private static final Set<String> ENVIRONMENTS = Set.of(
            "ci",
            "demo",
            "dev",
            "devel",
            "develop",
            "development",
            "int",
            "integration",
            "local",
            "nonprod",
            "prd",
            "preprod",
            "prod",
            "production",
            "qa",
            "sandbox",
            "stage",
            "staging",
            "stg",
            "test",
            "testing",
            "tst",
            "uat");

    private static final Set<String> PROGRAMS = Set.of(
            "admin",
            "agent",
            "analytics",
            "api",
            "app",
            "application",
            "auth",
            "backend",
            "backup",
            "batch",
            "bot",
            "client",
            "cron",
            "db",
            "dba",
            "etl",
            "export",
            "exporter",
            "frontend",
            "gateway",
            "iam",
            "import",
            "importer",
            "loader",
            "migration",
            "migrations",
            "migrator",
            "monitor",
            "monitoring",
            "owner",
            "proxy",
            "readonly",
            "reader",
            "readwrite",
            "replica",
            "replication",
            "replicator",
            "reporting",
            "reports",
            "rw",
            "scheduler",
            "server",
            "service",
            "svc",
            "sync",
            "system",
            "user",
            "web",
            "worker",
            "writer");

    /** What clouds call accounts that no person logs in as; words of any other domain name say nothing of the account. */
    private static final Pattern MACHINES = Pattern.compile(".+\\.iam(\\.gserviceaccount\\.com)?");

    private ProgramWords() {}

    static boolean name(String role) {
        String small = role.toLowerCase(Locale.ROOT);
        int at = small.indexOf('@');
        if (at >= 0 && MACHINES.matcher(small.substring(at + 1)).matches()) {
            return isPlain(small);
        }
        String[] words = (at < 0 ? small : small.substring(0, at)).split("\\.");
        long others = Stream.of(words).filter(word -> !isKnown(word)).count();
        return isPlain(small) && others < words.length && others <= 1;
    }

    /** Names with blanks are written for people, and letters beyond ASCII by them. */
    private static boolean isPlain(String name) {
        return name.chars().allMatch(letter -> letter > ' ' && letter < 0x7F);
    }

    /** {@code web2}, {@code order-service}. */
    private static boolean isKnown(String word) {
        return Stream.of(word.split("[-_]"))
                .map(part -> part.replaceFirst("[0-9]+$", ""))
                .anyMatch(part -> ENVIRONMENTS.contains(part) || PROGRAMS.contains(part));
    }
}
