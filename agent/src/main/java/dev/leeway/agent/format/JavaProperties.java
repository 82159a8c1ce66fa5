package dev.leeway.agent.format;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files in the format of {@link Properties}: {@code java.security}, {@code net.properties}. */
public final class JavaProperties {
    private JavaProperties() {}

    /** The properties in {@code text}, by name; the later of two with one name counts. */
    public static SortedMap<String, String> read(String text) throws MalformedException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw new MalformedException("expected four hexadecimal digits after a backslash and 'u'");
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
        SortedMap<String, String> sorted = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> sorted.put(name, properties.getProperty(name, "")));
        return sorted;
    }
}
