package dev.leeway.agent.probe.database.migration;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of two migrations is the later one by name: numbers as numbers, the rest as text. */
final class MigrationOrder implements Comparator<String> {
    static final MigrationOrder BY_NAME = new MigrationOrder();

    private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");

    private MigrationOrder() {}

    @Override
    public int compare(String one, String other) {
        Matcher left = PART.matcher(one);
        Matcher right = PART.matcher(other);
        while (true) {
            boolean more = left.find();
            if (!right.find()) {
                return more ? 1 : one.compareTo(other);
            }
            if (!more) {
                return -1;
            }
            int order = part(left.group(), right.group());
            if (order != 0) {
                return order;
            }
        }
    }

    private static int part(String one, String other) {
        boolean numbers = isDigit(one) && isDigit(other);
        return numbers ? new BigInteger(one).compareTo(new BigInteger(other)) : one.compareTo(other);
    }

    private static boolean isDigit(String part) {
        return part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }
}
