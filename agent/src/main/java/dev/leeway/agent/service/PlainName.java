package dev.leeway.agent.service;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name without what tells one copy of a service from another.
 *
 * <p>{@code -blue}, {@code -green} and {@code -canary} become the label {@code slot}; {@code -2}, {@code _1} become the label
 * {@code instance}; a version such as in {@code php8.2-fpm} or {@code postgresql-15} is dropped. {@code -v2} stays: two
 * versions of an interface served side by side are two services more often than one.
 *
 * @param name never empty
 * @param labels what was taken off
 */
public record PlainName(String name, SortedMap<String, String> labels) {
    static final String SLOT = "slot";
    static final String INSTANCE = "instance";
    private static final Pattern SLOT_SUFFIX = Pattern.compile("(.+)[-_.@](blue|green|canary)");
    private static final Pattern COUNT_SUFFIX = Pattern.compile("(.+[^-_.#@0-9])[-_.#@](\\d{1,3})");
    private static final Pattern VERSION_INSIDE =
            Pattern.compile("(?<=[A-Za-z])[-_]?\\d+\\.\\d+(?:\\.\\d+)*(?=$|[-_])");
    /** Packages that carry their major version in the name; for any other name a number at its end is an instance. */
    private static final Pattern MAJOR_SUFFIX =
            Pattern.compile("(postgresql|postgres|mysql|mariadb|tomcat|elasticsearch|php-fpm|redis)-?\\d{1,2}");

    private static final Pattern NOT_ALLOWED = Pattern.compile("[^A-Za-z0-9._+@:-]+");
    private static final int MAX_LENGTH = 128;

    public PlainName {
        requireNonNull(name, "name is null");
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** Reads a raw name; characters no service name may have become {@code -}. */
    public static PlainName of(String raw) {
        SortedMap<String, String> labels = new TreeMap<>();
        String name = clean(raw);
        Matcher major = MAJOR_SUFFIX.matcher(name);
        if (major.matches()) {
            return new PlainName(major.group(1), labels);
        }
        name = withoutSuffix(name, SLOT_SUFFIX, SLOT, labels);
        name = withoutSuffix(name, COUNT_SUFFIX, INSTANCE, labels);
        name = withoutSuffix(name, SLOT_SUFFIX, SLOT, labels);
        return new PlainName(VERSION_INSIDE.matcher(name).replaceAll(""), labels);
    }

    /** This name with an instance known from elsewhere. */
    PlainName withInstance(Optional<String> instance) {
        if (instance.isEmpty()) {
            return this;
        }
        SortedMap<String, String> more = new TreeMap<>(labels);
        String value = instance.get();
        more.put(value.matches("blue|green|canary") ? SLOT : INSTANCE, value);
        return new PlainName(name, more);
    }

    private static String withoutSuffix(String name, Pattern suffix, String label, SortedMap<String, String> labels) {
        Matcher matcher = suffix.matcher(name);
        if (!matcher.matches() || labels.containsKey(label)) {
            return name;
        }
        labels.put(label, matcher.group(2));
        return matcher.group(1);
    }

    static String clean(String raw) {
        String bounded = raw.length() > MAX_LENGTH ? raw.substring(0, MAX_LENGTH) : raw;
        String cleaned = NOT_ALLOWED.matcher(bounded).replaceAll("-").replaceAll("^[^A-Za-z0-9]+|-+$", "");
        return cleaned.isEmpty() ? "unnamed" : cleaned;
    }
}
