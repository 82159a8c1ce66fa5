package dev.leeway.agent.probe.database.mysql;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One spelling for types and defaults, whatever server and version prints them. */
final class MysqlTypes {
    private static final Pattern WIDTH =
            Pattern.compile("(tinyint|smallint|mediumint|int|bigint|year)\\((\\d+)\\)(.*)", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern NOW =
            Pattern.compile("(?i)(current_timestamp|now|localtime|localtimestamp)(\\(\\s*([0-6]?)\\s*\\))?");

    private MysqlTypes() {}

    /** Without the width of printed numbers, which newer servers leave out and no value depends on; {@code tinyint(1)} is a flag. */
    static String type(String type) {
        Matcher width = WIDTH.matcher(type);
        boolean kept = !width.matches() || width.group(3).contains("zerofill") || type.equals("tinyint(1)");
        return kept ? type : width.group(1) + width.group(3);
    }

    /** A default of MariaDB, which prints an expression. */
    static Optional<String> defaultOfMariaDb(Optional<String> text) {
        return text.filter(each -> !each.equals("NULL")).map(each -> now(MysqlText.standard(each, "")));
    }

    /**
     * A default of MySQL, which prints values without quotes.
     *
     * @param expression whether it says that this is one
     */
    static Optional<String> defaultOfMysql(Optional<String> text, String dataType, boolean expression) {
        return text.map(each -> {
            boolean numeric = NUMBER.matcher(each).matches()
                    && !dataType.contains("char")
                    && !dataType.contains("text")
                    && !dataType.equals("enum")
                    && !dataType.equals("set");
            boolean printed = expression
                    || numeric
                    || dataType.equals("bit")
                    || NOW.matcher(each).matches();
            return printed ? now(MysqlText.standard(each, "")) : MysqlText.quoted(each);
        });
    }

    /** The clock under one of its names. */
    static String now(String text) {
        Matcher now = NOW.matcher(text);
        if (!now.matches()) {
            return text;
        }
        String digits = now.group(3) == null || now.group(3).equals("0") ? "" : now.group(3);
        return "current_timestamp(" + digits + ")";
    }
}
