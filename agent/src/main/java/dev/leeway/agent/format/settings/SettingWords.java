package dev.leeway.agent.format.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Knows names of settings from what merely stands where such a name is expected: a password on a line of its own, a line of a key, the
 * user a table has an entry for. Where nothing else tells, only words that settings are commonly named by make a name.
 */
final class SettingWords {
    private static final int MAX_NAME = 120;
    private static final Pattern NAME = Pattern.compile("[A-Za-z]+(?:[-_.:]?[A-Za-z]+)*+");
    private static final Pattern PLACE_IN_LIST = Pattern.compile("\\d{1,3}");
    private static final Pattern SEAM = Pattern.compile("[-_.:]+|(?<=[a-z])(?=[A-Z])");
    private static final Pattern VARIABLE =
            Pattern.compile("(?:[A-Z]{1,14}|[A-Z]{1,5}\\d)(?:_(?:[A-Z]{1,14}|[A-Z]{1,5}\\d|\\d{1,3}))+|[A-Z]{1,14}");
    private static final Pattern DOTTED =
            Pattern.compile("[a-z]{2,20}(?:\\.[a-z]{1,20}(?:[-A-Z][a-z]{1,20}){0,5}){1,9}");

    private static final Set<String> COMMON = words("""
            a all allow app application auth auto back batch bind bool boot broker buffer cache case cert certificate char character check class
            client cluster code color column columns command commit compress compression config configuration connect connection connections
            connector context cookie core count cpu create credential credentials data database date db debug default delay delete deny depth
            dev dir directory disable disabled disk display domain driver dry dump enable enabled encoding endpoint engine env environment
            error event expire expires external extra fast feature features fetch field file files filter flush force format from full global
            group groups handler headers heap health host hosts http https id idle ignore image index info init innodb input instance interval
            job json key keys label language large level limit line links listen load local locale location lock locking log logger logging
            logs login long mail main map mapping max memory message meta method metrics min mode module monitor mount name names network
            networking new no node not null off offline on only open option options order output package page parallel partition pass password
            path pattern per pid pipeline plain plugin pool port prefix private production profile profiles protocol provider proxy public
            query queue quick quiet quote quotes random range raw read readonly recursive redis reference refresh region release reload remote
            replica replication report request require required reset resolve response restart result retention retries retry role roles root
            route rows run safe schema scheme script search secret section secure security select send sentinel server servers service session
            set settings shared short show size skip slave slow socket sort source spring sql ssl start state static stats status stop storage
            store strict style suffix sync system table target task template test text thread threads time timeout timezone title tls to token
            tokens trace trust ttl type uri url use user username users utf validate value verbose verify version virtual wait warn web window
            with worker workers write build deploy lint watch prod dev serve format unit generate clean
            """);

    /** Tables so called have an entry for each of those who hold a secret, or for each secret. */
    private static final Set<String> OF_SECRETS = words("""
            passwords passwds passphrases secrets tokens apikeys accesskeys keys users credentials creds logins accounts userlist htpasswd
            """);

    private SettingWords() {}

    private static Set<String> words(String text) {
        return Set.copyOf(Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toSet()));
    }

    /** Whether {@code name} is made of nothing but words that settings are named by, or is a place in a list. */
    static boolean plain(String name) {
        if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
            return PLACE_IN_LIST.matcher(name).matches();
        }
        return SEAM.splitAsStream(name).allMatch(word -> COMMON.contains(word.toLowerCase(Locale.ROOT)));
    }

    /** Whether {@code name} alone on its line is that of a variable: capitals, numbers apart from their words. */
    static boolean variable(String name) {
        return name.length() <= MAX_NAME && VARIABLE.matcher(name).matches();
    }

    /** Whether {@code name} is dotted as settings are, without a digit: {@code log4j}'s are told by their words. */
    static boolean dotted(String name) {
        return name.length() <= MAX_NAME && DOTTED.matcher(name).matches();
    }

    /** Whether a table of this name has secrets, or who holds them, for names. */
    static boolean ofSecrets(String table) {
        String last = "";
        for (String word : SEAM.split(table)) {
            last = word.isEmpty() ? last : word.toLowerCase(Locale.ROOT);
        }
        return OF_SECRETS.contains(last);
    }
}
