package dev.leeway.agent.guard;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What makes a command take its endpoints from somewhere else: a service of libpq, a file of settings, the name of another
 * environment. What lies there is not looked at, and that is said.
 */
final class Elsewhere {
    private static final Pattern SERVICE =
            Pattern.compile("(?:^|[\\s?&;])service\\s*=\\s*[^\\s&;]", Pattern.CASE_INSENSITIVE);
    private static final List<String> FILE_OPTIONS = List.of(
            "--defaults-file",
            "--defaults-extra-file",
            "--defaults-group-suffix",
            "--login-path",
            "--env-file",
            "--kubeconfig");

    /** Variables that say which of several configurations counts. */
    private static final Pattern SELECTS = Pattern.compile(
            "(?:[A-Z0-9]+_)*(?:ENV|ENVIRONMENTS?|ENV_FILE|STAGE|PROFILES?|"
                    + "PROFILES_ACTIVE|CONTEXT|WORKSPACE|CONFIGURATION|SETTINGS_MODULE|CONFIG|CONFIG_(?:PATH|FILE|LOCATION)|KUBECONFIG)");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9_]+");

    private final Set<String> environments = new HashSet<>();

    /** {@code environments}: every name of those whose endpoints are protected. */
    Elsewhere(Set<String> environments) {
        environments.forEach(name -> this.environments.add(name.toLowerCase(Locale.ROOT)));
    }

    boolean isVariable(String name, String value) {
        return (name.equals("PGSERVICE") && !value.isBlank())
                || (namesService(name) && SERVICE.matcher(value).find())
                || (SELECTS.matcher(name).matches() && namesAnother(value));
    }

    /** {@code rest}: what is left of {@code argument} without the values that were judged. */
    boolean isArgument(String argument, String rest) {
        boolean file =
                FILE_OPTIONS.stream().anyMatch(option -> argument.equals(option) || argument.startsWith(option + "="));
        return file || SERVICE.matcher(argument).find() || namesAnother(rest);
    }

    private static boolean namesService(String name) {
        return name.matches("(?i).*(?:DSN|URL|URI|CONN|CONNECTION|CONNECTION_?STRING|DB|DATABASE|CONNINFO)");
    }

    private boolean namesAnother(String text) {
        return Arrays.stream(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT), 1_000))
                .anyMatch(environments::contains);
    }
}
