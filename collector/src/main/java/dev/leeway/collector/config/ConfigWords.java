package dev.leeway.collector.config;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.yaml.Suggestion;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of the configuration; a complaint is {@code problem; next step}. */
final class ConfigWords {
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])");
    private static final Pattern AGE = Pattern.compile("([1-9][0-9]{0,4})([hdw])");
    private static final Pattern PAUSE = Pattern.compile("(0|[1-9][0-9]{0,3})([mh])");
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8})(B|KiB|MiB|GiB)");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.@/ +-]{0,99}");
    private static final Pattern MAIL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?");
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB");

    private ConfigWords() {}

    static LocalTime time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new IllegalArgumentException("no time of the day; write hours and minutes, as \"05:00\"");
        }
        return LocalTime.of(Integer.parseInt(time.group(1)), Integer.parseInt(time.group(2)));
    }

    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "no time zone; write UTC or one of the tz database, as Europe/Berlin", e);
        }
    }

    static Duration age(String text) {
        Matcher age = AGE.matcher(text);
        if (!age.matches()) {
            throw new IllegalArgumentException("no span of time; write hours, days or weeks, as 48h, 7d or 52w");
        }
        long count = Long.parseLong(age.group(1));
        return switch (age.group(2)) {
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
        };
    }

    static Duration pause(String text) {
        Matcher pause = PAUSE.matcher(text);
        if (!pause.matches()) {
            throw new IllegalArgumentException("no span of time; write minutes or hours, as 15m or 2h");
        }
        long count = Long.parseLong(pause.group(1));
        return pause.group(2).equals("m") ? Duration.ofMinutes(count) : Duration.ofHours(count);
    }

    /** Bytes, from 64 KiB, below which no snapshot of a host is, to 1 GiB. */
    static long body(String text) {
        Matcher size = SIZE.matcher(text);
        long bytes = size.matches() ? Long.parseLong(size.group(1)) << (10 * UNITS.indexOf(size.group(2))) : 0;
        if (bytes < 64 << 10 || bytes > 1 << 30) {
            throw new IllegalArgumentException("no size of a request; write one from 64KiB to 1GiB, as 16MiB");
        }
        return bytes;
    }

    static Severity severity(String text) {
        return known(
                text,
                Severity.of(text),
                "severity",
                Arrays.stream(Severity.values()).map(Severity::text).toList());
    }

    static Occasion occasion(String text) {
        return known(text, Occasion.of(text), "occasion", Occasion.words());
    }

    static MailTarget.Security security(String text) {
        return known(
                text,
                Arrays.stream(MailTarget.Security.values())
                        .filter(each -> lower(each).equals(text))
                        .findFirst(),
                "way to secure mail",
                Arrays.stream(MailTarget.Security.values())
                        .map(ConfigWords::lower)
                        .toList());
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static <T> T known(String text, Optional<T> found, String what, List<String> words) {
        return found.orElseThrow(() -> new IllegalArgumentException(
                "unknown " + what + " '" + FormatException.shown(text) + "'; " + Suggestion.nextStep(text, words)));
    }

    static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "no name; begin with a letter or digit, and go on with those, spaces and _ . @ / + - alone");
        }
        return text;
    }

    static String mailAddress(String text) {
        if (!MAIL.matcher(text).matches() || text.contains("..")) {
            throw new IllegalArgumentException("no mail address; write it alone, as ops@example.com");
        }
        return text;
    }

    /** An address of the collector itself: scheme, host, and perhaps a port and path. */
    static URI ownUrl(String text) {
        URI url = httpUrl(text);
        if (url.getRawQuery() != null) {
            throw new IllegalArgumentException("an address with a query; leave out what begins with '?'");
        }
        return url;
    }

    /** An address that anybody may read. */
    static URI openUrl(String text) {
        URI url = httpUrl(text);
        if (url.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "an address with a query, which may hold a secret; write it to a file and name that as urlFile");
        }
        return url;
    }

    /** An address that may hold a secret, of which therefore nothing is repeated. */
    static URI httpUrl(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            // Its own message, and so it as a cause, repeats the text.
            url = URI.create("");
        }
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getRawFragment() != null || url.getPort() > 65535) {
            throw new IllegalArgumentException("no address of the web; write it as https://host:port/path");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("an address with a user or password; leave it out");
        }
        return url;
    }
}
