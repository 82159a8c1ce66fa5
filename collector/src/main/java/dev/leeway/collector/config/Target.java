package dev.leeway.collector.config;

/** Where the messages of a channel go. */
public sealed interface Target permits MailTarget, SlackTarget, WebhookTarget {
    /** The kind, as the configuration calls it: {@code mail}, {@code slack}, {@code webhook}. */
    String kind();
}
