package dev.leeway.samples.delivery;

/** What becomes of one request on its way to a collector. */
enum Mishap {
    /** It arrives, and so does its answer. */
    NONE,
    /** It never arrives. */
    LOST,
    /** It arrives, and its answer does not: the collector has what nobody knows it has. */
    UNANSWERED,
    /** Half of its body arrives. */
    CUT,
    /** Half of its answer arrives. */
    ANSWER_CUT,
    /** It takes a while. */
    DELAYED,
    /** It takes longer than the agent waits. */
    SILENT,
    /** It arrives twice, and the answer to the first comes back. */
    DOUBLED,
    /** It arrives twice, and the answer to the second comes back. */
    DOUBLED_SECOND,
    /** It arrives, and a copy of it once more much later. */
    REPLAYED,
    /** The agent takes it for lost, and it arrives after others of its. */
    OVERTAKEN,
    /** Something between says that it has no collector. */
    BAD_GATEWAY,
    /** Something between says so though the request arrived. */
    FALSE_GATEWAY,
    /** Something between asks to be left alone for a while. */
    TOO_MUCH,
    /** Likewise, of this agent. */
    TOO_OFTEN,
    /** Its answer arrives, and then the connection ends without a word. */
    CLOSED_AFTER,
    /** It and its answer come in small pieces. */
    THROTTLED
}
