package dev.leeway.agent.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The groups of an account, by {@code /etc/passwd} and {@code /etc/group}; of accounts kept elsewhere nothing is known. */
final class AccountGroups {
    private static final int MAX_TABLE = 1 << 20;
    private static final int NAME = 0;
    private static final int NUMBER = 2;
    private static final int MEMBERS = 3;

    private AccountGroups() {}

    /** The numbers of those groups; none where the tables cannot be read, so that what all may read is left. */
    static Set<Long> of(HostFiles files, long uid) {
        Set<Long> groups = new HashSet<>();
        for (String[] account : lines(files, "/etc/passwd")) {
            if (account.length > MEMBERS && account[NUMBER].equals(Long.toString(uid))) {
                number(account[MEMBERS]).ifPresent(groups::add);
                for (String[] group : lines(files, "/etc/group")) {
                    boolean member = group.length > MEMBERS
                            && Arrays.asList(group[MEMBERS].split(",")).contains(account[NAME]);
                    if (member) {
                        number(group[NUMBER]).ifPresent(groups::add);
                    }
                }
            }
        }
        return groups;
    }

    private static List<String[]> lines(HostFiles files, String table) {
        try {
            byte[] bytes = files.readIfPresent(table, MAX_TABLE).orElse(new byte[0]);
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(":", -1))
                    .toList();
        } catch (HostAccessException e) {
            return List.of();
        }
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
