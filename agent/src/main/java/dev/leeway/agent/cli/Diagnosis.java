package dev.leeway.agent.cli;

import static java.util.Objects.requireNonNull;

/**
 * One thing the doctor looked at.
 *
 * @param name the probe, or another part of the agent
 * @param state how it stands
 * @param evidence what was seen
 * @param lost which facts or checks are lost for it; empty when none
 * @param fix the command or change that would get them back; empty when nothing is to be done
 */
record Diagnosis(String name, State state, String evidence, String lost, String fix) {
    Diagnosis {
        requireNonNull(name, "name is null");
        requireNonNull(state, "state is null");
        requireNonNull(evidence, "evidence is null");
        requireNonNull(lost, "lost is null");
        requireNonNull(fix, "fix is null");
    }

    static Diagnosis healthy(String name, String evidence) {
        return new Diagnosis(name, State.OK, evidence, "", "");
    }

    /** How something stands. */
    enum State {
        OK("ok", "[✓]"),
        /** Nobody asked for it, or it is not needed. */
        OFF("off", "[-]"),
        /** It works in part. */
        ATTENTION("attention", "[!]"),
        /** It does not work. */
        BROKEN("broken", "[✗]");

        private final String text;
        private final String sign;

        State(String text, String sign) {
            this.text = text;
            this.sign = sign;
        }

        /** The word in JSON. */
        String text() {
            return text;
        }

        /** The sign on a terminal. */
        String sign() {
            return sign;
        }

        /** Whether something is lost. */
        boolean loses() {
            return this == ATTENTION || this == BROKEN;
        }
    }
}
