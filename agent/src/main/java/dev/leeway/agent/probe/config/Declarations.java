package dev.leeway.agent.probe.config;

import dev.leeway.agent.format.endpoint.Setting;
import dev.leeway.agent.format.settings.Placeholders;
import dev.leeway.agent.format.settings.SettingEntry;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The variables that files of a service ask for, and whether the service has them from anywhere. */
final class Declarations {
    private static final int MOST = 1_000;

    /** Set by the system, a shell, a service manager or a framework for itself. */
    private static final Set<String> OF_THE_SYSTEM = Set.of(
            "HOME",
            "PATH",
            "PWD",
            "OLDPWD",
            "USER",
            "LOGNAME",
            "SHELL",
            "HOSTNAME",
            "TMPDIR",
            "TMP",
            "TEMP",
            "LANG",
            "TERM",
            "MAINPID",
            "PID",
            "UID",
            "GID",
            "PPID",
            "RANDOM",
            "BASH_SOURCE",
            "IFS",
            "EUID");

    private final SortedMap<String, Asked> asked = new TreeMap<>();
    private final Set<String> set = new HashSet<>();
    private boolean complete = true;

    /** Who asks for a variable. */
    private static final class Asked {
        final SortedSet<String> files = new TreeSet<>();
        String place = "";
        boolean optional = true;
    }

    /** That a file asks for {@code name}, at {@code place}, and whether it can do without. */
    void ask(String name, String file, String place, boolean optional) {
        if (OF_THE_SYSTEM.contains(name)) {
            return;
        }
        if (asked.size() >= MOST && !asked.containsKey(name)) {
            complete = false;
            return;
        }
        Asked declared = asked.computeIfAbsent(name, unused -> new Asked());
        // The first place of those that cannot do without is the one to look at.
        if (declared.place.isEmpty() || (declared.optional && !optional)) {
            declared.place = place;
        }
        declared.optional &= optional;
        declared.files.add(file);
    }

    /** What the settings of a file ask for, and what they set. */
    void read(ConfigFile file, Collection<SettingEntry> settings, boolean asks) {
        boolean xml = file.name().endsWith(".xml");
        for (SettingEntry entry : settings) {
            String place = file.path() + ":" + entry.line();
            if (asks && (!xml || entry.text().contains("${env"))) {
                Placeholders.in(entry.text()).forEach((name, optional) -> ask(name, file.key(), place, optional));
            }
            set(entry.key(), entry.text());
            set(entry.name(), entry.text());
        }
    }

    /** What a service has from its variables, arguments and files. */
    void have(List<Setting> settings) {
        settings.forEach(setting -> set(setting.name(), setting.value()));
    }

    /** A setting does not set the very variable it asks for: {@code payment.timeout: ${PAYMENT_TIMEOUT}}. */
    private void set(String name, String value) {
        String variable = variable(name);
        if (!Placeholders.in(value).containsKey(variable)) {
            set.add(variable);
            set.add(variable.replace("_", ""));
        }
    }

    /** The name as a variable has it: {@code payment.timeout} is {@code PAYMENT_TIMEOUT}. */
    static String variable(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            out.append(plain ? c : '_');
        }
        return out.toString().toUpperCase(Locale.ROOT);
    }

    void record(SectionRecorder section) {
        asked.forEach((name, declared) -> {
            FactPath path = Facts.required(name);
            boolean has = set.contains(name) || set.contains(name.replace("_", ""));
            String state = has ? "set" : declared.optional ? "default" : "missing";
            section.fact(path.child("declared"), new Observed.Plain(Value.SetOf.texts(declared.files)), declared.place);
            section.fact(path.child("state"), Observed.text(state), declared.place);
            if (has || declared.optional) {
                section.fact(path.child("met"), Observed.flag(true), declared.place);
            }
        });
        if (!complete) {
            section.uncovered("required[*]/**", Kind.TOO_LARGE);
        }
    }
}
