package dev.leeway.agent.probe.config;

import java.util.Optional;

/** Whose a file is, by the host's own table of users. */
final class Owner {
    private Owner() {}

    /** The name of the user, or the number of one that has none. */
    static String name(Optional<String> accounts, long uid) {
        String number = Long.toString(uid);
        return accounts.stream()
                .flatMap(String::lines)
                .map(line -> line.split(":", 4))
                .filter(fields -> fields.length > 2 && fields[2].equals(number))
                .map(fields -> fields[0])
                .findFirst()
                .orElse(number);
    }
}
