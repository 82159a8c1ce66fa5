package dev.leeway.agent.probe.database.script;

import dev.leeway.agent.probe.database.migration.History;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The tools whose scripts are known, by where the scripts usually lie and what they are called. */
public enum ScriptTool {
    FLYWAY("flyway", Names.FLYWAY, "db/migration/**", "sql/**", "flyway/sql/**", "src/main/resources/db/migration/**") {
        @Override
        Standing held(History history, List<ScriptFile> scripts, String product) {
            return new FlywayScripts(product, scripts).held(history);
        }
    },
    LIQUIBASE(
            "liquibase",
            Names.CHANGELOG,
            "*",
            "db/**",
            "config/liquibase/**",
            "liquibase/**",
            "changelog/**",
            "META-INF/liquibase/**",
            "src/main/resources/db/**") {
        @Override
        Standing held(History history, List<ScriptFile> scripts, String product) {
            return LiquibaseScripts.held(history, scripts, product);
        }
    },
    ALEMBIC(
            "alembic",
            Names.PYTHON,
            "alembic/versions/*",
            "migrations/versions/*",
            "*/alembic/versions/*",
            "*/migrations/versions/*",
            "*/*/alembic/versions/*",
            "*/*/migrations/versions/*") {
        @Override
        Standing held(History history, List<ScriptFile> scripts, String product) {
            return AlembicScripts.held(history, scripts);
        }
    },
    DJANGO("django", Names.PYTHON, "*/migrations/*", "*/*/migrations/*", "*/*/*/migrations/*") {
        @Override
        Standing held(History history, List<ScriptFile> scripts, String product) {
            return DjangoScripts.held(history, scripts);
        }
    },
    RAILS("rails", Names.RUBY, "db/migrate/**") {
        @Override
        Standing held(History history, List<ScriptFile> scripts, String product) {
            return NumberedScripts.rails(history, scripts);
        }
    },
    GOLANG_MIGRATE(
            "golang-migrate",
            Names.UP,
            "migrations/*",
            "db/migrations/*",
            "db/migration/*",
            "sql/migrations/*",
            "*/migrations/*",
            "*/*/migrations/*") {
        @Override
        Standing held(History history, List<ScriptFile> scripts, String product) {
            return NumberedScripts.golang(history, scripts);
        }
    },
    PRISMA("prisma", Names.PRISMA, "prisma/migrations/*/*", "*/prisma/migrations/*/*", "*/*/prisma/migrations/*/*") {
        @Override
        Standing held(History history, List<ScriptFile> scripts, String product) {
            return PrismaScripts.held(history, scripts);
        }
    };

    private final String text;

    private final Pattern name;

    /** With a blank between them. */
    private final String places;

    ScriptTool(String text, String name, String... places) {
        this.text = text;
        this.name = Pattern.compile(name);
        this.places = String.join(" ", places);
    }

    /** The tool of a history. */
    public static Optional<ScriptTool> of(History history) {
        return Arrays.stream(values())
                .filter(tool -> tool.text.equals(history.tool()))
                .findFirst();
    }

    /** Whether a file of that name at that path may be one of its scripts. */
    public boolean mayBe(String path, boolean named) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return name.matcher(file).matches() && (named || Places.match(places.split(" "), path));
    }

    /** Whether scripts may lie somewhere below a directory. */
    public boolean mayLieBelow(String directory) {
        return Places.leadFrom(places.split(" "), directory);
    }

    /**
     * How {@code history} stands to those of {@code files} that are this tool's scripts.
     *
     * @param product as the server calls itself
     */
    public Standing standing(History history, List<ScriptFile> files, String product) {
        List<ScriptFile> scripts =
                files.stream().filter(file -> mayBe(file.path(), file.named())).toList();
        return scripts.isEmpty() ? Standing.UNKNOWN : held(history, scripts, product);
    }

    abstract Standing held(History history, List<ScriptFile> scripts, String product);

    private static final class Names {
        static final String FLYWAY = "(?:[VB]\\d+(?:[._]\\d+)*|R)__[^$]*\\.(?:sql|class)";
        static final String CHANGELOG = "[^.].*\\.(?:xml|ya?ml|json|sql)";
        static final String PYTHON = "[^_~].*\\.py";
        static final String RUBY = "\\d+_.*\\.rb";
        static final String UP = "\\d+_.*\\.up\\.[A-Za-z]+";
        static final String PRISMA = "migration\\.sql";
    }
}
