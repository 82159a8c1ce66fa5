package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.schema.policy.Environment;
import dev.leeway.schema.policy.Expectation;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Reach;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.policy.Waiver;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds rules and waivers in whose place later ones speak, whatever the snapshots hold. Says so only of what later ones cover one by
 * one, not of what several cover together.
 */
final class Overlay {
    /** A place of its own for what the policy does not list. */
    private static final String UNLISTED = "\u0000";

    private final Policy policy;
    private final Environments all;

    Overlay(Policy policy) {
        this.policy = policy;
        List<String> names = new ArrayList<>(
                policy.environments().stream().map(Environment::name).toList());
        names.add(UNLISTED);
        this.all = Environments.of(policy, names);
    }

    /** The questions that a rule may have an answer to. */
    private enum Question {
        DIFFERENCE,
        DISTANCE,
        LAG,
        BACKWARDS,
        LACK,
        SHARING,
        PRESENCE,
        SPLIT,
        SPLIT_OF_VERSIONS,
        VALUE,
        RELATION,
        UNIQUE,
        UNIQUE_ACROSS,
        GRAVITY
    }

    private static final Set<Question> OF_VERSIONS = EnumSet.of(Question.DISTANCE, Question.LAG, Question.BACKWARDS);

    /** What two environments say to each other. */
    private static Set<Question> differences() {
        Set<Question> questions = EnumSet.copyOf(OF_VERSIONS);
        questions.add(Question.DIFFERENCE);
        return questions;
    }

    private static Set<Question> answers(Rule rule) {
        Expectation expectation = rule.expectation();
        boolean pairs = rule.between().size() != 1;
        boolean within = rule.between().size() <= 1;
        Set<Question> answers = EnumSet.noneOf(Question.class);
        if (expectation instanceof Expectation.Same || expectation instanceof Expectation.Any) {
            boolean any = expectation instanceof Expectation.Any;
            if (pairs) {
                answers.addAll(differences());
                answers.add(Question.SHARING);
                if (!any || rule.of().isEmpty()) {
                    answers.add(Question.LACK);
                }
            }
            if (within) {
                answers.add(Question.SPLIT);
                answers.add(Question.SPLIT_OF_VERSIONS);
            }
            if (any && pairs) {
                answers.add(Question.RELATION);
                answers.add(Question.UNIQUE_ACROSS);
            }
            if (any && within) {
                answers.addAll(EnumSet.of(Question.PRESENCE, Question.VALUE, Question.UNIQUE));
            }
        } else if (expectation instanceof Expectation.Different) {
            answers.addAll(differences());
            answers.add(Question.SHARING);
        } else if (expectation instanceof Expectation.Absent || expectation instanceof Expectation.Present) {
            answers.addAll(EnumSet.of(Question.PRESENCE, Question.LACK));
        } else if (expectation instanceof Expectation.Graver) {
            answers.add(Question.GRAVITY);
        } else if (expectation instanceof Expectation.Related) {
            answers.addAll(differences());
            answers.add(Question.RELATION);
        } else if (expectation instanceof Expectation.Unique) {
            answers.addAll(pairs ? differences() : Set.of());
            answers.addAll(EnumSet.of(Question.UNIQUE, Question.SPLIT, Question.SPLIT_OF_VERSIONS));
            if (!within) {
                answers.add(Question.UNIQUE_ACROSS);
            }
        } else if (expectation.ofValue()) {
            answers.addAll(pairs ? differences() : Set.of());
            answers.add(Question.VALUE);
        } else {
            answers.addAll(ofVersions(expectation, pairs, within));
        }
        return answers;
    }

    private static Set<Question> ofVersions(Expectation expectation, boolean pairs, boolean within) {
        Set<Question> answers = EnumSet.noneOf(Question.class);
        if (pairs) {
            answers.addAll(
                    expectation instanceof Expectation.Leeway
                            ? OF_VERSIONS
                            : EnumSet.of(expectation instanceof Expectation.Lag ? Question.LAG : Question.BACKWARDS));
        }
        if (within) {
            answers.add(Question.SPLIT_OF_VERSIONS);
        }
        return answers;
    }

    /** The later rules that leave nothing to a rule; none where it may still decide something. */
    List<Rule> of(Rule rule) {
        List<Rule> rules = policy.rules();
        // Two patterns of one entry may be alike.
        List<Rule> later = rules.subList(rules.lastIndexOf(rule) + 1, rules.size());
        List<Rule> over = new ArrayList<>();
        for (Question question : answers(rule)) {
            Optional<Rule> answer = later.stream()
                    .filter(each -> answers(each).contains(question) && covers(each, rule))
                    .findFirst();
            if (answer.isEmpty()) {
                return List.of();
            }
            if (!over.contains(answer.get())) {
                over.add(answer.get());
            }
        }
        return over;
    }

    private boolean covers(Rule later, Rule earlier) {
        // What is known of versions that stand still, a lag has nothing to say to.
        boolean partial = later.between().size() <= 1
                && (later.expectation() instanceof Expectation.Lag
                        || later.expectation() instanceof Expectation.Forward)
                && !later.expectation().getClass().equals(earlier.expectation().getClass());
        boolean rung = later.expectation() instanceof Expectation.Leeway
                && earlier.expectation() instanceof Expectation.Leeway
                && earlier.match().equals(later.match())
                && earlier.between().equals(later.between())
                && earlier.origin().file().equals(later.origin().file());
        return !partial
                && !rung
                && (later.of().isEmpty() || later.of().equals(earlier.of()))
                && later.reach().upTo().isEmpty()
                && covers(later.reach(), earlier.reach())
                && PatternCover.covers(later.match(), earlier.match());
    }

    /** The later waiver that accepts for as long whatever a waiver does, if there is one. */
    Optional<Waiver> of(Waiver waiver) {
        List<Waiver> waivers = policy.waivers();
        return waivers.subList(waivers.lastIndexOf(waiver) + 1, waivers.size()).stream()
                .filter(later -> !later.until().isBefore(waiver.until()))
                .filter(later -> later.drift().isEmpty()
                        || waiver.drift()
                                .filter(id -> id.startsWith(later.drift().get()))
                                .isPresent())
                .filter(later -> later.reach().upTo().isEmpty()
                        || waiver.reach().upTo().filter(later.reach()::reaches).isPresent())
                .filter(later ->
                        covers(later.reach(), waiver.reach()) && PatternCover.covers(later.match(), waiver.match()))
                .findFirst();
    }

    private boolean covers(Reach later, Reach earlier) {
        return covers(later.roles(), earlier.roles())
                && covers(later.probes(), earlier.probes())
                && coversEnvironments(later.between(), earlier.between());
    }

    private static boolean covers(List<String> later, List<String> earlier) {
        return later.isEmpty() || (!earlier.isEmpty() && later.containsAll(earlier));
    }

    private boolean coversEnvironments(List<String> later, List<String> earlier) {
        Between over = new Between(later, all);
        Between under = new Between(earlier, all);
        for (int one = 0; one < all.size(); one++) {
            if (under.covers(one) && !over.covers(one)) {
                return false;
            }
            for (int other = 0; other < all.size(); other++) {
                if (one != other && under.covers(one, other) && !over.covers(one, other)) {
                    return false;
                }
            }
        }
        return true;
    }
}
