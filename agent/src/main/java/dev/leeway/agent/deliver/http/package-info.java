/**
 * Speaks to a collector: joining, offering snapshots, sending what it asks for.
 *
 * <p>The one room of the agent that opens a connection to a collector, loaded when there is something to say to one. It takes documents as
 * they wait and never looks into what they tell.
 */
@NullMarked
package dev.leeway.agent.deliver.http;

import org.jspecify.annotations.NullMarked;
