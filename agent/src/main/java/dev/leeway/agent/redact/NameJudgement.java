package dev.leeway.agent.redact;

/** What a name alone says of its value. */
enum NameJudgement {
    /** Nothing: the value speaks for itself. */
    NEUTRAL,
    /** The value is a secret. */
    SECRET,
    /** The value says how many or how long something of a secret is: {@code TOKEN_TTL}; shown when it is a count. */
    ABOUT_COUNT,
    /** Whether something of a secret is on: {@code AUTH_ENABLED}; shown when it is a yes or no. */
    ABOUT_SWITCH,
    /** Where a secret lies: {@code PASSWORD_FILE}; shown when it is a path. */
    ABOUT_PLACE,
    /** Whom to ask for a secret: {@code TOKEN_URL}; taken apart when it is a URL, shown when it is a host. */
    ABOUT_ENDPOINT,
    /** By which method a secret is used: {@code KEYSTORE_TYPE}; shown when it is a known enumeration. */
    ABOUT_METHOD
}
