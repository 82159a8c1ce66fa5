package dev.leeway.agent.format.xml;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of an XML document.
 *
 * @param name without its namespace
 * @param line where it begins, from 1
 * @param attributes by name, without their namespaces
 * @param text directly within it, blanks around it removed
 * @param children in order
 */
public record XmlElement(
        String name, int line, Map<String, String> attributes, String text, List<XmlElement> children) {
    public XmlElement {
        requireNonNull(name, "name is null");
        requireNonNull(text, "text is null");
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        children = List.copyOf(children);
    }

    /** The attribute of that name; empty when there is none. */
    public Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    /** The first element at {@code names}, one child below the other; empty when there is none. */
    public Optional<XmlElement> at(String... names) {
        XmlElement element = this;
        for (String name : names) {
            Optional<XmlElement> child = element.children.stream()
                    .filter(each -> each.name.equals(name))
                    .findFirst();
            if (child.isEmpty()) {
                return Optional.empty();
            }
            element = child.get();
        }
        return Optional.of(element);
    }

    /** The text of the element at {@code names}; empty when there is none or it is blank. */
    public Optional<String> textAt(String... names) {
        return at(names).map(XmlElement::text).filter(text -> !text.isEmpty());
    }
}
