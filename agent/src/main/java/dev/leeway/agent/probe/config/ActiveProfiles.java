package dev.leeway.agent.probe.config;

import dev.leeway.agent.format.endpoint.Setting;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of the files made for one environment each a service really reads. */
final class ActiveProfiles {
    private static final Set<String> SAYS = Set.of(
            "SPRING_PROFILES_ACTIVE",
            "SPRING_PROFILES_INCLUDE",
            "ASPNETCORE_ENVIRONMENT",
            "DOTNET_ENVIRONMENT",
            "NODE_ENV",
            "APP_ENV",
            "RAILS_ENV",
            "RACK_ENV",
            "FLASK_ENV",
            "DJANGO_ENV",
            "MICRONAUT_ENVIRONMENTS",
            "QUARKUS_PROFILE");

    private static final Pattern FOR_ONE = Pattern.compile(
            "(?:application|bootstrap|appsettings|settings|config|\\.env)[.-]([A-Za-z0-9_-]+)(?:\\.[a-z]+)?");

    private static final Set<String> ENDINGS =
            Set.of("yml", "yaml", "json", "jsonc", "properties", "conf", "toml", "ini", "cfg", "xml", "local", "env");

    private final Set<String> active = new HashSet<>();

    ActiveProfiles(List<Setting> settings) {
        for (Setting setting : settings) {
            if (SAYS.contains(Declarations.variable(setting.name()))) {
                for (String each : setting.value().split("[,;\\s]+", 50)) {
                    active.add(each.toLowerCase(Locale.ROOT));
                }
            }
        }
    }

    /** Whether a file of this name is for all environments, or for one that is active. */
    boolean covers(String name) {
        Matcher forOne = FOR_ONE.matcher(name);
        return !forOne.matches()
                || ENDINGS.contains(forOne.group(1))
                || active.contains(forOne.group(1).toLowerCase(Locale.ROOT));
    }
}
