package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.Words;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.Set;

/** What new users and their files get: {@code login.defs}. */
final class LoginDefaults implements Aspect {
    private static final String ALL = "login[*]";
    private static final String PATH = "/etc/login.defs";
    private static final int MAX_BYTES = 128 * 1024;
    private static final Set<String> SETTINGS = Set.of(
            "UMASK",
            "USERGROUPS_ENAB",
            "HOME_MODE",
            "ENCRYPT_METHOD",
            "PASS_MAX_DAYS",
            "PASS_MIN_DAYS",
            "UID_MIN",
            "UID_MAX",
            "SYS_UID_MIN",
            "SYS_UID_MAX",
            "GID_MIN",
            "SUB_UID_MIN",
            "SUB_UID_COUNT",
            "CREATE_HOME",
            "LOGIN_TIMEOUT",
            "ULIMIT");

    @Override
    public void observe(HostView host, SectionRecorder section) {
        new Reading(host.files(), section)
                .text(PATH, MAX_BYTES, ALL)
                .ifPresent(text -> text.lines()
                        .map(Words::of)
                        .filter(words -> words.size() >= 2 && SETTINGS.contains(words.get(0)))
                        .forEach(words ->
                                section.fact(FactPath.of("login", words.get(0)), Observed.text(words.get(1)), PATH)));
    }
}
