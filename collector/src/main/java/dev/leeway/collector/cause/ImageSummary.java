package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Value;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in one line that another image runs, and how much comes with it. */
final class ImageSummary {
    private static final AddressPattern COMPILERS = AddressPattern.parse("package[*]/compilers");
    /** What says most about an image comes first. */
    private static final List<AddressPattern> FOREMOST = List.of(
            AddressPattern.parse("image[*]/size"),
            COMPILERS,
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

    /** {@code shop-web runs another image under one tag ...; 96 packages follow}. */
    static String of(Group group) {
        Set<String> packages = new TreeSet<>();
        int others = 0;
        String compilers = "";
        for (Finding member : group.members().subList(1, group.members().size())) {
            if (member.disposition() == group.disposition()
                    && COMPILERS.matches(member.address().text())) {
                compilers = "; it holds compilers: " + held(member);
                continue;
            }
            boolean follows = member.disposition() == group.disposition();
            String path = member.address().path().text();
            boolean ofPackage = member.address().section().probe().equals("package") && path.indexOf(']') > 0;
            if (follows && ofPackage) {
                packages.add(path.substring(0, path.indexOf(']') + 1));
            } else if (follows) {
                others++;
            }
        }
        String leading = group.leading().explanation().summary() + compilers;
        if (packages.isEmpty() && others == 0) {
            return leading;
        }
        String told = packages.isEmpty() ? "" : CauseSummary.count(packages.size(), "package");
        String more = others == 0 ? "" : CauseSummary.count(others, packages.isEmpty() ? "fact" : "other fact");
        String all = told.isEmpty() || more.isEmpty() ? told + more : told + " and " + more;
        return leading + "; " + all + (packages.size() + others == 1 ? " follows" : " follow");
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
