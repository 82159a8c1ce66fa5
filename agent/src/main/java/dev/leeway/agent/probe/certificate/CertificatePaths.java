package dev.leeway.agent.probe.certificate;

import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths of files of certificates in settings, arguments and configuration files. */
final class CertificatePaths {
    private static final String ENDINGS = "(?:pem|crt|cer|cert|der|p12|pfx|jks|jceks|keystore|truststore)";
    private static final Pattern FILE = Pattern.compile("(?i)[^\\s,;'\"$*?{}]{1,400}\\." + ENDINGS);
    private static final Pattern WITHIN_LINE = Pattern.compile(
            "(?i)(?:^|[\\s=:'\"])((?:/|\\.{0,2}[\\w-])[^\\s,;'\"=$*?{}]{0,400}\\." + ENDINGS + ")(?=$|[\\s,;'\"])");
    /** What web servers call it, whatever its name ends in. */
    private static final Pattern DIRECTIVE = Pattern.compile(
            "(?i)^\\s*(?:\\w*ssl_?\\w*_?certificate(?:File|ChainFile)?|ssl_cert_file|ssl_ca_file|ssl[-_]c(?:ert|a))[\\s=]+['\"]?"
                    + "([^\\s;'\"$]{1,400})");

    private static final Pattern NAME = Pattern.compile(
            ".*(?:KEY_?STORE|TRUST_?STORE|SSL_?CERT|TLS_?CERT|CERTIFICATE|CERT_?FILE|CA_?FILE|CA_?CERT|CA_?BUNDLE|CERT_?PATH).*");
    private static final Pattern OTHER_NAME = Pattern.compile(
            ".*(?:PASS|PWD|SECRET|TYPE|ALIAS|PROVIDER|CERTIFICATE_?KEY|KEY_?FILE|_DIR|_URL)(?:_.*|$|WORD.*|PHRASE.*)");
    private static final Pattern KEY_LINE =
            Pattern.compile("(?i)^\\s*[\\w.-]*(?:certificate_?key|key_?file|keyfile|dhparam)[\\w.-]*[\\s=:].*");
    private static final int MAX_LINE = 2_000;
    private static final int MAX_LINES = 20_000;

    private CertificatePaths() {}

    /** The file that a setting names, absolute or relative, if one does. */
    static Optional<String> ofSetting(String name, String value) {
        String plain = value.replaceFirst("^(?:file:(?://)?)", "").strip();
        String word = name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        boolean other = OTHER_NAME.matcher(word).matches() || plain.contains("://") || plain.startsWith("classpath:");
        if (other || plain.isEmpty() || plain.length() > 400) {
            return Optional.empty();
        }
        boolean named = NAME.matcher(word).matches() && plain.startsWith("/") && plain.indexOf('\n') < 0;
        return named || FILE.matcher(plain).matches() ? Optional.of(plain) : Optional.empty();
    }

    /** The file that an argument names: {@code --tls-cert=/etc/x.pem}, {@code /etc/x.pem}. */
    static Optional<String> ofArgument(String argument) {
        int equals = argument.lastIndexOf('=');
        return equals < 0
                ? ofSetting("", argument)
                : ofSetting(argument.substring(0, equals), argument.substring(equals + 1));
    }

    /** The files that a configuration file names, each with its line. */
    static SortedMap<String, Integer> ofText(String text) {
        SortedMap<String, Integer> found = new TreeMap<>();
        int number = 0;
        for (String line : text.split("\n", MAX_LINES)) {
            number++;
            String stripped = line.strip();
            boolean comment = stripped.startsWith("#") || stripped.startsWith(";") || stripped.startsWith("//");
            if (comment || line.length() > MAX_LINE || KEY_LINE.matcher(line).matches()) {
                continue;
            }
            Matcher directive = DIRECTIVE.matcher(line);
            if (directive.find()) {
                found.putIfAbsent(directive.group(1), number);
                continue;
            }
            Matcher within = WITHIN_LINE.matcher(line);
            while (within.find()) {
                found.putIfAbsent(within.group(1), number);
            }
        }
        return found;
    }
}
