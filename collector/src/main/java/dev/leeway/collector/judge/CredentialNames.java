package dev.leeway.collector.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether the names in a fact's path say that its value opens something: a password, a key, a token.
 *
 * <p>Agents withhold whatever they do not know to be harmless, a company's name as well as its password, and tags do not
 * tell them apart. The words here are the telling ones of the list that agents go by ({@code docs/secrets.md}); personal
 * data on it, such as a phone number, is withheld too, and is no key to production.
 */
final class CredentialNames {
    /** What no name of a credential lies within: the end of a word, an encoded character, a hump of camel case. */
    private static final Pattern BOUNDARY =
            Pattern.compile("%[0-9A-Fa-f]{2}|[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    private static final Set<String> WORDS = words("""
            password passwords passwd passphrase passcode pass pwd pswd psw pw secret secrets token tokens credential
            credentials cred creds key keys apikey accesskey privatekey secretkey authkey sharedkey masterkey signingkey
            encryptionkey licensekey auth authorization authentication bearer private priv pem pfx pin otp totp salt pepper
            hmac jwt jws sas pat requirepass masterauth webhook signature sig signing unseal unlock cookie connectionstring basicauth
            passwort kennwort contrasena clave senha motdepasse parola haslo wachtwoord""");
    /** Words that end so hold them too: {@code DBPASSWORD}, {@code authtoken}. */
    private static final List<String> ENDINGS = List.of("password", "passwd", "pwd", "secret", "token", "apikey");
    /** After these a name speaks about a credential, and holds none. */
    private static final Set<String> ABOUT = words("""
            timeout ttl length len size count limit max min expiry expires expiration validity lifetime age seconds minutes
            hours days interval period delay rounds iterations strength cost bits retries attempts port window threshold
            rotation enabled disabled enable disable required optional allowed active only verify check debug file path dir
            directory folder location store keystore truststore socket bundle filename url uri endpoint endpoints host
            hostname server servers address addr domain issuer audience realm type algorithm algo alg method mode mechanism
            provider scheme schemes strategy kind backend format encoding style policy name alias prefix suffix header
            label title description user username""");

    private CredentialNames() {}

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    /** Whether any name or key in {@code path}, encoded as in addresses, is that of a credential. */
    static boolean tell(String path) {
        for (String segment : path.split("[/\\[\\]]+")) {
            if (isCredential(segment)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCredential(String name) {
        List<String> words = new ArrayList<>();
        for (String word : BOUNDARY.split(name)) {
            if (!word.isEmpty()) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        boolean about = words.size() > 1 && ABOUT.contains(words.get(words.size() - 1));
        return !about && words.stream().anyMatch(CredentialNames::tells);
    }

    private static boolean tells(String word) {
        return WORDS.contains(word) || ENDINGS.stream().anyMatch(word::endsWith);
    }
}
