package dev.leeway.agent.spi;

import java.util.List;

/**
 * The databases that the configuration names, and nothing beside them: credentials that a probe finds open no session.
 *
 * <p>Drivers are loaded with the first session.
 */
public interface DatabaseServers {
    /** None. */
    DatabaseServers NONE = new DatabaseServers() {
        @Override
        public List<DatabaseTarget> targets() {
            return List.of();
        }

        @Override
        public void session(DatabaseTarget target, DatabaseWork work) throws HostAccessException {
            throw new HostAccessException(HostAccessException.Kind.ABSENT, target.name());
        }
    };

    /** What is configured, sorted by name. */
    List<DatabaseTarget> targets();

    /**
     * Does some work in one read-only session, and in one transaction where the engine has consistent reads.
     *
     * <p>Waits no longer than {@link DatabaseTarget#time()} for all of it. What the server says goes into no message.
     *
     * @throws HostAccessException of kind {@link HostAccessException.Kind#ABSENT} when nothing answers there,
     *     {@link HostAccessException.Kind#DENIED} when the login is refused, {@link HostAccessException.Kind#TIMED_OUT}, {@link
     *     HostAccessException.Kind#VANISHED} when the connection breaks, and what {@code work} throws
     * @throws InterruptedException when told to stop
     */
    void session(DatabaseTarget target, DatabaseWork work) throws HostAccessException, InterruptedException;

    /** What is done in a session. */
    interface DatabaseWork {
        /** Asks what there is to ask; the session ends when this returns. */
        void in(DatabaseSession session) throws HostAccessException, InterruptedException;
    }
}
