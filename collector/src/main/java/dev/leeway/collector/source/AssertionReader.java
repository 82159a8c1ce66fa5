package dev.leeway.collector.source;

import dev.leeway.schema.fact.Quantity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Assertion;
import dev.leeway.schema.policy.Assertion.Term;
import dev.leeway.schema.policy.Operator;
import dev.leeway.schema.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads assertions such as {@code prod >= 2 * staging}: sums of amounts on both sides of one operator. */
final class AssertionReader {
    private static final int LONGEST = 4096;
    private static final int MOST_WORDS = 64;
    private static final String SIGNS = "<>=!";
    /** {@code 2*staging}, without the blanks that names with a star of their own would need. */
    private static final Pattern TIMES = Pattern.compile("([0-9.]{1,60})\\*(.+)");

    private final YamlNode node;
    private final Operands operands;
    private final List<String> words;
    private int next;

    private AssertionReader(YamlNode node, Operands operands) throws FormatException {
        this.node = node;
        this.operands = operands;
        this.words = words(node);
    }

    /** Knows what is no constant. */
    interface Operands {
        /**
         * The operand written as {@code word}, as a policy has it.
         *
         * @throws FormatException naming the place of {@code node} where it is none
         */
        String operand(YamlNode node, String word) throws FormatException;
    }

    /** Whether a text is meant to be an assertion. */
    static boolean looksLikeOne(String text) {
        return text.chars().anyMatch(c -> SIGNS.indexOf(c) >= 0);
    }

    /**
     * The assertion at {@code node}.
     *
     * @throws FormatException naming the place of what is none
     */
    static Assertion read(YamlNode node, Operands operands) throws FormatException {
        AssertionReader reader = new AssertionReader(node, operands);
        List<Term> left = reader.side();
        Operator operator = reader.operator();
        List<Term> right = reader.side();
        if (reader.next < reader.words.size()) {
            throw reader.error("'" + FormatException.shown(reader.words.get(reader.next)) + "' is one too many");
        }
        return new Assertion(left, operator, right, String.join(" ", reader.words));
    }

    /** Blanks and signs part words, but for those within the brackets of a key. */
    private static List<String> words(YamlNode node) throws FormatException {
        String text = node.text();
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char c = text.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            boolean sign = depth == 0 && SIGNS.indexOf(c) >= 0;
            boolean afterSign = word.length() > 0 && SIGNS.indexOf(word.charAt(0)) >= 0;
            boolean blank = depth == 0 && Character.isWhitespace(c);
            if (word.length() > 0 && (blank || sign != afterSign)) {
                add(words, word.toString());
                word.setLength(0);
            }
            if (!blank) {
                word.append(c);
            }
        }
        if (word.length() > 0) {
            add(words, word.toString());
        }
        if (text.length() > LONGEST || words.size() > MOST_WORDS) {
            throw node.place().error("too long for an assertion", "write at most " + MOST_WORDS + " words");
        }
        return words;
    }

    private static void add(List<String> words, String word) {
        Matcher times = TIMES.matcher(word);
        if (times.matches()) {
            words.addAll(List.of(times.group(1), "*", times.group(2)));
        } else {
            words.add(word);
        }
    }

    private List<Term> side() throws FormatException {
        List<Term> terms = new ArrayList<>();
        BigDecimal sign = BigDecimal.ONE;
        do {
            terms.add(summand(sign));
            String joint = peek();
            if (!joint.equals("+") && !joint.equals("-")) {
                return terms;
            }
            sign = joint.equals("+") ? BigDecimal.ONE : BigDecimal.ONE.negate();
            next++;
        } while (true);
    }

    private Term summand(BigDecimal sign) throws FormatException {
        String word = take();
        Optional<Quantity> amount = Quantity.parse(word);
        if (amount.isEmpty()) {
            String operand = operands.operand(node, word);
            String joint = peek();
            BigDecimal factor = sign;
            if (joint.equals("*") || joint.equals("/")) {
                next++;
                BigDecimal other = factor(take());
                factor = joint.equals("*") ? factor.multiply(other) : factor.multiply(inverse(other));
            }
            return new Term(factor, Optional.of(operand), Optional.empty());
        }
        if (peek().equals("*")) {
            next++;
            BigDecimal factor = sign.multiply(factor(word));
            return new Term(factor, Optional.of(operands.operand(node, take())), Optional.empty());
        }
        return new Term(sign, Optional.empty(), amount);
    }

    private BigDecimal factor(String word) throws FormatException {
        Optional<Quantity> amount = Quantity.parse(word).filter(each -> each.dimension() == Quantity.Dimension.NUMBER);
        if (amount.isEmpty()) {
            throw error("'" + FormatException.shown(word) + "' is no factor");
        }
        return amount.get().amount();
    }

    /** Only what divides without rest can be held to be equal. */
    private BigDecimal inverse(BigDecimal divisor) throws FormatException {
        try {
            return BigDecimal.ONE.divide(divisor);
        } catch (ArithmeticException e) {
            throw error("nothing can be divided by " + divisor.toPlainString() + " exactly");
        }
    }

    private Operator operator() throws FormatException {
        String word = take();
        Optional<Operator> operator = Operator.of(word.equals("==") ? "=" : word);
        if (operator.isEmpty()) {
            throw error("'" + FormatException.shown(word) + "' is no comparison");
        }
        return operator.get();
    }

    private String peek() {
        return next < words.size() ? words.get(next) : "";
    }

    private String take() throws FormatException {
        if (next == words.size()) {
            throw error("the assertion ends too early");
        }
        return words.get(next++);
    }

    private FormatException error(String problem) {
        return node.place()
                .error(
                        problem,
                        "write two sums with one of < <= = != >= > between them, and blanks around each sign, as in"
                                + " 'prod >= 2 * staging'");
    }
}
