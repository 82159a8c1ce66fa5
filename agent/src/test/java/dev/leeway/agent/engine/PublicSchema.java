package dev.leeway.agent.engine;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** A schema that somebody publishes inside an archive of his product, for two engines. */
public record PublicSchema(String archive, Scripts postgresql, Scripts mariadb) {
    private static final Path ARCHIVES = Path.of("target", "public-schemas");
    private static final List<String> PARTS = List.of(
            "engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history");

    /**
     * What makes it in one engine.
     *
     * @param tables how many there are afterwards
     * @param entries of the archive, in order
     */
    public record Scripts(int tables, List<String> entries) {}

    /** All there are. */
    public static Stream<PublicSchema> all() {
        String jbpm = "db/ddl-scripts/";
        String quartz = "org/quartz/impl/jdbcjobstore/tables_";
        String batch = "org/springframework/batch/core/schema-";
        String integration = "org/springframework/integration/jdbc/schema-";
        return Stream.of(
                inParts("camunda-engine", 49, "org/camunda/bpm/engine/db/create/", PARTS),
                inParts("activiti-engine", 28, "org/activiti/db/create/", PARTS.subList(0, 3)),
                new PublicSchema(
                        "jbpm-db-scripts",
                        scripts(
                                47,
                                jbpm + "postgresql/postgresql-jbpm-schema.sql",
                                jbpm + "postgresql/postgresql-jbpm-lo-trigger-clob.sql"),
                        scripts(46, jbpm + "mysqlinnodb/mysql-innodb-jbpm-schema.sql")),
                new PublicSchema(
                        "quartz", scripts(11, quartz + "postgres.sql"), scripts(11, quartz + "mysql_innodb.sql")),
                new PublicSchema(
                        "spring-batch-core", scripts(6, batch + "postgresql.sql"), scripts(9, batch + "mysql.sql")),
                new PublicSchema(
                        "spring-integration-jdbc",
                        scripts(6, integration + "postgresql.sql"),
                        scripts(6, integration + "mysql.sql")));
    }

    private static PublicSchema inParts(String archive, int tables, String directory, List<String> parts) {
        String create = directory + "activiti.%s.create.%s.sql";
        return new PublicSchema(
                archive,
                new Scripts(
                        tables,
                        parts.stream()
                                .map(part -> String.format(Locale.ROOT, create, "postgres", part))
                                .toList()),
                new Scripts(
                        tables,
                        parts.stream()
                                .map(part -> String.format(Locale.ROOT, create, "mysql", part))
                                .toList()));
    }

    private static Scripts scripts(int tables, String... entries) {
        return new Scripts(tables, List.of(entries));
    }

    /** Writes {@code scripts} one after the other into a file; without their archive the test is skipped, or fails where all is required. */
    public Path script(Scripts scripts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (JarFile jar = new JarFile(file().toFile())) {
            for (String script : scripts.entries()) {
                ZipEntry entry = jar.getEntry(script);
                if (entry == null) {
                    throw new IOException(archive + " holds no " + script);
                }
                try (InputStream in = jar.getInputStream(entry)) {
                    in.transferTo(all);
                }
                all.write('\n');
            }
        }
        Path file = Files.createTempFile(archive, ".sql");
        return Files.write(file, all.toByteArray());
    }

    private Path file() throws IOException {
        if (Files.isDirectory(ARCHIVES)) {
            try (Stream<Path> files = Files.list(ARCHIVES)) {
                List<Path> found = files.filter(
                                each -> each.getFileName().toString().matches(archive + "-[0-9].*"))
                        .sorted()
                        .toList();
                if (!found.isEmpty()) {
                    return found.get(0);
                }
            }
        }
        String reason = "no " + archive + " in target/public-schemas; the build with -Dquick leaves it out";
        if ("all".equals(System.getenv("LEEWAY_REQUIRE_ENGINES"))) {
            fail(reason);
        }
        abort(reason);
        throw new IOException(reason);
    }

    @Override
    public String toString() {
        return archive;
    }
}
