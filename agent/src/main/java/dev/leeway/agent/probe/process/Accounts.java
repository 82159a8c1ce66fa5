package dev.leeway.agent.probe.process;

import java.util.Optional;

/** {@code /etc/passwd} and {@code /etc/group}, as far as they tell the name of a number. */
final class Accounts {
    private static final int NAME = 0;
    private static final int NUMBER = 2;
    /** Numbers systemd hands out to units with {@code DynamicUser=}; they change from start to start. */
    private static final long FIRST_DYNAMIC = 61_184;

    private static final long LAST_DYNAMIC = 65_519;

    private Accounts() {}

    /** The name of the account, {@code (dynamic)} for one systemd made for the moment, else {@code #} and the number. */
    static String name(Optional<String> table, long number) {
        String wanted = Long.toString(number);
        Optional<String> listed = table.flatMap(text -> text.lines()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length > NUMBER && fields[NUMBER].equals(wanted))
                .map(fields -> fields[NAME])
                .findFirst());
        boolean dynamic = number >= FIRST_DYNAMIC && number <= LAST_DYNAMIC;
        return listed.orElse(dynamic ? "(dynamic)" : "#" + wanted);
    }
}
