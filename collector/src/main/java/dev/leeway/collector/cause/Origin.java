package dev.leeway.collector.cause;

import static java.util.Objects.requireNonNull;

/**
 * Where drifts come from.
 *
 * @param kind what sort of origin
 * @param key tells origins of one kind apart; the same as long as the origin is
 */
record Origin(Kind kind, String key) {
    Origin {
        requireNonNull(kind, "kind is null");
        requireNonNull(key, "key is null");
    }

    /** The sorts of origin. */
    enum Kind {
        /** A way from one environment into another's databases. */
        ISOLATION,
        /** A subject that an environment lacks. */
        SUBJECT,
        /** Subjects that one of two unlike environments lacks, as is to be expected. */
        SUBJECTS,
        /** One variable of one service, with everything taken out of it. */
        VARIABLE,
        /** Another distribution, or another release of it. */
        DISTRIBUTION,
        /** Another Java. */
        JAVA,
        /** A whole JDK that an environment lacks, and that nobody's Java was changed for. */
        JDK,
        /** Packages built from one source, or one package. */
        PACKAGE,
        /** A release of one service on its way. */
        RELEASE,
        /** Libraries that moved together, or that stand alike: a bill of materials, what one side lacks. */
        LIBRARIES,
        /** Archives exchanged on disk under the processes that run them. */
        REPLACED,
        /** An installation that is not what its lock file says. */
        UNMET,
        /** An artefact made wrong: what it ships and must not, and with it whatever else is wrong with the same build. */
        PACKAGING,
        /** Another image of a service, with all that comes with it. */
        IMAGE,
        /** Ports of a service, as its container and its process tell them. */
        PORTS,
        /** What a service may use of its host, as its container and its process tell it. */
        LIMITS,
        /** Containers that are not what their Compose files say, in one environment, and what else follows from that. */
        COMPOSE,
        /** Files of a deployment. */
        FILES,
        /** Documents in one column of a database that have not the same shapes. */
        SHAPES,
        /** Another database engine. */
        ENGINE,
        /** Another release of a database server. */
        SERVER,
        /** A migration that one environment has and another has not, with what it changes. */
        MIGRATION,
        /** One table, view or other object of a database. */
        OBJECT,
        /** Tables or other objects that one environment lacks, when there are many. */
        OBJECTS,
        /** One change to many tables. */
        CHANGE,
        /** One role of a database, with what it may do. */
        ROLE,
        /** Hosts too unlike to compare. */
        UNLIKE_HOSTS,
        /** What was there last time and could not be seen now, or could not be told. */
        UNOBSERVED,
        /** Differences of services between unlike environments that are not grave. */
        LESSER,
        /** Facts of one sort that stand alike: packages one side lacks, variables a service lacks there. */
        ALIKE,
        /** Everything the policy allows. */
        LEEWAY,
        /** One fact. */
        FACT
    }
}
