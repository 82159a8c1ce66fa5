package dev.leeway.agent.probe.config;

import java.util.List;
import java.util.regex.Pattern;

/** Names under which programs look for their settings. */
final class KnownNames {
    /** Directories within the working directory, and of them all files of settings. */
    static final List<String> DIRECTORIES = List.of("config", "conf", "etc");

    private static final String ENVIRONMENT = "(?:[._-][A-Za-z0-9_-]+)*";
    private static final Pattern ALONE =
            Pattern.compile("(?:application|bootstrap)[A-Za-z0-9_.-]*\\.(?:properties|ya?ml|conf)"
                    + "|reference\\.conf|appsettings" + ENVIRONMENT
                    + "\\.json|local\\.settings\\.json|[A-Za-z0-9_.-]+\\.runtimeconfig\\.json"
                    + "|\\.env(?:\\.[A-Za-z0-9_-]+)*|\\.flaskenv|\\.secrets\\.toml"
                    + "|(?:settings|config|configuration|app|server|service)" + ENVIRONMENT
                    + "\\.(?:toml|ya?ml|jsonc?|ini|cfg|xml|properties|conf)"
                    + "|(?:logback|log4j2?)[A-Za-z0-9_.-]*\\.(?:xml|properties|ya?ml|json)|logging\\.(?:properties|ini|ya?ml|conf)"
                    + "|(?:web|app)\\.config|[A-Za-z0-9_.-]+\\.(?:exe|dll)\\.config|ormconfig\\.json|alembic\\.ini|uwsgi\\.ini"
                    + "|supervisord\\.conf|nginx\\.conf|Procfile|gunicorn\\.conf\\.py");

    private static final Pattern ENDING =
            Pattern.compile(".+\\.(?:properties|ya?ml|jsonc?|toml|ini|cfg|cnf|conf|config|xml|env|hocon)");

    private static final Pattern EXAMPLE = Pattern.compile(
            "\\.?env\\.(?:example|sample|template|dist)|\\.env\\.[a-z0-9_-]+\\.(?:example|sample|template|dist)");

    private static final Pattern CREDENTIALS =
            Pattern.compile("(?i).*(?:credential|secret|token|passw|private|apikey|api_key).*");

    private KnownNames() {}

    /** Whether a program that works where a file of this name lies reads it. */
    static boolean alone(String name) {
        return ALONE.matcher(name).matches() && !example(name);
    }

    /** Whether it ends as files of settings do. */
    static boolean ending(String name) {
        return ENDING.matcher(name).matches() && !example(name);
    }

    /** Whether it shows others which variables are needed. */
    static boolean example(String name) {
        return EXAMPLE.matcher(name).matches();
    }

    /** Whether what a variable of this name leads to is a key and no file of settings. */
    static boolean credentials(String name) {
        return CREDENTIALS.matcher(name).matches();
    }
}
