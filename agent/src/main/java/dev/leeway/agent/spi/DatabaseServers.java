package dev.leeway.agent.spi;

import java.time.Duration;
import java.util.List;

/**
 * The databases that the configuration names, and files of services. Credentials of services open a session only where the user
 * told the agent to connect to what it discovers.
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
     * What services of {@code host} keep in SQLite files, and where the user wants it what their settings lead to; sorted by
     * name, {@code SERVICE:RELATIVE/PATH} or {@code SERVICE:SETTING}, and never what is configured. They can be looked at from
     * then on.
     *
     * @param index told of what could not be looked for
     * @param time how long that may take; a service whose files give no answer is left behind
     */
    default List<DatabaseTarget> discover(HostView host, SectionRecorder index, Duration time)
            throws HostAccessException, InterruptedException {
        return List.of();
    }

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
