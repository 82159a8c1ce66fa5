package dev.leeway.agent.redact;

import java.util.Map;
import java.util.Set;

/** What is known of options: which single-hyphen words are names, which take no value, whose letters take passwords. */
final class OptionWords {
    /** Single-hyphen options that take no value. */
    static final Set<String> FLAGS = Set.of(
            "server",
            "client",
            "ea",
            "da",
            "esa",
            "dsa",
            "enableassertions",
            "disableassertions",
            "version",
            "showversion",
            "help",
            "d64",
            "d32",
            "verbose",
            "quiet",
            "debug",
            "daemon",
            "foreground",
            "insecure",
            "force",
            "ansi");

    /** Words that names of single-hyphen options are made of; others are one letter with its value attached. */
    static final Set<String> NAMES = WordList.of("""
            cp classpath class path jar module config configuration file conf listen address addr bind port host http https web server
            data dir directory log level format output input name storage tsdb retention time size max min timeout interval url uri
            user username role mode type env environment profile node cluster join advertise client retry bootstrap expect region
            datacenter domain dns ui enable disable metrics prefix pid group topic broker brokers zookeeper db database schema table
            query cache memory threads workers worker count limit rate root home base template templates static plugin plugins
            extension include exclude tls ssl cert certfile keyfile cafile ca key store keystore storepass keypass truststore pass
            password passin passout passphrase token secret auth apikey credentials source target version api v id label labels tag tags
            """);

    /** Letters after which these programs take a password. */
    private static final Map<String, String> PASSWORDS = Map.ofEntries(
            Map.entry("mysql", "p"),
            Map.entry("mysqldump", "p"),
            Map.entry("mysqladmin", "p"),
            Map.entry("mariadb", "p"),
            Map.entry("mariadb-dump", "p"),
            Map.entry("sshpass", "p"),
            Map.entry("redis-cli", "a"),
            Map.entry("valkey-cli", "a"),
            Map.entry("mongo", "p"),
            Map.entry("mongosh", "p"),
            Map.entry("mongodump", "p"),
            Map.entry("ldapsearch", "wy"),
            Map.entry("ldapmodify", "wy"),
            Map.entry("ldapadd", "wy"),
            Map.entry("curl", "uU"),
            Map.entry("smbclient", "U"),
            Map.entry("7z", "p"),
            Map.entry("zip", "P"),
            Map.entry("unzip", "P"),
            Map.entry("docker", "p"),
            Map.entry("podman", "p"),
            Map.entry("sqlcmd", "P"),
            Map.entry("bcp", "P"),
            Map.entry("cqlsh", "p"),
            Map.entry("rabbitmqadmin", "p"),
            Map.entry("htpasswd", "b"),
            Map.entry("plink", "p"),
            Map.entry("snmpget", "cAX"),
            Map.entry("ipmitool", "P"));

    private OptionWords() {}

    /** Whether {@code name}, given after one hyphen, is the name of an option and not a letter and its value. */
    static boolean isName(String name) {
        if (name.length() < 2 || !Ascii.isLetter(name.charAt(name.length() - 1))) {
            return false;
        }
        int start = 0;
        while (start <= name.length()) {
            int end = start;
            while (end < name.length() && "-_.".indexOf(name.charAt(end)) < 0) {
                end++;
            }
            if (!NAMES.contains(name.substring(start, end)) && !camel(name.substring(start, end))) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    /** {@code storageDir}: every hump a known word. */
    private static boolean camel(String word) {
        return word.length() > 2 && NameWords.of(word).size() > 1 && NAMES.containsAll(NameWords.of(word));
    }

    /** Whether {@code program} takes a password after {@code letter}. */
    static boolean takesPassword(String program, char letter) {
        String name = program.substring(program.lastIndexOf('/') + 1);
        return PASSWORDS.getOrDefault(name, "").indexOf(letter) >= 0;
    }
}
