package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in one line that another image runs, and how much comes with it. */
final class ImageSummary {
    private static final AddressPattern COMPILERS = AddressPattern.parse("package[*]/compilers");
    /** What says most about an image comes first: another architecture is another image whatever else it is. */
    private static final List<AddressPattern> FOREMOST = List.of(
            AddressPattern.parse("image[*]/platform"),
            AddressPattern.parse("image[*]/size"),
            COMPILERS,
            AddressPattern.parse("image[*]/content"),
            AddressPattern.parse("image[*]/tag"),
            AddressPattern.parse("image[*]/repository"));

    /** What says which image it is, in words of its own: it must not be one of so many facts that follow from a graver one. */
    private static final List<AddressPattern> NAMES = List.of(
            AddressPattern.parse("image[*]/content"),
            AddressPattern.parse("image[*]/tag"),
            AddressPattern.parse("image[*]/repository"));

    private ImageSummary() {}

    /** How far to the front a fact of an image belongs; empty for any other. */
    static OptionalInt place(Address address) {
        String text = address.text();
        for (int i = 0; i < FOREMOST.size(); i++) {
            if (FOREMOST.get(i).matches(text)) {
                return OptionalInt.of(i - FOREMOST.size());
            }
        }
        return OptionalInt.empty();
    }

    /** {@code the image of shop-web is 7.4 times as heavy ...; image tag is 1.0 in staging, 1.1 in prod; 96 packages follow}. */
    static String of(Group group) {
        Set<String> packages = new TreeSet<>();
        Set<String> others = new TreeSet<>();
        Set<String> names = new LinkedHashSet<>();
        String compilers = "";
        for (Finding member : group.members().subList(1, group.members().size())) {
            String path = member.address().path().text();
            if (member.disposition() != group.disposition() || isOfLeading(member, group)) {
                continue;
            }
            if (COMPILERS.matches(member.address().text())) {
                compilers = "; it holds compilers: " + held(member);
            } else if (NAMES.stream()
                    .anyMatch(name -> name.matches(member.address().text()))) {
                names.add("; " + withoutOwner(member));
            } else if (member.address().section().probe().equals("package") && path.indexOf(']') > 0) {
                packages.add(path.substring(0, path.indexOf(']') + 1));
            } else {
                others.add(member.address().section().probe() + "/" + path + member.between());
            }
        }
        String leading = group.leading().explanation().summary() + compilers + String.join("", names);
        if (packages.isEmpty() && others.isEmpty()) {
            return leading;
        }
        String told = packages.isEmpty() ? "" : CauseSummary.count(packages.size(), "package");
        String more =
                others.isEmpty() ? "" : CauseSummary.count(others.size(), packages.isEmpty() ? "fact" : "other fact");
        String all = told.isEmpty() || more.isEmpty() ? told + more : told + " and " + more;
        return leading + "; " + all + (packages.size() + others.size() == 1 ? " follows" : " follow");
    }

    /** Whether it is the leading fact of another service that runs the same image. */
    private static boolean isOfLeading(Finding member, Group group) {
        Finding leading = group.leading();
        return member.address().path().equals(leading.address().path())
                && member.address()
                        .section()
                        .probe()
                        .equals(leading.address().section().probe())
                && member.between().equals(leading.between())
                && member.state() == leading.state();
    }

    private static String withoutOwner(Finding finding) {
        String summary = finding.explanation().summary();
        String owner = finding.scope().name() + ": ";
        return summary.startsWith(owner) ? summary.substring(owner.length()) : summary;
    }

    private static String held(Finding finding) {
        return finding.values().stream()
                .filter(value -> finding.between().contains(value.environment()))
                .flatMap(value -> value.value().stream())
                .flatMap(value -> value instanceof Value.SetOf set ? set.members().stream() : Stream.of(value))
                .map(Value::display)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
