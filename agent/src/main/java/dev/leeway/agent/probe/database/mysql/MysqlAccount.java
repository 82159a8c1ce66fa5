package dev.leeway.agent.probe.database.mysql;

/**
 * Who logs in, and from where.
 *
 * @param host empty for a role of MariaDB
 */
record MysqlAccount(String user, String host) {
    /** As {@code 'app'@'10.%'}. */
    static MysqlAccount quoted(String text) {
        int at = text.lastIndexOf("'@'");
        if (at < 1 || !text.endsWith("'")) {
            return new MysqlAccount(unquoted(text), "");
        }
        return new MysqlAccount(unquoted(text.substring(0, at + 1)), unquoted(text.substring(at + 2)));
    }

    /** As {@code app@10.%}. */
    static MysqlAccount plain(String text) {
        int at = text.lastIndexOf('@');
        return at < 0 ? new MysqlAccount(text, "") : new MysqlAccount(text.substring(0, at), text.substring(at + 1));
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("'") && text.endsWith("'");
        return quoted ? text.substring(1, text.length() - 1).replace("''", "'") : text;
    }
}
