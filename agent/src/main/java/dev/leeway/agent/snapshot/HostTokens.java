package dev.leeway.agent.snapshot;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Writes <code>{host}</code> and <code>{address}</code> for a host's own name and addresses in facts the catalogue marks.
 *
 * <p>Only whole tokens: on a host called {@code web}, {@code web-proxy} and {@code web.example.com} stay what they are.
 * The catalogue is asked for only when such a token was met, because reading it costs more than most probes.
 */
final class HostTokens {
    private static final Set<String> SHARED_NAMES = Set.of("localhost", "localhost.localdomain", "ip6-localhost");
    private static final String INSIDE_A_NAME = "-_.";

    private final List<Token> tokens;
    private final Supplier<Catalogue> catalogue;

    HostTokens(HostNames host, Supplier<Catalogue> catalogue) {
        this.tokens = Stream.concat(
                        host.names().stream()
                                .filter(name -> !SHARED_NAMES.contains(name.toLowerCase(Locale.ROOT)))
                                .map(name -> new Token(name, "{host}")),
                        host.addresses().stream().map(address -> new Token(address, "{address}")))
                .filter(token -> !token.own().isEmpty())
                // A qualified name is tried before the short one it begins with.
                .sorted(Comparator.comparing((Token token) -> -token.own().length())
                        .thenComparing(Token::own))
                .toList();
        this.catalogue = catalogue;
    }

    /** {@code value} as the fact at {@code address} should carry it. */
    Value apply(Address address, Value value) {
        Value replaced = replaced(value);
        return replaced.equals(value) || !marked(address) ? value : replaced;
    }

    private boolean marked(Address address) {
        return catalogue.get().entry(address).filter(FactEntry::hostTokens).isPresent();
    }

    private Value replaced(Value value) {
        if (value instanceof Value.Text text) {
            String replaced = replaced(text.text());
            return replaced.equals(text.text()) ? value : new Value.Text(replaced);
        }
        if (value instanceof Value.SetOf set) {
            return new Value.SetOf(set.members().stream().map(this::replaced).toList());
        }
        if (value instanceof Value.ListOf list) {
            return new Value.ListOf(list.members().stream().map(this::replaced).toList());
        }
        return value;
    }

    private String replaced(String text) {
        String result = text;
        for (Token token : tokens) {
            result = token.replaceIn(result);
        }
        return result;
    }

    /** One name or address and what is written for it. */
    private record Token(String own, String sign) {
        String replaceIn(String text) {
            int at = find(text, 0);
            if (at < 0) {
                return text;
            }
            StringBuilder out = new StringBuilder(text.length());
            int from = 0;
            while (at >= 0) {
                out.append(text, from, at).append(sign);
                from = at + own.length();
                at = find(text, from);
            }
            return out.append(text, from, text.length()).toString();
        }

        private int find(String text, int from) {
            char lower = Character.toLowerCase(own.charAt(0));
            char upper = Character.toUpperCase(own.charAt(0));
            int last = text.length() - own.length();
            for (int at = from; at <= last; at++) {
                char c = text.charAt(at);
                if ((c == lower || c == upper)
                        && text.regionMatches(true, at, own, 0, own.length())
                        && isWhole(text, at, at + own.length())) {
                    return at;
                }
            }
            return -1;
        }

        private boolean isWhole(String text, int start, int end) {
            boolean begins = start == 0 || !continuesBefore(text.charAt(start - 1));
            return begins && (end == text.length() || !continuesAfter(text, end));
        }

        private boolean continuesBefore(char c) {
            return Character.isLetterOrDigit(c) || INSIDE_A_NAME.indexOf(c) >= 0 || (c == ':' && isSixth());
        }

        private boolean continuesAfter(String text, int at) {
            char c = text.charAt(at);
            if (c == '.') {
                // A full stop ends a sentence or a rooted name; a dot before more of a name goes on with it.
                return at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
            }
            return Character.isLetterOrDigit(c) || INSIDE_A_NAME.indexOf(c) >= 0 || (c == ':' && isSixth());
        }

        /** Whether this is an address of the sixth version, whose groups are joined by colons. */
        private boolean isSixth() {
            return own.indexOf(':') >= 0;
        }
    }
}
