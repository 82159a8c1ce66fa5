package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.ShellAssignments;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Mandatory access control: SELinux and AppArmor, as they act now and as they are configured. */
final class AccessControl implements Aspect {
    private static final Set<String> MODES = Set.of("enforcing", "permissive", "disabled");
    private static final String MODE = "security/selinux/mode";
    private static final String APPARMOR = "security/apparmor";
    private static final String CONFIG = "/etc/selinux/config";
    private static final int MAX_BYTES = 64 * 1024;

    @Override
    public List<String> liveOnly() {
        return List.of(MODE, APPARMOR);
    }

    @Override
    public boolean readsTrees() {
        return true;
    }

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading files = new Reading(host.files(), section);
        files.text(CONFIG, MAX_BYTES, "security/selinux/configured", "security/selinux/policy")
                .map(ShellAssignments::read)
                .ifPresent(config -> {
                    setting(config, "SELINUX", "security/selinux/configured", section);
                    setting(config, "SELINUXTYPE", "security/selinux/policy", section);
                });
        if (host.live()) {
            acting(new Reading(host.sys(), section));
        }
    }

    private static void setting(Map<String, String> config, String name, String fact, SectionRecorder section) {
        Optional.ofNullable(config.get(name))
                .ifPresent(value -> section.fact(new FactPath(fact), Observed.text(known(value)), CONFIG));
    }

    /** Modes in one case; the case of anything else is part of what it is. */
    private static String known(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return MODES.contains(lower) ? lower : value;
    }

    private static void acting(Reading sys) {
        Optional<String> enforce = sys.line("/fs/selinux/enforce", MODE);
        String mode = enforce.map(value -> value.equals("1") ? "enforcing" : "permissive")
                .orElse("disabled");
        sys.section().fact(new FactPath(MODE), Observed.text(mode), "/sys/fs/selinux/enforce");
        String enabled = "/module/apparmor/parameters/enabled";
        boolean apparmor = sys.line(enabled, APPARMOR)
                .filter(value -> value.startsWith("Y"))
                .isPresent();
        sys.section().fact(new FactPath(APPARMOR), Observed.flag(apparmor), "/sys" + enabled);
    }
}
