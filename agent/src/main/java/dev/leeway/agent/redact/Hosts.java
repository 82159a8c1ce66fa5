package dev.leeway.agent.redact;

import java.util.Set;

/** Recognises hosts: names in a known domain, addresses, networks, each with or without a port. */
final class Hosts {
    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;
    private static final int MAX_LIST = 256;

    /** Last labels, beside the codes of countries, by which a dotted word is known for a host name. */
    static final Set<String> DOMAINS = Set.of(
            "com",
            "org",
            "net",
            "edu",
            "gov",
            "mil",
            "int",
            "io",
            "dev",
            "app",
            "cloud",
            "ai",
            "biz",
            "info",
            "tech",
            "systems",
            "network",
            "services",
            "online",
            "site",
            "store",
            "shop",
            "local",
            "localhost",
            "localdomain",
            "internal",
            "intranet",
            "lan",
            "corp",
            "home",
            "private",
            "svc",
            "cluster",
            "consul",
            "test",
            "example",
            "invalid",
            "arpa",
            "uk",
            "eu",
            "su",
            "docker",
            "k8s",
            "mesh",
            "onion",
            "vpn",
            "zone",
            "team",
            "company",
            "group",
            "bank",
            "aws",
            "azure",
            "gcp");

    private Hosts() {}

    /** Hosts that show by themselves what they are, separated by commas, blanks or semicolons. */
    static boolean known(String text) {
        return each(text, false);
    }

    /** Hosts where the name says that hosts stand here, so that single labels will do. */
    static boolean expected(String text) {
        return each(text, true);
    }

    private static boolean each(String text, boolean expected) {
        if (text.isEmpty() || text.length() > MAX_NAME * MAX_LIST) {
            return false;
        }
        int start = 0;
        while (start <= text.length()) {
            int end = start;
            while (end < text.length() && ", ;|".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            boolean blank = end == start && end < text.length() && start > 0;
            if (!blank && !hostAndPort(text.substring(start, end), expected)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    private static boolean hostAndPort(String text, boolean expected) {
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            return close > 0 && ipv6(text.substring(1, close)) && (close + 1 == text.length() || port(text, close + 1));
        }
        int colon = text.indexOf(':');
        if (colon >= 0 && text.indexOf(':', colon + 1) >= 0) {
            return ipv6(text) || (expected && zookeeper(text));
        }
        if (colon >= 0) {
            String host = text.substring(0, colon);
            return port(text, colon) && (host.isEmpty() || host.equals("*") || host(host, expected));
        }
        return host(text, expected);
    }

    /** {@code server:2888:3888}: a host with two ports. */
    private static boolean zookeeper(String text) {
        int colon = text.indexOf(':');
        int second = text.indexOf(':', colon + 1);
        return port(text.substring(0, second), colon) && port(text, second) && host(text.substring(0, colon), true);
    }

    /** {@code :8080} at {@code colon}, to the end of the text. */
    static boolean port(String text, int colon) {
        String digits = text.substring(colon + 1);
        return text.charAt(colon) == ':' && digits.length() <= 5 && Ascii.isDigits(digits);
    }

    /** One host without a port: a name, an address, a network, a domain with a leading dot or star. */
    static boolean host(String text, boolean expected) {
        if (ipv4(text) || (text.indexOf(':') >= 0 && ipv6(text))) {
            return true;
        }
        if (text.equals("localhost") || text.equals("*") || addresses(text)) {
            return true;
        }
        String name = text.startsWith("*.") ? text.substring(2) : text.startsWith(".") ? text.substring(1) : text;
        return name(name) && (expected || inKnownDomain(name));
    }

    /** {@code 10.*}: one to three numbers of an address, and any that follow. */
    private static boolean addresses(String text) {
        if (!text.endsWith(".*")) {
            return false;
        }
        String[] parts = text.substring(0, text.length() - 2).split("\\.", 4);
        for (String part : parts) {
            if (!octet(part)) {
                return false;
            }
        }
        return parts.length <= 3;
    }

    /** Syntax of a host name of any number of labels, none of which looks random. */
    static boolean name(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME || Randomness.in(name)) {
            return false;
        }
        String absolute = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        int start = 0;
        while (start <= absolute.length()) {
            int dot = absolute.indexOf('.', start);
            int end = dot < 0 ? absolute.length() : dot;
            if (!label(absolute.substring(start, end))) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    private static boolean label(String label) {
        if (label.isEmpty() || label.length() > MAX_LABEL) {
            return false;
        }
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (!Ascii.isAlphanumeric(c) && c != '-' && c != '_') {
                return false;
            }
        }
        return !Randomness.shortKey(label);
    }

    private static boolean inKnownDomain(String name) {
        String absolute = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        int dot = absolute.lastIndexOf('.');
        if (dot < 0) {
            return false;
        }
        String last = Ascii.lower(absolute.substring(dot + 1));
        return DOMAINS.contains(last) || Locales.isCountry(last);
    }

    /** Four numbers up to 255, with a network's width where there is one. */
    static boolean ipv4(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (slash >= 0 && !width(text, slash, 32)) {
            return false;
        }
        String[] parts = address.split("\\.", 5);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (!octet(part)) {
                return false;
            }
        }
        return true;
    }

    private static boolean octet(String part) {
        return Ascii.isDigits(part) && part.length() <= 3 && Integer.parseInt(part, 10) <= 255;
    }

    private static boolean width(String text, int slash, int max) {
        String digits = text.substring(slash + 1);
        return digits.length() <= 3 && Ascii.isDigits(digits) && Integer.parseInt(digits, 10) <= max;
    }

    /** Two to seven colons among hexadecimal groups, at most one doubled; a zone or network width may follow. */
    static boolean ipv6(String text) {
        int slash = text.indexOf('/');
        if (slash >= 0 && !width(text, slash, 128)) {
            return false;
        }
        int zone = text.indexOf('%');
        int end = zone >= 0 ? zone : slash >= 0 ? slash : text.length();
        int colons = 0;
        int group = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == ':') {
                colons++;
                group = 0;
            } else if (!Ascii.isHex(c) || ++group > 4) {
                return colons >= 2 && ipv4(text.substring(text.lastIndexOf(':') + 1));
            }
        }
        boolean shortened = text.substring(0, end).contains("::");
        return colons >= 2 && colons <= 7 && (shortened || colons == 7) && (zone < 0 || name(text.substring(zone + 1)));
    }
}
