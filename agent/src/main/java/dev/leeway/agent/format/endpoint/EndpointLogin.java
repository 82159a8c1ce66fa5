package dev.leeway.agent.format.endpoint;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * With what a program logs in at an endpoint its settings lead to; for a driver alone, and never printed.
 *
 * @param user as written
 * @param password as written
 */
public record EndpointLogin(Optional<String> user, Optional<String> password) {
    private static final Pattern USER_INFO = Pattern.compile("://([^/?#]*)@");
    private static final Pattern PARAMETER =
            Pattern.compile("(?:^|[?&;\\s])(?:password|pwd)=([^&;#\\s]{1,1024})", Pattern.CASE_INSENSITIVE);
    private static final List<String> ENDINGS = List.of("_PASSWORD", "_PASSWD", "_PASS", "_PWD");

    public EndpointLogin {
        requireNonNull(user, "user is null");
        requireNonNull(password, "password is null");
    }

    /** What {@code settings} say of {@code found}: in its own text first, then in a setting of the same group. */
    public static EndpointLogin of(Found found, Collection<Setting> settings) {
        String text = EndpointSettings.resolved(found.setting(), settings);
        Optional<String> password = ofUserInfo(text).or(() -> ofParameter(text)).or(() -> ofGroup(found, settings));
        return new EndpointLogin(found.endpoint().user(), password);
    }

    private static Optional<String> ofUserInfo(String text) {
        Matcher matcher = USER_INFO.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        int colon = matcher.group(1).indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(Percent.decoded(matcher.group(1).substring(colon + 1)));
    }

    private static Optional<String> ofParameter(String text) {
        Matcher matcher = PARAMETER.matcher(text);
        return matcher.find() ? Optional.of(Percent.decoded(matcher.group(1))) : Optional.empty();
    }

    private static Optional<String> ofGroup(Found found, Collection<Setting> settings) {
        String owner = new SettingName(found.key()).owner();
        for (Setting.Kind kind : Setting.Kind.values()) {
            for (Setting setting : settings) {
                if (setting.kind() == kind
                        && belongs(SettingName.of(setting.name()).text(), owner)) {
                    return Optional.of(EndpointSettings.resolved(setting, settings))
                            .filter(word -> !word.isEmpty());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean belongs(String name, String owner) {
        return (owner.equals("PG") && name.equals("PGPASSWORD"))
                || ENDINGS.stream().anyMatch(ending -> name.equals(owner + ending));
    }

    /** Nothing. */
    @Override
    public String toString() {
        return "EndpointLogin[]";
    }
}
