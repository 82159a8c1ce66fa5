package dev.leeway.agent.host.process;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The lines {@code Name:\tvalues} of {@code /proc/PID/status}. */
record StatusFile(String text) {
    static StatusFile parse(String text) {
        return new StatusFile(text);
    }

    Optional<Long> effectiveUid() {
        List<String> ids = values("Uid:");
        try {
            return ids.size() < 2 ? Optional.empty() : Optional.of(Long.valueOf(ids.get(1)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether it lives in a process id namespace of its own and is the first there. */
    boolean firstInNamespace() {
        List<String> ids = values("NSpid:");
        return ids.size() > 1 && ids.get(ids.size() - 1).equals("1");
    }

    private List<String> values(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> Arrays.asList(line.substring(name.length()).strip().split("\\s+")))
                .orElse(List.of());
    }
}
