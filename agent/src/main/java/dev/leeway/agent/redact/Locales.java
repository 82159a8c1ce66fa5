package dev.leeway.agent.redact;

import java.util.Set;

/** Recognises locales and charsets: {@code de_DE.UTF-8}, {@code en-GB}, {@code C.UTF-8}, {@code ISO-8859-1}. */
final class Locales {
    /** Codes of languages, ISO 639. */
    static final Set<String> LANGUAGES = WordList.of("""
            aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch ckb co cr cs cu cv cy da de dsb dv dz
            ee el en eo es et eu fa ff fi fil fj fo fr fy ga gd gl gn gsw gu gv ha haw he hi ho hr hsb ht hu hy hz ia id ie
            ig ii ik in io is it iu iw ja ji jv ka kg ki kj kk kl km kn ko kok kr ks ku kv kw ky la lb lg li ln lo lt lu lv
            mg mh mi mk ml mn mni mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro
            ru rw sa sat sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk
            ur uz ve vi vo wa wo xh yi yo yue za zh zu
            """);

    /** Codes of countries, ISO 3166. */
    static final Set<String> COUNTRIES = WordList.of("""
            AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
            CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
            FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
            JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
            MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
            PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
            TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW EU
            """);

    /** Charsets, in lower case without hyphens and underscores. */
    static final Set<String> CHARSETS = WordList.of("""
            utf8 utf8mb3 utf8mb4 utf16 utf16le utf16be utf32 usascii ascii latin1 latin2 latin9 iso88591 iso88592 iso88595 iso88597
            iso88599 iso885915 windows1250 windows1251 windows1252 windows1253 windows1254 windows1256 windows1258 cp437 cp850 cp1250
            cp1251 cp1252 koi8r koi8u gb2312 gbk gb18030 big5 big5hkscs eucjp euckr euctw shiftjis sjis windows31j iso2022jp tis620
            macroman ibm037 ibm1047 binary ansix3.41968 646
            """);

    private static final Set<String> MODIFIERS =
            Set.of("euro", "latin", "cyrillic", "valencia", "devanagari", "iqtelif", "saaho");

    private Locales() {}

    /** Whether {@code code}, in lower case, is a country's. */
    static boolean isCountry(String code) {
        return code.length() == 2 && COUNTRIES.contains(Ascii.upper(code));
    }

    /** A charset by one of its common names. */
    static boolean isCharset(String text) {
        return text.length() <= 24
                && CHARSETS.contains(Ascii.lower(text).replace("-", "").replace("_", ""));
    }

    /** {@code language[_COUNTRY][.charset][@modifier]}, {@code C} or {@code POSIX}. */
    static boolean isLocale(String text) {
        int at = text.indexOf('@');
        if (at >= 0 && !MODIFIERS.contains(Ascii.lower(text.substring(at + 1)))) {
            return false;
        }
        String plain = at >= 0 ? text.substring(0, at) : text;
        int dot = plain.indexOf('.');
        if (dot >= 0 && !isCharset(plain.substring(dot + 1))) {
            return false;
        }
        return isTag(dot >= 0 ? plain.substring(0, dot) : plain);
    }

    private static boolean isTag(String tag) {
        if (tag.equals("C") || tag.equals("POSIX")) {
            return true;
        }
        int sign = Math.max(tag.indexOf('_'), tag.indexOf('-'));
        String language = sign < 0 ? tag : tag.substring(0, sign);
        if (!LANGUAGES.contains(language)) {
            return false;
        }
        return sign < 0 || isRegion(tag.substring(sign + 1));
    }

    private static boolean isRegion(String region) {
        int last = Math.max(region.lastIndexOf('_'), region.lastIndexOf('-'));
        boolean script = last == 4;
        String country = script ? region.substring(last + 1) : region;
        return COUNTRIES.contains(country)
                || Set.of("Latn", "Cyrl", "Hans", "Hant", "001", "419", "150").contains(country);
    }
}
