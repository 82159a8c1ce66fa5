package dev.leeway.agent.probe.os;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The kernel's command line as separate parameters.
 *
 * <p>Left out is what differs from host to host by nature: the kernel's own file, and where its root lies. What follows
 * {@code --} is for the first process and no business of the kernel. Universal ids inside values become {@code {uuid}}.
 */
record CommandLine(List<Parameter> parameters) {
    /** One parameter; {@code value} is {@code set} for one without a value. */
    record Parameter(String name, String value) {
        /** Whether a value was written. */
        boolean hasValue() {
            return !value.equals(NO_VALUE);
        }
    }

    private static final String NO_VALUE = "set";
    private static final int MAX_NAME = 80;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.:-]*");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Set<String> OF_ONE_HOST = Set.of(
            "BOOT_IMAGE",
            "initrd",
            "root",
            "resume",
            "resume_offset",
            "ip",
            "ifname",
            "nfsroot",
            "boot_image",
            "cryptdevice",
            "rd.luks.uuid",
            "rd.luks.name",
            "rd.lvm.lv",
            "rd.md.uuid",
            "ostree",
            "zfs",
            "systemd.machine_id",
            "systemd.hostname",
            "hostname");

    CommandLine {
        parameters = List.copyOf(parameters);
    }

    /** Reads {@code /proc/cmdline}. */
    static CommandLine parse(String text) {
        List<Parameter> parameters = new ArrayList<>();
        for (String word : words(text)) {
            if (word.equals("--")) {
                break;
            }
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (name.length() <= MAX_NAME && NAME.matcher(name).matches() && !OF_ONE_HOST.contains(name)) {
                String value = equals < 0 ? NO_VALUE : word.substring(equals + 1);
                parameters.add(new Parameter(
                        name.replace('-', '_'), UUID.matcher(value).replaceAll("{uuid}")));
            }
        }
        return new CommandLine(parameters);
    }

    /** Splits at blanks outside double quotes, as the kernel does; quotes are taken off. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && Character.isWhitespace(c)) {
                add(word, words);
            } else {
                word.append(c);
            }
        }
        add(word, words);
        return words;
    }

    private static void add(StringBuilder word, List<String> words) {
        if (word.length() > 0) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
